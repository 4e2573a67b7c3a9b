import Model
import Resources
import StructuredData

/// The frameworks that ship; each is read only when it is asked for.
package struct FrameworkLibrary: Sendable {
  private static let folder = "Policies/frameworks"
  private static let ending = ".yaml"

  private let library: ResourceLibrary

  package init(_ library: ResourceLibrary) { self.library = library }

  /// The identifiers of all of them, sorted.
  package var identifiers: [String] { Self.names(in: Self.folder, of: library) }

  /// One framework, or nil when none has that identifier.
  package func framework(
    _ id: String, patterns: any PatternMatching
  ) throws(Diagnostics) -> Framework? {
    let file = PolicyFile(path: "\(Self.folder)/\(id)\(Self.ending)")
    guard Identifier.isValid(id), let bytes = library.bytes(file.path) else { return nil }
    let node = try file.document(of: bytes, expecting: "a framework")
    var decoder = FieldDecoder(path: file.path, patterns: patterns)
    guard
      let arguments = decoder.decode(node, fields: PostureDefinitions.framework, as: "a framework")
    else { throw Diagnostics(decoder.diagnostics) }
    return Self.framework(id, arguments)
  }

  private static func framework(_ id: String, _ arguments: Arguments) -> Framework {
    let groups = arguments.nodes("groups").map {
      Framework.Group(id: $0["id"]?.scalarText ?? "", title: $0["title"]?.scalarText ?? "")
    }
    let known = Set(groups.map(\.id))
    return Framework(
      id: id, name: arguments.text("name") ?? id, version: arguments.text("version") ?? "",
      requirements: arguments.nodes("requirements").map {
        let id = $0["id"]?.scalarText ?? ""
        return Framework.Requirement(
          id: id, title: $0["title"]?.scalarText ?? "",
          group: RequirementName.nearest(above: id, among: known, mayEqual: true),
          withdrawnInto: $0["withdrawn"]?.elements?.compactMap(\.scalarText))
      }, groups: groups, isLaw: arguments.boolean("law") ?? false,
      isNested: arguments.boolean("nested") ?? false,
      otherEdition: arguments.object("other-edition").map(otherEdition))
  }

  private static func otherEdition(_ arguments: Arguments) -> Framework.OtherEdition {
    let entries = arguments.node("renumbered")?.entries ?? []
    return Framework.OtherEdition(
      id: arguments.text("id") ?? "",
      renumbered: Dictionary(
        entries.map { ($0.key, $0.value.scalarText ?? "") }, uniquingKeysWith: { first, _ in first }
      ),
      onlyThere: Set(arguments.texts("only-there")))
  }

  /// The names of the YAML files in a shipped folder, sorted.
  static func names(in folder: String, of library: ResourceLibrary) -> [String] {
    library.paths(in: folder).compactMap { path in
      guard path.hasSuffix(ending) else { return nil }
      return String(path.dropFirst(folder.utf8.count + 1).dropLast(ending.utf8.count))
    }
  }
}
