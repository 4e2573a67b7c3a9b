import Model

/// Judges Content-Security-Policy: several policies are kept apart, and one that is only reported
/// does not count.
struct ContentSecurityPolicyHeader: HeaderSemantics {
  private static let reportOnly = "Content-Security-Policy-Report-Only"

  func objection(to term: HeaderTerm) -> (message: String, suggestion: String?)? {
    switch term {
    case .minimum, .includeSubdomains, .preload, .preloadEligible:
      ("`\(term.key)` has no meaning for Content-Security-Policy", nil)
    case .includes(let directives):
      directives.contains { $0.contains(";") || ContentSecurityPolicy.directive($0) == nil }
        ? ("`includes` takes one directive an element, such as `frame-ancestors 'none'`", nil) : nil
    default: nil
    }
  }

  func judge(
    _ terms: [HeaderTerm], of header: HeaderLines, patterns: any PatternMatching
  ) -> HeaderJudgement {
    var judgement = HeaderJudgement()
    let policies = ContentSecurityPolicy.all(in: header.values)
    guard !policies.isEmpty else {
      judgement.add(.missing, header.absence.text + hint(header))
      return judgement
    }
    for term in terms { judge(term, policies, header, patterns, &judgement) }
    return judgement
  }

  private func judge(
    _ term: HeaderTerm, _ policies: [ContentSecurityPolicy], _ header: HeaderLines,
    _ patterns: any PatternMatching, _ judgement: inout HeaderJudgement
  ) {
    switch term {
    case .includes(let wanted):
      for text in wanted { include(text, policies, header, &judgement) }
    case .equals(let text): hold(policies, to: [text], header, &judgement)
    case .oneOf(let texts): hold(policies, to: texts, header, &judgement)
    case .contains, .matches:
      judgePolicies(term, policies, header, patterns, &judgement)
    case .minimum, .present, .absent, .includeSubdomains, .preload, .preloadEligible: return
    }
  }

  private func include(
    _ text: String, _ policies: [ContentSecurityPolicy], _ header: HeaderLines,
    _ judgement: inout HeaderJudgement
  ) {
    guard let wanted = ContentSecurityPolicy.directive(text),
      !policies.contains(where: { $0.includes(wanted) })
    else { return }
    let sent = policies.compactMap { $0.directive(named: wanted.name) }
      .map { "`\(ValueText.plain(([$0.name] + $0.values).joined(separator: " ")))`" }
    let seen = sent.isEmpty ? "no \(ValueText.plain(wanted.name))" : sent.joined(separator: " and ")
    judgement.add(.weak, "expected `\(text)` in a policy, saw \(seen)\(hint(header))")
  }

  private func hold(
    _ policies: [ContentSecurityPolicy], to texts: [String], _ header: HeaderLines,
    _ judgement: inout HeaderJudgement
  ) {
    let expected = texts.map { ContentSecurityPolicy($0) }
    let isMet = policies.contains { policy in expected.contains { policy.isSame(as: $0) } }
    guard !isMet else { return }
    let shown = texts.map { "`\(ValueText.plain($0))`" }.joined(separator: " or ")
    judgement.add(.unexpectedValue, "expected \(shown), saw \(header.shown)")
  }

  /// A text term holds when it holds for any one policy.
  private func judgePolicies(
    _ term: HeaderTerm, _ policies: [ContentSecurityPolicy], _ header: HeaderLines,
    _ patterns: any PatternMatching, _ judgement: inout HeaderJudgement
  ) {
    let judge = ValueTerms(header: header, patterns: patterns)
    let each = policies.map { policy in
      var single = HeaderJudgement()
      judge.judge([term], value: policy.text, into: &single)
      return single
    }
    guard !each.contains(where: { $0.problems.isEmpty && $0.unknown.isEmpty }) else { return }
    let unknown = each.flatMap(\.unknown)
    judgement.unknown += unknown
    if unknown.isEmpty, let first = each.first { judgement.problems += first.problems }
  }

  private func hint(_ header: HeaderLines) -> String {
    header.response.values(of: Self.reportOnly).isEmpty
      ? "" : "; \(Self.reportOnly) is sent, which enforces nothing"
  }
}
