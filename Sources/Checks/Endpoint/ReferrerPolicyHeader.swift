import Model

/// Judges Referrer-Policy: of a list the last policy that is known counts (Referrer Policy section
/// 8.1).
struct ReferrerPolicyHeader: HeaderSemantics {
  private static let known = [
    "no-referrer", "no-referrer-when-downgrade", "same-origin", "origin", "strict-origin",
    "origin-when-cross-origin", "strict-origin-when-cross-origin", "unsafe-url",
  ]

  func objection(to term: HeaderTerm) -> (message: String, suggestion: String?)? {
    let texts: [String]
    switch term {
    case .equals(let text): texts = [text]
    case .oneOf(let members): texts = members
    case .minimum, .includes, .includeSubdomains, .preload, .preloadEligible:
      return ("`\(term.key)` has no meaning for Referrer-Policy", nil)
    default: return nil
    }
    guard let wrong = texts.first(where: { !Self.known.contains($0.lowercased()) }) else {
      return nil
    }
    let near = NearestName.find(wrong, among: Self.known)
    return (
      "\(ValueText.quoted(wrong)) is no referrer policy",
      near.map { "did you mean `\($0)`?" } ?? "known are \(Self.known.joined(separator: ", "))"
    )
  }

  func judge(
    _ terms: [HeaderTerm], of header: HeaderLines, patterns: any PatternMatching
  ) -> HeaderJudgement {
    var judgement = HeaderJudgement()
    guard !header.isEmpty else {
      judgement.problems = [header.absence]
      return judgement
    }
    if Set(header.values.map { $0.lowercased() }).count > 1 {
      judgement.add(.duplicate, "expected one value, saw \(header.shown)")
    }
    let tokens = header.values.flatMap { $0.parts(separatedBy: [","]) }.map { $0.lowercased() }
    guard let effective = tokens.last(where: Self.known.contains) else {
      judgement.add(
        .invalid, "expected a referrer policy, saw \(header.shown), which browsers ignore")
      return judgement
    }
    let terms = (whole: terms.filter(\.isTextual), effective: terms.filter { !$0.isTextual })
    let judge = ValueTerms(header: header, ignoresCase: true, patterns: patterns)
    judge.judge(terms.effective, value: effective, into: &judgement)
    judge.judge(
      terms.whole, value: header.values.joined(separator: ", "), into: &judgement)
    return judgement
  }
}

extension HeaderTerm {
  /// Whether the term is about the text as sent rather than what it means.
  fileprivate var isTextual: Bool {
    switch self {
    case .contains, .matches: true
    default: false
    }
  }
}
