import Model
import StructuredData
import Systems

/// Turns rule files into rules, collecting everything that is wrong with them.
struct SecretRuleReader {
  /// Whether every pattern is compiled at once, to report one that cannot be.
  let compilesPatterns: Bool
  private(set) var rules: [SecretRule] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var places: [String: Location] = [:]

  init(compilesPatterns: Bool) { self.compilesPatterns = compilesPatterns }

  mutating func read(_ bytes: [UInt8], path: String) {
    let documents: [Node]
    do throws(Diagnostics) {
      documents = try StructuredParser.parse(bytes, as: .yaml, path: path)
    } catch {
      diagnostics += error.list
      return
    }
    // Patterns are compiled below or when they are tried, and not to look whether they could be.
    var decoder = FieldDecoder(path: path, patterns: UncheckedPatterns())
    for document in documents {
      let fields = SecretRuleDefinitions.file
      guard let file = decoder.decode(document, fields: fields, as: "a rule file") else { continue }
      let provider = file.text("provider") ?? ""
      for arguments in file.objects("rules") { add(arguments, provider: provider) }
    }
    diagnostics += decoder.diagnostics
  }

  func finish() throws(Diagnostics) -> [SecretRule] {
    if !diagnostics.isEmpty { throw Diagnostics(diagnostics.sorted()) }
    if rules.isEmpty {
      let message = "no rules for secrets were found"
      throw Diagnostics([Diagnostic(message, at: Location(path: SecretRules.folder))])
    }
    return rules
  }

  mutating func add(_ arguments: Arguments, provider: String) {
    do throws(Diagnostic) {
      let rule = try Self.rule(arguments, provider: provider)
      if compilesPatterns { try Self.compile(rule, arguments) }
      if let other = places[rule.id] {
        throw Diagnostic(
          "rule \"\(rule.id)\" is defined twice, first at \(other.description)",
          at: arguments.location(of: "id"))
      }
      places[rule.id] = arguments.location(of: "id")
      rules.append(rule)
    } catch {
      diagnostics.append(error)
    }
  }

  private static func rule(
    _ arguments: Arguments, provider: String
  ) throws(Diagnostic) -> SecretRule {
    let revoke = arguments.text("revoke") ?? ""
    guard revoke.isEmpty || revoke.hasPrefix("https://") else {
      throw Diagnostic(
        "\"revoke\": expected an https link, found \"\(revoke)\"",
        at: arguments.location(of: "revoke"))
    }
    let names = arguments.texts("assigned-to")
    let tokenLength = arguments.integer("token-length")
    return SecretRule(
      id: arguments.text("id") ?? "", title: arguments.text("title") ?? "", provider: provider,
      severity: arguments.severity("severity") ?? .high, allows: arguments.text("allows") ?? "",
      revoke: revoke, examples: examples(arguments), pattern: pattern(arguments, names: names),
      capture: names.isEmpty ? arguments.integer("capture") ?? 0 : 1,
      keywords: try keywords(arguments, names: names, tokenLength: tokenLength),
      window: window(arguments, isToken: tokenLength != nil, isNamed: !names.isEmpty),
      minimumEntropy: try entropy(arguments),
      form: arguments.text("form").flatMap { SecretForm(rawValue: $0) },
      structure: arguments.text("validate").flatMap { SecretStructure(rawValue: $0) },
      isGeneric: arguments.boolean("generic") ?? false,
      isNamed: !names.isEmpty,
      isPreferred: arguments.boolean("preferred") ?? false,
      documentedExamples: Set(arguments.texts("documented-examples")),
      place: arguments.location(of: "id"))
  }

  private static func window(
    _ arguments: Arguments, isToken: Bool, isNamed: Bool
  ) -> SecretWindow {
    let after = isNamed ? 256 : arguments.integer("window") ?? 512
    // A token begins with its keyword, a name goes before; what precedes matters for a character.
    return SecretWindow(before: isToken || isNamed ? 16 : after, after: after)
  }

  private static func pattern(_ arguments: Arguments, names: [String]) -> LazyPattern {
    let text = arguments.text("pattern") ?? ""
    return LazyPattern(names.isEmpty ? text : AssignedName.pattern(for: names, secret: text))
  }

  private static func compile(_ rule: SecretRule, _ arguments: Arguments) throws(Diagnostic) {
    do throws(PatternProblem) {
      _ = try rule.pattern.get()
    } catch {
      throw Diagnostic(
        "\"pattern\": \(error.message) at character \(error.offset)",
        at: arguments.location(of: "pattern"))
    }
  }

  private static func keywords(
    _ arguments: Arguments, names: [String], tokenLength: Int?
  ) throws(Diagnostic) -> [Literal] {
    let words = arguments.texts("keywords")
    guard words.isEmpty != names.isEmpty else {
      throw Diagnostic(
        "expected one of \"keywords\" and \"assigned-to\"", at: arguments.location(of: "id"))
    }
    guard (words + names).allSatisfy({ $0.utf8.count >= 2 }) else {
      throw Diagnostic(
        "\"keywords\": expected literals of two bytes or more",
        at: arguments.location(of: words.isEmpty ? "assigned-to" : "keywords"))
    }
    if !names.isEmpty {
      return AssignedName.literals(for: names).map { Literal($0, caseSensitive: false) }
    }
    let condition: Literal.Condition =
      switch (arguments.text("followed-by"), tokenLength) {
      case ("assignment"?, _): .assignment
      case ("value"?, _): .value(length: arguments.integer("value-length") ?? 8)
      case ("userinfo"?, _): .userInformation
      case (_, let length?): .token(length: length)
      default: .none
      }
    let ignoresCase = arguments.text("pattern")?.hasPrefix("(?i)") ?? false
    return words.map { Literal($0, caseSensitive: !ignoresCase, condition: condition) }
  }

  private static func entropy(_ arguments: Arguments) throws(Diagnostic) -> Double {
    guard let value = arguments.text("minimum-entropy").flatMap({ Double($0) }),
      (0...8).contains(value)
    else {
      throw Diagnostic(
        "\"minimum-entropy\": expected a number from 0 to 8, as in 3.5",
        at: arguments.location(of: "minimum-entropy"))
    }
    return value
  }

  private static func examples(_ arguments: Arguments) -> SecretExamples {
    let examples = arguments.object("examples")
    func joined(_ name: String) -> [String] {
      (examples?.nodes(name) ?? []).map { example in
        (example.elements ?? []).compactMap(\.scalarText).joined()
      }
    }
    return SecretExamples(match: joined("match"), noMatch: joined("no-match"))
  }
}

private struct UncheckedPatterns: PatternMatching {
  func firstMatch(of pattern: String, in text: String) -> PatternOutcome { .noMatch }

  func problem(with pattern: String) -> PatternProblem? { nil }
}
