import Model
import Resources
import StructuredData
import Systems

/// The vendors that ship with the command.
package enum VendorCatalog {
  package static let folder = "Policies/vendors"

  private static let vendorFields = [
    Field("name", .text, required: true, "The company or service."),
    Field("aliases", .list(of: .text), "Other names that a declaration may use."),
    Field("purpose", .text, required: true, "What it is used for, in a few words."),
    Field(
      "packages", .mapping(of: .list(of: .text)),
      "Names of its clients by ecosystem, as OSV names them."),
    Field("environment", .list(of: .text), "Beginnings of names of environment variables."),
    Field("hosts", .list(of: .text), "Hosts; *.example.com stands for every name below."),
    Field("scopes", .list(of: .text), "Host and path that only its OAuth scopes begin with."),
    Field("mail-servers", .list(of: .text), "Domains of the servers that take mail."),
    Field("senders", .list(of: .text), "Domains that customers include in SPF."),
    Field("used", .choice(["at-build"]), "Where it is used, if not in production."),
    Field("needs", .choice(["second-sign"]), "What its client alone does not prove."),
    Field(
      "confidence", .choice(Vendor.Confidence.allCases.map(\.rawValue)), default: "high",
      "How sure its signs are."),
  ]

  private static let fileFields = [
    Field("vendors", .list(of: .object(vendorFields)), required: true, "The vendors.")
  ]

  /// Reads every file of vendors.
  ///
  /// - Throws: `Diagnostics` with everything that is wrong with them.
  package static func load(from library: ResourceLibrary) throws(Diagnostics) -> [Vendor] {
    var vendors: [Vendor] = []
    var problems: [Diagnostic] = []
    for path in library.paths(in: folder) where path.hasSuffix(".yaml") {
      var decoder = FieldDecoder(path: path, patterns: PatternMatcher())
      for document in try StructuredParser.parse(library.bytes(path) ?? [], as: .yaml, path: path) {
        let file = decoder.decode(document, fields: fileFields, as: "a file of vendors")
        vendors += (file?.objects("vendors") ?? []).map(vendor)
      }
      problems += decoder.diagnostics
    }
    if vendors.isEmpty, problems.isEmpty {
      problems.append(Diagnostic("no vendors were found", at: Location(path: folder)))
    }
    guard problems.isEmpty else { throw Diagnostics(problems) }
    return vendors
  }

  private static func vendor(_ arguments: Arguments) -> Vendor {
    let packages = (arguments.node("packages")?.entries ?? []).map { entry in
      (entry.key, (entry.value.elements ?? []).compactMap(\.scalarText))
    }
    return Vendor(
      name: arguments.text("name") ?? "", aliases: arguments.texts("aliases"),
      purpose: arguments.text("purpose") ?? "",
      packages: Dictionary(packages, uniquingKeysWith: +),
      environment: arguments.texts("environment"), hosts: arguments.texts("hosts"),
      scopes: arguments.texts("scopes"), mailServers: arguments.texts("mail-servers"),
      senders: arguments.texts("senders"), isForBuilding: arguments.has("used"),
      needsSecondSign: arguments.has("needs"),
      confidence: arguments.text("confidence").flatMap { Vendor.Confidence(rawValue: $0) } ?? .high)
  }
}
