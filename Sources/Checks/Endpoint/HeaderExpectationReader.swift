import Model

/// Reads what each header must be, and collects everything wrong with it.
struct HeaderExpectationReader {
  static let fields: [Field] = [
    Field("is", .text, "The value; for headers with a grammar, what it means counts."),
    Field("one-of", .list(of: .text), "The values allowed."),
    Field("contains", .text, "A part of the value."),
    Field(
      "includes", .oneOrMany(.text),
      "Directives or features that must be among those sent, as frame-ancestors 'none'."),
    Field("matches", .pattern, "A PCRE2 pattern found anywhere in the value."),
    Field(
      "minimum", .text,
      "The least max-age of Strict-Transport-Security, as 365d; for other headers a whole number."),
    Field("present", .boolean, "Write true: the header is sent, whatever its value."),
    Field("absent", .boolean, "Write true: the header is not sent."),
    Field(
      "include-subdomains", .boolean, "Write true: Strict-Transport-Security covers subdomains."),
    Field("preload", .boolean, "Write true: Strict-Transport-Security allows preloading."),
    Field(
      "preload-eligible", .boolean,
      "Write true: Strict-Transport-Security is as the preload list asks: a year, subdomains, "
        + "preload, on the registrable domain itself."),
  ]

  private(set) var diagnostics: [Diagnostic] = []
  private let file: String
  private let patterns: any PatternMatching

  init(file: String, patterns: any PatternMatching) {
    self.file = file
    self.patterns = patterns
  }

  mutating func expectations(_ node: Node) -> [HeaderExpectation] {
    var expectations: [HeaderExpectation] = []
    var names: Set<String> = []
    for entry in node.entries ?? [] {
      guard !entry.key.isEmpty, entry.key.utf8.allSatisfy(HeaderToken.contains) else {
        report("\(ValueText.quoted(entry.key)) is no header name", entry.keySpan)
        continue
      }
      guard names.insert(entry.key.lowercased()).inserted else {
        report("\(entry.key) stands here twice", entry.keySpan)
        continue
      }
      if let expectation = expectation(entry) { expectations.append(expectation) }
    }
    if expectations.isEmpty, diagnostics.isEmpty {
      report(
        "`expect` names no header", node.span, suggestion: "X-Content-Type-Options: nosniff")
    }
    return expectations
  }

  private mutating func expectation(_ entry: Node.Entry) -> HeaderExpectation? {
    let semantics = HeaderCatalogue.semantics(of: entry.key)
    let before = diagnostics.count
    let terms = terms(of: entry, semantics)
    for (term, span) in terms {
      guard let objection = semantics.objection(to: term) else { continue }
      report(objection.message, span, suggestion: objection.suggestion)
    }
    guard diagnostics.count == before else { return nil }
    return HeaderExpectation(name: entry.key, terms: terms.map(\.0), semantics: semantics)
  }

  private mutating func terms(
    of entry: Node.Entry, _ semantics: any HeaderSemantics
  ) -> [(HeaderTerm, TextSpan)] {
    if let text = entry.value.scalarText { return [(.equals(text), entry.value.span)] }
    let before = diagnostics.count
    var terms: [(HeaderTerm, TextSpan)] = []
    for part in entry.value.entries ?? [] {
      if let term = term(part, isAge: semantics is StrictTransportSecurityHeader) {
        terms.append((term, part.value.span))
      }
    }
    if terms.isEmpty, diagnostics.count == before {
      report(
        "nothing is expected of \(entry.key)", entry.keySpan,
        suggestion: "give its value, or `present: true`")
    }
    if terms.count > 1, let absent = terms.first(where: { $0.0 == .absent }) {
      report("`absent` stands alone", absent.1)
    }
    return terms
  }

  private mutating func term(_ entry: Node.Entry, isAge: Bool) -> HeaderTerm? {
    let texts = (entry.value.elements ?? [entry.value]).compactMap(\.scalarText)
    let text = texts.first ?? ""
    switch entry.key {
    case "is": return .equals(text)
    case "one-of": return texts.isEmpty ? reject(entry, "a list of values") : .oneOf(texts)
    case "contains": return text.isEmpty ? reject(entry, "text") : .contains(text)
    case "includes": return texts.isEmpty ? reject(entry, "text") : .includes(texts)
    case "matches": return pattern(entry, text)
    case "minimum":
      guard let minimum = isAge ? Self.seconds(text) : Int(text), minimum >= 0 else {
        return reject(entry, isAge ? "a duration such as 365d" : "a whole number")
      }
      return .minimum(minimum)
    case "present": return affirmed(entry, .present, opposite: "absent")
    case "absent": return affirmed(entry, .absent, opposite: "present")
    case "include-subdomains": return isTrue(entry) ? .includeSubdomains : nil
    case "preload": return isTrue(entry) ? .preload : nil
    case "preload-eligible": return isTrue(entry) ? .preloadEligible : nil
    default:
      let near = NearestName.find(entry.key, among: Self.fields.map(\.name))
      report(
        "unknown key \(ValueText.quoted(entry.key))", entry.keySpan,
        suggestion: near.map { "did you mean `\($0)`?" })
      return nil
    }
  }

  private mutating func pattern(_ entry: Node.Entry, _ text: String) -> HeaderTerm? {
    guard let problem = patterns.problem(with: text) else { return .matches(text) }
    report("`matches`: bad pattern: \(problem.message)", entry.value.span)
    return nil
  }

  private mutating func affirmed(
    _ entry: Node.Entry, _ term: HeaderTerm, opposite: String
  ) -> HeaderTerm? {
    if isTrue(entry) { return term }
    report(
      "`\(entry.key)`: expected true", entry.value.span,
      suggestion: "for the opposite write `\(opposite): true`")
    return nil
  }

  private func isTrue(_ entry: Node.Entry) -> Bool { entry.value.content == .boolean(true) }

  /// A duration, or plain seconds as the header itself has them.
  private static func seconds(_ text: String) -> Int? {
    TimeSpan(text)?.fixedSeconds ?? Int(text)
  }

  private mutating func reject(_ entry: Node.Entry, _ expected: String) -> HeaderTerm? {
    report(
      "`\(entry.key)`: expected \(expected), found \(ValueText.shown(entry.value))",
      entry.value.span)
    return nil
  }

  private mutating func report(_ message: String, _ span: TextSpan, suggestion: String? = nil) {
    diagnostics.append(
      Diagnostic(message, at: Location(path: file, span: span), suggestion: suggestion))
  }
}
