import Model
import StructuredData

/// Reads one record in the form of the OSV schema 1.7, JSON or YAML.
///
/// What the schema does not name is passed over, as it asks readers to do.
package enum AdvisoryReader {
  /// Real records are a few kilobytes; the longest lists of versions make a megabyte.
  private static let limits = ParseLimits(
    maximumBytes: 16 << 20, maximumDepth: 64, maximumNodes: 1_000_000)
  private static let longestIdentifier = 256
  private static let longestSummary = 400

  /// Reads the bytes of a record; the ending of its path tells the format.
  package static func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> Advisory {
    let isYAML = path.hasSuffix(".yaml") || path.hasSuffix(".yml")
    let documents = try StructuredParser.parse(
      bytes, as: isYAML ? .yaml : .json, path: path, limits: limits)
    guard let root = documents.first, root.entries != nil else {
      throw Diagnostics([Diagnostic("expected one OSV record", at: Location(path: path))])
    }
    return try advisory(root, path: path)
  }

  /// Takes a record that was parsed before.
  package static func advisory(_ root: Node, path: String) throws(Diagnostics) -> Advisory {
    guard let id = root["id"]?.string, isIdentifier(id) else {
      throw Diagnostics([
        Diagnostic(
          "expected the record's \"id\"",
          at: Location(path: path, span: root["id"]?.span ?? root.span))
      ])
    }
    guard let modified = instant(root["modified"]) else {
      throw Diagnostics([
        Diagnostic(
          "expected the time that \(id) was \"modified\"",
          at: Location(path: path, span: root["modified"]?.span ?? root.span))
      ])
    }
    let details = root["summary"]?.string ?? root["details"]?.string ?? ""
    return Advisory(
      id: id, modified: modified, published: instant(root["published"]),
      withdrawn: instant(root["withdrawn"]), aliases: identifiers(root["aliases"]),
      upstream: identifiers(root["upstream"]), related: identifiers(root["related"]),
      summary: summary(details), severities: severities(root["severity"]),
      ratingWord: root["database_specific"]?["severity"]?.string,
      affected: (root["affected"]?.elements ?? []).compactMap(affected))
  }

  private static func affected(_ node: Node) -> AffectedPackage? {
    guard let ecosystem = node["package"]?["ecosystem"]?.string,
      let name = node["package"]?["name"]?.string, !name.isEmpty
    else { return nil }
    return AffectedPackage(
      ecosystem: ecosystem, name: name, severities: severities(node["severity"]),
      ranges: (node["ranges"]?.elements ?? []).compactMap(range),
      versions: (node["versions"]?.elements ?? []).compactMap(\.scalarText),
      informational: node["database_specific"]?["informational"]?.string
        ?? node["ecosystem_specific"]?["informational"]?.string,
      symbols: symbols(node["ecosystem_specific"]))
  }

  private static func range(_ node: Node) -> AffectedRange? {
    guard let kind = node["type"]?.string.flatMap({ AffectedRange.Kind(rawValue: $0) }) else {
      return nil
    }
    let events = (node["events"]?.elements ?? []).flatMap { event in
      (event.entries ?? []).compactMap { entry -> AffectedRange.Event? in
        guard let kind = AffectedRange.EventKind(rawValue: entry.key),
          let version = entry.value.scalarText
        else { return nil }
        return AffectedRange.Event(kind, version)
      }
    }
    return AffectedRange(kind: kind, events: events)
  }

  private static func severities(_ node: Node?) -> [AdvisorySeverity] {
    (node?.elements ?? []).compactMap { entry in
      guard let type = entry["type"]?.string, let score = entry["score"]?.scalarText else {
        return nil
      }
      return AdvisorySeverity(type: type, score: score)
    }
  }

  /// The Go database names packages with symbols, RustSec a table of functions.
  private static func symbols(_ node: Node?) -> [String] {
    let imports = (node?["imports"]?.elements ?? []).flatMap { entry in
      let path = entry["path"]?.string ?? ""
      return (entry["symbols"]?.elements ?? []).compactMap(\.string).map { "\(path).\($0)" }
    }
    let functions = node?["affects"]?["functions"]?.elements ?? []
    return Array((imports + functions.compactMap(\.string)).prefix(200))
  }

  private static func identifiers(_ node: Node?) -> [String] {
    (node?.elements ?? []).compactMap(\.string).filter(isIdentifier)
  }

  /// Something that can stand in a message and in a file name.
  private static func isIdentifier(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= longestIdentifier
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  private static func instant(_ node: Node?) -> Instant? {
    node?.scalarText.flatMap { Instant($0) }
  }

  /// The first line, without what a terminal would act on.
  private static func summary(_ text: String) -> String {
    let line = text.split(separator: "\n", maxSplits: 1).first ?? ""
    let clean = line.unicodeScalars.prefix(longestSummary).filter {
      $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
    }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: clean)
    return String(kept)
  }
}
