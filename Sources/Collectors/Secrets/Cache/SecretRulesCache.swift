import Model
import Systems

/// Keeps rules and their compiled literals from one run to the next: reading and compiling hundreds of
/// rules takes longer than scanning what is staged.
struct SecretRulesCache {
  let folder: CacheFolder

  private static let form = 2

  /// The rules of a digest; nil when they are not kept or not in a form that is known.
  func read(digest: String, allowances: [SecretAllowance]) -> SecretRules? {
    guard let bytes = folder.read(Self.name(digest), for: Self.purpose(digest)) else { return nil }
    do {
      var reader = CacheReader(bytes)
      let rules = try reader.list { reader throws(CacheReader.Mismatch) in try reader.secretRule() }
      let keywords = try reader.list { reader throws(CacheReader.Mismatch) in
        try reader.keyword(rules: rules.count)
      }
      let content = try reader.content()
      let literals = keywords.map(\.literal)
      guard reader.isAtEnd, let database = LiteralDatabase(serialized: content, of: literals)
      else { return nil }
      return SecretRules(
        rules,
        SecretKeywords(database: database, literals: literals, uses: keywords.map(\.use)),
        digest: digest, allowances: allowances)
    } catch {
      return nil
    }
  }

  /// Keeps rules.
  func write(_ rules: SecretRules) {
    guard let database = rules.keywords.database.serialized else { return }
    var writer = CacheWriter()
    writer.add(rules.rules) { $0.add($1) }
    let keywords = Array(zip(rules.keywords.literals, rules.keywords.uses))
    writer.add(keywords) { writer, keyword in
      let (literal, use) = keyword
      writer.add(literal)
      writer.add(use.rules) { $0.add($1) }
      writer.add(use.encoded) { writer, encoded in
        writer.add(encoded.encoding.rawValue)
        writer.add(encoded.phase)
      }
    }
    writer.add(database)
    folder.write(writer.bytes, as: Self.name(rules.digest), for: Self.purpose(rules.digest))
  }

  private static func name(_ digest: String) -> String { "rules-\(digest.prefix(16))" }

  private static func purpose(_ digest: String) -> String {
    "rules \(form) \(digest) \(LiteralDatabase.platform)"
  }
}

extension CacheWriter {
  fileprivate mutating func add(_ rule: SecretRule) {
    for text in [rule.id, rule.title, rule.provider, rule.severity.rawValue] { add(text) }
    for text in [rule.allows, rule.revoke, rule.pattern.text] { add(text) }
    add(rule.capture)
    add(rule.keywords) { $0.add($1) }
    add(rule.window.before)
    add(rule.window.after)
    add(rule.minimumEntropy)
    add(rule.form?.rawValue)
    add(rule.structure?.rawValue)
    for isTrue in [rule.isGeneric, rule.isNamed, rule.isPreferred] { add(isTrue) }
    add(rule.documentedExamples.sorted()) { $0.add($1) }
    add(rule.place.path)
  }

  fileprivate mutating func add(_ literal: Literal) {
    add(literal.bytes)
    add(literal.isCaseSensitive)
    switch literal.condition {
    case .none: add(0)
    case .assignment: add(1)
    case .userInformation: add(2)
    case .token(let length):
      add(3)
      add(length)
    case .value(let length):
      add(4)
      add(length)
    }
  }
}

extension CacheReader {
  fileprivate mutating func secretRule() throws(Mismatch) -> SecretRule {
    let id = try text()
    let title = try text()
    let provider = try text()
    guard let severity = Severity(rawValue: try text()) else { throw Mismatch() }
    let allows = try text()
    let revoke = try text()
    let pattern = LazyPattern(try text())
    let capture = try number()
    let keywords = try list { reader throws(Mismatch) in try reader.literal() }
    let window = SecretWindow(before: try size(), after: try size())
    let entropy = try fraction()
    let form = try optionalText()
    let structure = try optionalText()
    let knownForm = form.flatMap { SecretForm(rawValue: $0) }
    let knownStructure = structure.flatMap { SecretStructure(rawValue: $0) }
    guard (form == nil) == (knownForm == nil), (structure == nil) == (knownStructure == nil),
      capture >= 0
    else { throw Mismatch() }
    return SecretRule(
      id: id, title: title, provider: provider, severity: severity, allows: allows, revoke: revoke,
      examples: SecretExamples(match: [], noMatch: []), pattern: pattern, capture: capture,
      keywords: keywords, window: window, minimumEntropy: entropy, form: knownForm,
      structure: knownStructure, isGeneric: try truth(), isNamed: try truth(),
      isPreferred: try truth(),
      documentedExamples: Set(try list { reader throws(Mismatch) in try reader.text() }),
      place: Location(path: try optionalText()))
  }

  fileprivate mutating func literal() throws(Mismatch) -> Literal {
    let bytes = try content()
    let isCaseSensitive = try truth()
    let condition: Literal.Condition =
      switch try number() {
      case 0: .none
      case 1: .assignment
      case 2: .userInformation
      case 3: .token(length: try size())
      case 4: .value(length: try size())
      default: throw Mismatch()
      }
    guard !bytes.isEmpty else { throw Mismatch() }
    return Literal(bytes, caseSensitive: isCaseSensitive, condition: condition)
  }

  fileprivate mutating func keyword(
    rules count: Int
  ) throws(Mismatch) -> (literal: Literal, use: SecretKeywords.Use) {
    let literal = try literal()
    let use = SecretKeywords.Use(
      rules: try list { reader throws(Mismatch) in
        let rule = try reader.number()
        guard (0..<count).contains(rule) else { throw Mismatch() }
        return rule
      },
      encoded: try list { reader throws(Mismatch) in
        guard let encoding = TextEncoding(rawValue: try reader.text()) else { throw Mismatch() }
        return EncodedLiteral(literal, encoding, phase: try reader.size())
      })
    return (literal, use)
  }

  /// A number of bytes that fits into any text that is scanned.
  private mutating func size() throws(Mismatch) -> Int {
    let size = try number()
    guard (0...(1 << 30)).contains(size) else { throw Mismatch() }
    return size
  }
}
