import Model
import StructuredData

extension Statement {
  package static let sizeLimit = 16 << 20
  static let mostSubjects = 100_000

  /// Reads a statement file; fields that are not known are passed over, as in-toto has it.
  ///
  /// - Throws: a reason that follows the name of the file.
  package init(text: [UInt8]) throws(Malformed) {
    let node = try Self.parse(text)
    try Self.require(Self.type, in: node["_type"], called: "_type")
    try Self.require(Self.predicateType, in: node["predicateType"], called: "predicateType")
    guard let predicate = node["predicate"], predicate.entries != nil else {
      throw Malformed("has no predicate")
    }
    let subjects = try Self.subjects(in: node["subject"])
    self.init(
      subjects: subjects,
      created: try Self.instant(predicate, "created"),
      expires: try Self.instant(predicate, "expires"),
      identity: try Self.string(predicate["signer"], "identity"),
      namespace: try Self.string(predicate["signer"], "namespace"),
      organization: predicate["organization"]?.string,
      toolVersion: try Self.string(predicate["tool"], "version"))
  }

  private static func parse(_ text: [UInt8]) throws(Malformed) -> Node {
    let limits = ParseLimits(maximumBytes: sizeLimit, maximumDepth: 16)
    do throws(Diagnostics) {
      let documents = try StructuredParser.parse(text, as: .json, path: "", limits: limits)
      guard let node = documents.first else { throw Diagnostics([]) }
      return node
    } catch {
      throw Malformed("is not JSON: \(error.list.first?.message ?? "it is empty")")
    }
  }

  private static func require(
    _ expected: String, in node: Node?, called name: String
  ) throws(Malformed) {
    guard let found = node?.string else { throw Malformed("has no \(name)") }
    guard ShownText.isSame(found, expected) else {
      throw Malformed("has the \(name) \(ShownText.quoted(found)): expected \(expected)")
    }
  }

  private static func string(_ node: Node?, _ name: String) throws(Malformed) -> String {
    guard let text = node?[name]?.string, !text.isEmpty else {
      throw Malformed("has no \(name) in its predicate")
    }
    return text
  }

  private static func instant(_ node: Node, _ name: String) throws(Malformed) -> Instant {
    let text = try string(node, name)
    guard let instant = Instant(text) else {
      throw Malformed(
        "has the \(name) \(ShownText.quoted(text)): expected a time such as 2026-11-21T10:00:00Z")
    }
    return instant
  }

  private static func subjects(in node: Node?) throws(Malformed) -> [Subject] {
    guard let list = node?.elements, !list.isEmpty else { throw Malformed("names no files") }
    guard list.count <= mostSubjects else {
      throw Malformed("names more than \(mostSubjects) files")
    }
    var subjects: [Subject] = []
    // By bytes: `==` takes two spellings of one letter for the same name, a file system does not.
    var seen: Set<[UInt8]> = []
    for node in list {
      guard let name = node["name"]?.string else { throw Malformed("has a subject without a name") }
      if let problem = FileName.problem(with: name) {
        throw Malformed("names \(ShownText.quoted(name)), which \(problem)")
      }
      guard seen.insert(Array(name.utf8)).inserted else {
        throw Malformed("names \(ShownText.quoted(name)) twice")
      }
      guard let digest = node["digest"]?["sha256"]?.string, isDigest(digest) else {
        throw Malformed("has no sha256 of 64 hexadecimal digits for \(ShownText.quoted(name))")
      }
      subjects.append(Subject(name: name, sha256: digest))
    }
    return subjects
  }

  private static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
