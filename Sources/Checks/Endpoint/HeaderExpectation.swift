import Model

/// What one response header must be.
struct HeaderExpectation: Sendable {
  /// As the control writes it.
  let name: String
  let terms: [HeaderTerm]
  let semantics: any HeaderSemantics

  private var demandsAbsence: Bool { terms.contains(.absent) }

  func judgement(of header: HeaderLines, patterns: any PatternMatching) -> HeaderJudgement {
    guard demandsAbsence else {
      return semantics.judge(terms, of: header, patterns: patterns)
    }
    var judgement = HeaderJudgement()
    if !header.values.isEmpty {
      judgement.add(.present, "expected no such header, saw \(header.shown)")
    }
    return judgement
  }
}

/// One part of what a header must be; all parts must hold.
enum HeaderTerm: Hashable, Sendable {
  case equals(String)
  case oneOf([String])
  case contains(String)
  /// Directives, features or list members that must be among those sent.
  case includes([String])
  case matches(String)
  /// A number, or seconds for Strict-Transport-Security.
  case minimum(Int)
  case present
  case absent
  case includeSubdomains
  case preload
  /// All that the browsers' preload list asks of the header.
  case preloadEligible

  /// The key it is written with.
  var key: String {
    switch self {
    case .equals: "is"
    case .oneOf: "one-of"
    case .contains: "contains"
    case .includes: "includes"
    case .matches: "matches"
    case .minimum: "minimum"
    case .present: "present"
    case .absent: "absent"
    case .includeSubdomains: "include-subdomains"
    case .preload: "preload"
    case .preloadEligible: "preload-eligible"
    }
  }
}

/// One thing wrong with one header of one response.
struct HeaderProblem: Hashable, Sendable {
  /// Identifiers that waivers and baselines rely on.
  enum Rule: String, Sendable {
    /// The header is not sent.
    case missing
    /// It is sent and says less than it must.
    case weak
    case unexpectedValue = "unexpected-value"
    /// Several lines that do not agree, or that must not be several.
    case duplicate
    /// It is sent and must not be.
    case present
    /// Browsers ignore it for its form.
    case invalid
    /// Browsers ignore it over http.
    case insecureScheme = "insecure-scheme"
  }

  let rule: Rule
  let text: String

  init(_ rule: Rule, _ text: String) {
    self.rule = rule
    self.text = text
  }
}

/// What came of judging one header of one response.
struct HeaderJudgement: Sendable {
  var problems: [HeaderProblem] = []
  /// Why some part could not be decided.
  var unknown: [String] = []

  mutating func add(_ rule: HeaderProblem.Rule, _ text: String) {
    problems.append(HeaderProblem(rule, text))
  }
}
