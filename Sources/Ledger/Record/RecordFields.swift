import Model
import StructuredData

/// Why a record of the ledger cannot be read.
struct MalformedRecord: Error, Hashable {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// The members of a JSON object in a record; every one that is asked for has to be there.
struct RecordFields {
  static let sizeLimit = 64 << 20

  private let node: Node

  /// Reads one line and sees that it is of the schema expected.
  init(line: String, schema: String) throws(MalformedRecord) {
    let limits = ParseLimits(
      maximumBytes: Self.sizeLimit, maximumDepth: 16, maximumNodes: 4_000_000)
    do throws(Diagnostics) {
      let documents = try StructuredParser.parse(
        Array(line.utf8), as: .json, path: "", limits: limits)
      guard let node = documents.first else { throw Diagnostics([]) }
      self.node = node
    } catch {
      throw MalformedRecord("it is not JSON: \(error.list.first?.message ?? "it is empty")")
    }
    guard node["schema"]?.string == schema else {
      throw MalformedRecord("it is not of the schema \(schema)")
    }
  }

  private init(_ node: Node) { self.node = node }

  func has(_ name: String) -> Bool { node[name] != nil }

  func text(_ name: String) throws(MalformedRecord) -> String {
    guard let text = node[name]?.string else { throw missing(name, "text") }
    return text
  }

  /// Text, or nil where it is null.
  func optionalText(_ name: String) throws(MalformedRecord) -> String? {
    try isNull(name) ? nil : text(name)
  }

  func integer(_ name: String) throws(MalformedRecord) -> Int {
    guard case .integer(let number) = node[name]?.content else {
      throw missing(name, "a whole number")
    }
    return number
  }

  func word<Word: RawRepresentable<String>>(_ name: String) throws(MalformedRecord) -> Word {
    guard let word = Word(rawValue: try text(name)) else {
      throw missing(name, "one of the words that this version knows")
    }
    return word
  }

  func instant(_ name: String) throws(MalformedRecord) -> Instant {
    guard let instant = Instant(try text(name)) else { throw missing(name, "a time") }
    return instant
  }

  /// A date, or nil where it is null.
  func date(_ name: String) throws(MalformedRecord) -> CalendarDate? {
    guard let text = try optionalText(name) else { return nil }
    guard let date = CalendarDate(text) else { throw missing(name, "a date") }
    return date
  }

  func texts(_ name: String) throws(MalformedRecord) -> [String] {
    guard let elements = node[name]?.elements else { throw missing(name, "a list") }
    var texts: [String] = []
    for element in elements {
      guard let text = element.string else { throw missing(name, "a list of texts") }
      texts.append(text)
    }
    return texts
  }

  func object(_ name: String) throws(MalformedRecord) -> RecordFields {
    guard let node = node[name], node.entries != nil else { throw missing(name, "an object") }
    return RecordFields(node)
  }

  func objects(_ name: String) throws(MalformedRecord) -> [RecordFields] {
    guard let elements = node[name]?.elements else { throw missing(name, "a list") }
    guard elements.allSatisfy({ $0.entries != nil }) else {
      throw missing(name, "a list of objects")
    }
    return elements.map { RecordFields($0) }
  }

  private func isNull(_ name: String) throws(MalformedRecord) -> Bool {
    guard let node = node[name] else { throw missing(name, "text or null") }
    return node.isNull
  }

  private func missing(_ name: String, _ expected: String) -> MalformedRecord {
    MalformedRecord("\"\(name)\": expected \(expected)")
  }
}
