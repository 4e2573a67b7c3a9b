import Model

/// Comments of a file that ask for rules to be ignored: Avouch's own and those of other scanners.
struct TerraformWaivers {
  private struct Comment {
    let line: Int
    let range: HCLRange
    let waivers: [ConfigurationWaiver]
    let coversFile: Bool
  }

  private let text: HCLText
  private var comments: [Comment] = []
  private var fileWide: [ConfigurationWaiver] = []

  init(_ file: HCLFile) {
    text = file.text
    for range in file.comments {
      let words = file.text.string(range)
      guard words.utf8.contains(0x3A) || words.contains("kics-scan") else { continue }
      let waivers = Self.waivers(in: words, at: file.text.span(range))
      guard !waivers.isEmpty else { continue }
      let line = file.text.line(of: Int(range.start))
      if Self.coversFile(words) { fileWide += waivers }
      comments.append(
        Comment(line: line, range: range, waivers: waivers, coversFile: Self.coversFile(words)))
    }
  }

  /// The waivers in a block, on its header, and in the comment lines directly above it.
  func waivers(for block: HCLBlock) -> [ConfigurationWaiver] {
    guard !comments.isEmpty else { return [] }
    var found = fileWide
    var line = text.line(of: Int(block.header.start)) - 1
    var above: [ConfigurationWaiver] = []
    while line > 0, isCommentLine(line) {
      for comment in comments where comment.line == line && !comment.coversFile {
        above = comment.waivers + above
      }
      line -= 1
    }
    found += above
    for comment in comments where !comment.coversFile {
      let isWithin =
        comment.range.start > block.header.start && comment.range.start < block.range.end
      let isBehind =
        comment.range.start >= block.range.end
        && comment.line == text.line(of: Int(block.range.end))
      if isWithin || isBehind { found += comment.waivers }
    }
    return found
  }

  private func isCommentLine(_ line: Int) -> Bool {
    let start = text.start(ofLine: line)
    let rest = text.bytes[start...].prefix(200).drop { $0 == 0x20 || $0 == 0x09 }
    guard let first = rest.first else { return false }
    return first == 0x23
      || (first == 0x2F
        && (rest.dropFirst().first == 0x2F
          || rest.dropFirst().first == 0x2A))
  }

  private static func coversFile(_ words: String) -> Bool {
    let trimmed = words.drop { $0 == " " || $0 == "\t" || $0 == "#" }
    return trimmed.hasPrefix("kics-scan ignore") && !trimmed.hasPrefix("kics-scan ignore-")
      || trimmed.hasPrefix("kics-scan disable")
  }

  // MARK: Words

  /// Reads `avouch:allow RULE REASON until DATE`, `checkov:skip=ID:REASON`, `tfsec:ignore:ID` and
  /// `trivy:ignore:ID` with `:exp:DATE`, `kics-scan ignore`, `nosemgrep: ID`.
  static func waivers(in comment: String, at span: TextSpan) -> [ConfigurationWaiver] {
    let words = String(comment.drop { $0 == " " || $0 == "\t" || $0 == "#" || $0 == "*" })
    if let rest = rest(of: words, behind: "avouch:allow") { return own(rest, at: span) }
    if let rest = rest(of: words, behind: "checkov:skip=")
      ?? rest(of: words, behind: "bridgecrew:skip=")
    {
      let parts = rest.split(separator: ":", maxSplits: 1)
      guard let rule = parts.first.map(trimmed), !rule.isEmpty else { return [] }
      let reason = parts.count > 1 ? trimmed(parts[1]) : ""
      return [
        ConfigurationWaiver(rule: rule, reason: reason.isEmpty ? nil : reason, span: span)
      ]
    }
    if words.contains("tfsec:ignore:") || words.contains("trivy:ignore:") {
      return words.split { $0 == " " || $0 == "\t" }.compactMap { scanner(String($0), at: span) }
    }
    if let rest = rest(of: words, behind: "kics-scan") {
      return kics(rest, at: span)
    }
    return []
  }

  private static func rest(of words: String, behind prefix: String) -> String? {
    words.hasPrefix(prefix) ? String(words.dropFirst(prefix.count)) : nil
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0.isWhitespace }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }

  private static func own(_ rest: String, at span: TextSpan) -> [ConfigurationWaiver] {
    var words = rest.split(whereSeparator: \.isWhitespace).map(String.init)
    guard !words.isEmpty, rest.first?.isWhitespace ?? false else { return [] }
    let rule = words.removeFirst()
    var until: CalendarDate?
    if words.count > 1, words[words.count - 2] == "until",
      let date = words.last.flatMap({ CalendarDate($0) })
    {
      until = date
      words.removeLast(2)
    }
    let reason = words.joined(separator: " ")
    return [
      ConfigurationWaiver(
        rule: rule, reason: reason.isEmpty ? nil : reason, until: until, span: span)
    ]
  }

  private static func scanner(_ word: String, at span: TextSpan) -> ConfigurationWaiver? {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 2, parts[0] == "tfsec" || parts[0] == "trivy", parts[1] == "ignore",
      !parts[2].isEmpty
    else { return nil }
    var until: CalendarDate?
    if let position = parts.firstIndex(of: "exp"), position + 1 < parts.count {
      until = CalendarDate(parts[position + 1])
    }
    let rule = String(parts[2].prefix { $0 != "[" })
    return ConfigurationWaiver(rule: rule, reason: nil, until: until, span: span)
  }

  private static func kics(_ rest: String, at span: TextSpan) -> [ConfigurationWaiver] {
    let words = rest.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else { return [] }
    if first.hasPrefix("disable=") {
      return first.dropFirst(8).split(separator: ",").map {
        ConfigurationWaiver(rule: "kics:\($0)", reason: nil, span: span)
      }
    }
    guard first.hasPrefix("ignore") else { return [] }
    return [ConfigurationWaiver(rule: "kics:*", reason: nil, span: span)]
  }
}
