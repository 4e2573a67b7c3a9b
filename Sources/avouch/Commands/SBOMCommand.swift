import Collectors
import CommandLineInterface
import FoundationEssentials
import Model
import Reports
import Systems

/// `avouch sbom`: the bill of materials of a folder.
enum SBOMCommand: Subcommand {
  static let definition = Command(
    name: "sbom",
    summary: "the bill of materials: every package that manifests and lockfiles name",
    discussion:
      "Writes CycloneDX 1.6 or SPDX 2.3 in JSON, the same bytes for the same files. Where "
      + "the folder has a posture file that lists subprocessors, CycloneDX tells them as services, "
      + "those alone that may be published. A file that cannot be read would leave the bill short: "
      + "exit 3, and nothing is written, unless --allow-unmeasured is given.",
    operands: [.init("PATH", help: "The folder; the current one by default.")],
    options: [
      Option(
        "format", short: "f", value: .choice(["cyclonedx", "spdx"], placeholder: "FORMAT"),
        help: "What to print on standard output; cyclonedx by default."),
      Option(
        "output", short: "o", value: .required(placeholder: "FORMAT=PATH"), repeatable: true,
        help: "Write a format to a file; may be given several times."),
      Option("name", value: .required(placeholder: "NAME"), help: "What the product is called."),
      Option(
        "product-version", value: .required(placeholder: "VERSION"),
        help: "The version of the product."),
      Option(
        "files", value: .required(placeholder: "GLOB"), repeatable: true,
        help: "Take these manifests and lockfiles alone."),
      Option(
        "posture", value: .required(placeholder: "POSTURE"),
        help: "The posture file with the subprocessors; the one in the folder by default."),
      Option(
        "allow-unmeasured", help: "Write the bill although a file could not be read; it is told."),
      Option(
        "now", value: .required(placeholder: "TIME"),
        help: "Date the bill with this time (RFC 3339); SOURCE_DATE_EPOCH does the same."),
    ],
    examples: [
      .init("avouch sbom > sbom.json", "CycloneDX for the current folder."),
      .init("avouch sbom -o spdx=sbom.spdx.json -o cyclonedx=sbom.cdx.json", "Both at once."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let output = try OutputPlan(arguments, formats: ["cyclonedx", "spdx"], byDefault: "cyclonedx")
    let path = arguments.operand(0) ?? "."
    let now = try surroundings.now(arguments)
    let context = CollectionContext(now: now, deadline: .now + .seconds(300))
    var inventory = try AdvisoryWork.failing {
      try PackagesCollector().collect(
        PackagesRequest(folder: ScanRun.absolute(path), patterns: arguments.values("files")),
        in: context)
    }
    if arguments.values("files").isEmpty {
      // A bill that was written before, which is of no ecosystem, is no source of the next one.
      inventory = PackageInventory(
        manifests: inventory.manifests.filter { !$0.ecosystem.isEmpty })
    }
    let gaps = inventory.manifests.compactMap { manifest -> String? in
      guard case .failure(let reason) = manifest.packages else { return nil }
      return reason.reason.contains(manifest.path)
        ? reason.reason : "\(manifest.path): \(reason.reason)"
    }
    for gap in gaps { surroundings.console.note("avouch: not in the bill: \(gap)") }
    guard gaps.isEmpty || arguments.has("allow-unmeasured") else { return .unmeasured }
    guard !inventory.manifests.isEmpty else {
      throw CommandFailure("\(path) holds no manifest and no lockfile")
    }
    let posture = try posture(arguments, folder: path, surroundings)
    let bill = BillOfMaterials(
      name: arguments.value("name") ?? posture?.organization.product ?? ScanRun.name(of: path),
      version: arguments.value("product-version"), created: now, toolVersion: Program.version,
      inventory: inventory, subprocessors: posture.flatMap(published))
    try output.write(to: surroundings.console) { (format, _) throws(Unavailable) in
      let text = format == "spdx" ? SPDXDocument.text(bill) : CycloneDXDocument.text(bill)
      return Array(text.utf8)
    }
    return .holds
  }

  private static func posture(
    _ arguments: ParsedArguments, folder: String, _ surroundings: Surroundings
  ) throws -> Posture? {
    if let named = arguments.value("posture") {
      return try surroundings.posture(named, patterns: PatternMatcher())
    }
    let standard = folder + "/avouch.yaml"
    guard FileManager.default.fileExists(atPath: standard) else { return nil }
    return try surroundings.posture(standard, patterns: PatternMatcher())
  }

  /// A bill of materials is handed to customers.
  private static func published(_ posture: Posture) -> SubprocessorList? {
    posture.subprocessors.map { list in
      SubprocessorList(
        notice: list.notice, announced: list.announced,
        entries: list.entries.filter { $0.audience == .public })
    }
  }
}
