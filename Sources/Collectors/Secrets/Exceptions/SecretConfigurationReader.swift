import Model
import StructuredData
import Systems

/// Turns a team's file into rules and an allow list, collecting everything that is wrong with it.
struct SecretConfigurationReader {
  private let path: String
  private var diagnostics: [Diagnostic] = []

  init(path: String) { self.path = path }

  mutating func read(
    _ bytes: [UInt8]
  ) throws(Diagnostics) -> ([SecretRule], [SecretAllowance]) {
    let documents = try StructuredParser.parse(bytes, as: .yaml, path: path)
    var decoder = FieldDecoder(path: path, patterns: PatternMatcher())
    var rules = SecretRuleReader(compilesPatterns: true)
    var allowances: [SecretAllowance] = []
    for document in documents {
      guard
        let file = decoder.decode(
          document, fields: SecretConfigurationDefinitions.file, as: "a file for the secret scan")
      else { continue }
      for arguments in file.objects("rules") {
        rules.add(arguments, provider: file.text("provider") ?? "Own")
      }
      for arguments in file.objects("allow") {
        if let allowance = allowance(arguments) { allowances.append(allowance) }
      }
    }
    diagnostics += decoder.diagnostics + rules.diagnostics
    if diagnostics.isEmpty { try testExamples(of: rules.rules) }
    if !diagnostics.isEmpty { throw Diagnostics(diagnostics.sorted()) }
    return (rules.rules, allowances)
  }

  private mutating func allowance(_ arguments: Arguments) -> SecretAllowance? {
    let conditions = ["path", "pattern", "commit", "fingerprint"]
    guard conditions.contains(where: { arguments.has($0) }) else {
      report(
        "an entry of \"allow\" names at least one of \"path\", \"pattern\", \"commit\" and"
          + " \"fingerprint\"", at: arguments.location())
      return nil
    }
    guard arguments.text("reason").map({ $0.count { $0.isLetter } >= 2 }) ?? false else {
      report("\"reason\": expected words that say why", at: arguments.location(of: "reason"))
      return nil
    }
    guard let commit = digits(7...64, of: "commit", in: arguments),
      let fingerprint = digits(64...64, of: "fingerprint", in: arguments)
    else { return nil }
    return SecretAllowance(
      rule: arguments.text("rule"), path: arguments.text("path").flatMap { try? GlobPattern($0) },
      pattern: arguments.text("pattern").map { LazyPattern($0) }, commit: commit.text,
      fingerprint: fingerprint.text, reason: arguments.text("reason") ?? "",
      until: arguments.date("until"), location: arguments.location())
  }

  /// A text of hexadecimal digits, or nil inside when it was left out; nil when it is something else.
  private mutating func digits(
    _ count: ClosedRange<Int>, of name: String, in arguments: Arguments
  ) -> (text: String?, isGiven: Bool)? {
    guard let text = arguments.text(name) else { return (nil, false) }
    let isRight = count.contains(text.utf8.count) && text.utf8.allSatisfy(Self.isDigit)
    guard isRight else {
      let wanted =
        count.lowerBound == count.upperBound
        ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
      report(
        "\"\(name)\": expected \(wanted) hexadecimal digits in small letters",
        at: arguments.location(of: name))
      return nil
    }
    return (text, true)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  /// A rule that does not find its own examples would guard nothing.
  private mutating func testExamples(of rules: [SecretRule]) throws(Diagnostics) {
    guard rules.contains(where: { !$0.examples.match.isEmpty || !$0.examples.noMatch.isEmpty })
    else { return }
    let alone = try SecretRules(rules, digest: "")
    for (index, rule) in rules.enumerated() {
      for (number, example) in rule.examples.match.enumerated()
      where !finds(index, in: example, with: alone) {
        report(
          "rule \"\(rule.id)\" does not find example \(number + 1) of \"match\"", at: rule.place)
      }
      for (number, example) in rule.examples.noMatch.enumerated()
      where finds(index, in: example, with: alone) {
        report("rule \"\(rule.id)\" finds example \(number + 1) of \"no-match\"", at: rule.place)
      }
    }
  }

  private func finds(_ rule: Int, in text: String, with rules: SecretRules) -> Bool {
    guard let scanner = try? SecretScanner(rules, fingerprintKey: []),
      let scan = try? scanner.scan(Array(text.utf8))
    else { return false }
    return scan.secrets.contains { $0.rule == rule }
  }

  private mutating func report(_ message: String, at location: Location) {
    diagnostics.append(Diagnostic(message, at: location))
  }
}
