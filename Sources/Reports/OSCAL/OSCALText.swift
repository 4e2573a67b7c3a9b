import Model

/// Pieces of OSCAL documents, in the forms that its data types ask for.
enum OSCALText {
  /// An object without the members that have no value: OSCAL knows no null and no empty list.
  static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    var kept: [String: JSONValue] = [:]
    for (name, value) in members {
      guard let value, value != .array([]) else { continue }
      kept[name] = value
    }
    return .object(kept)
  }

  /// Properties in our own namespace, without those that have no value.
  static func properties(_ values: KeyValuePairs<String, String?>) -> [JSONValue] {
    values.compactMap { property($0, $1, namespace: namespace) }
  }

  /// A property on one line; nil where nothing would be left of its value.
  static func property(_ name: String, _ value: String?, namespace: String?) -> JSONValue? {
    let cleaned = PlainText.cleaned(value ?? "")
    guard !cleaned.isEmpty else { return nil }
    return object([
      "name": .string(name), "ns": namespace.map { .string($0) }, "value": .string(cleaned),
    ])
  }

  /// Text of one line, in which nothing is markup; never empty.
  static func line(_ text: String) -> String {
    let escaped = MarkdownText.escaped(text)
    return escaped.isEmpty ? "(no text)" : escaped
  }

  /// Paragraphs, in which nothing is markup that they do not bring themselves.
  static func paragraphs(_ texts: [String?]) -> JSONValue {
    .string(texts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n\n"))
  }

  /// A moment with its offset, held to the years that OSCAL's pattern knows.
  static func moment(_ instant: Instant) -> JSONValue {
    let first = CalendarDate(year: 1900, month: 1, day: 1).map(Instant.init(startOf:)) ?? instant
    let last = CalendarDate(year: 2999, month: 12, day: 31).map(Instant.init(endOf:)) ?? instant
    return .string(min(max(instant, first), last).description)
  }

  /// Findings as a list, each with its place and what to do; a count where they are withheld.
  static func findings(_ findings: [Finding], isShown: Bool) -> String? {
    guard !findings.isEmpty else { return nil }
    guard isShown else { return line(Wording.counted(findings)) + "." }
    return findings.map { finding in
      let place = finding.location.description
      return "- \(finding.severity.rawValue): \(line(finding.message))"
        + (place.isEmpty ? "" : " (\(line(place)))")
        + (finding.fix.map { ". What to do: \(line($0))" } ?? "")
    }.joined(separator: "\n")
  }

  static let namespace = "urn:avouch:oscal:1"
}
