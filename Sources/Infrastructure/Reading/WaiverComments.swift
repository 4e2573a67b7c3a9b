import Model

/// Reads the comments of a file that ask for rules to be ignored: `avouch:allow RULE REASON`, and the
/// words of other scanners.
///
/// A day behind `until` is the last on which a waiver of Avouch holds.
struct WaiverComments {
  private static let longestLine = 2_000

  /// In the order of the file.
  let waivers: [ConfigurationWaiver]

  /// Takes the file and the bytes that begin a comment: `#`.
  init(_ bytes: [UInt8], mark: UInt8 = 0x23) {
    var waivers: [ConfigurationWaiver] = []
    var line = 0
    for text in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      guard text.count <= Self.longestLine, let start = text.firstIndex(of: mark) else { continue }
      let before = text[..<start].last ?? 0x20
      guard before == 0x20 || before == 0x09 else { continue }
      let comment = String(decoding: text[start...].drop { $0 == mark }, as: UTF8.self)
      let column = text[..<start].count { $0 & 0xC0 != 0x80 } + 1
      let end = text.count { $0 & 0xC0 != 0x80 } + 1
      let span = TextSpan(line: line, column: column, endLine: line, endColumn: end)
      waivers += Self.waivers(in: comment, at: span)
    }
    self.waivers = waivers
  }

  /// The waivers in some lines.
  func on(lines: ClosedRange<Int>) -> [ConfigurationWaiver] {
    waivers.filter { lines.contains($0.span.line) }
  }

  static func waivers(in comment: String, at span: TextSpan) -> [ConfigurationWaiver] {
    let words = comment.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else { return [] }
    if first == "avouch:allow", words.count > 1 {
      return [own(rule: words[1], words: Array(words.dropFirst(2)), at: span)]
    }
    if let rest = rest(of: first, after: "checkov:skip=") {
      let parts = comment.drop { $0 != "=" }.dropFirst()
        .split(separator: ":", maxSplits: 1).map(trimmed)
      return [
        ConfigurationWaiver(
          rule: parts.first ?? rest, reason: parts.count > 1 ? parts[1] : nil, span: span)
      ]
    }
    for prefix in ["trivy:ignore:", "tfsec:ignore:", "kics-scan:", "nosemgrep:"] {
      guard let rest = rest(of: first, after: prefix), !rest.isEmpty else { continue }
      let parts = rest.split(separator: ":").map(String.init)
      let until = parts.count > 2 && parts[1] == "exp" ? CalendarDate(parts[2]) : nil
      return [ConfigurationWaiver(rule: parts[0], reason: nil, until: until, span: span)]
    }
    if first == "hadolint", words.count > 1, let rules = rest(of: words[1], after: "ignore=") {
      return rules.split(separator: ",").map {
        ConfigurationWaiver(rule: String($0), reason: nil, span: span)
      }
    }
    return []
  }

  private static func own(rule: String, words: [String], at span: TextSpan) -> ConfigurationWaiver {
    var words = words
    var until: CalendarDate?
    if words.count > 1, words[words.count - 2] == "until",
      let date = CalendarDate(words[words.count - 1])
    {
      until = date
      words.removeLast(2)
    }
    return ConfigurationWaiver(
      rule: rule, reason: words.isEmpty ? nil : words.joined(separator: " "), until: until,
      span: span)
  }

  private static func rest(of word: String, after prefix: String) -> String? {
    word.hasPrefix(prefix) ? String(word.dropFirst(prefix.count)) : nil
  }

  private static func trimmed(_ text: Substring) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
