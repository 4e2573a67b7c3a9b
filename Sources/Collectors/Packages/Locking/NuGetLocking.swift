import Model

/// Projects of MSBuild and `packages.lock.json`.
enum NuGetLocking: LockingRules {
  static let manifest = MSBuildManifest.name
  static let lockfiles = [NuGetLockfile.name]

  private static let endings = [".csproj", ".fsproj", ".vbproj"]

  static func isManifest(_ name: String) -> Bool { endings.contains(where: name.hasSuffix) }

  /// A lockfile keeps what each direct reference asked for.
  static func differences(
    in lockfile: LockedFile, from manifests: [LockedFile]
  ) -> [LockDifference]? {
    // Several projects in one folder name their lockfiles after themselves.
    guard manifests.count == 1, let manifest = manifests.first,
      case .msbuild(let project) = manifest.contents.document,
      let lock = lockfile.contents.document.tree
    else { return nil }
    var recorded: [String: Set<String>] = [:]
    for framework in lock["dependencies"]?.entries ?? [] {
      for entry in framework.value.entries ?? [] where entry.value["type"]?.string == "Direct" {
        recorded[entry.key.lowercased(), default: []].insert(
          normalized(entry.value["requested"]?.string ?? ""))
      }
    }
    var differences: [LockDifference] = []
    for package in manifest.contents.packages {
      let span = package.location.span ?? .start
      let written = package.requirement ?? ""
      let required = "\(package.name) is required" + (written.isEmpty ? "" : " as \(written)")
      guard let known = recorded.removeValue(forKey: package.name.lowercased()) else {
        differences.append(
          manifest.difference("\(required), but \(lockfile.fileName) was made without it", at: span)
        )
        continue
      }
      guard !written.isEmpty, !written.contains("$("), !known.contains(normalized(written)) else {
        continue
      }
      differences.append(
        manifest.difference(
          "\(required); \(lockfile.fileName) was made for \(known.sorted().joined(separator: ", "))",
          at: span))
    }
    for name in recorded.keys.sorted()
    where !isImplicit(name) && !project.inherited.contains(name) {
      differences.append(
        manifest.difference(
          "\(lockfile.fileName) was made with \(name), which \(manifest.fileName) does not name",
          at: .start))
    }
    return differences
  }

  /// What SDKs add to every project.
  private static func isImplicit(_ name: String) -> Bool {
    ["netstandard.library", "microsoft.net.illink.tasks", "fsharp.core", "microsoft.netcore.app"]
      .contains(name)
  }

  /// `1.2`, `1.2.0` and `[1.2.0, )` ask for the same.
  private static func normalized(_ range: String) -> String {
    let text = range.filter { !$0.isWhitespace }.lowercased()
    let plain =
      text.hasPrefix("[") && text.hasSuffix(",)") ? text.dropFirst().dropLast(2) : text[...]
    guard plain.first?.isNumber == true, !plain.contains(where: { "[](),*".contains($0) }) else {
      return String(plain)
    }
    let core = plain.prefix { $0 != "-" && $0 != "+" }
    var numbers = core.split(separator: ".").map(String.init)
    while numbers.count < 3 { numbers.append("0") }
    if numbers.count == 4, numbers[3] == "0" { numbers.removeLast() }
    let rest = plain[core.endIndex...].prefix { $0 != "+" }
    return numbers.joined(separator: ".") + rest
  }
}
