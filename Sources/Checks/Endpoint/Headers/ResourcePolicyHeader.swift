import Model

/// Judges Cross-Origin-Resource-Policy, whose lines are joined and compared as they are (Fetch
/// Standard section 3.7).
struct ResourcePolicyHeader: HeaderSemantics {
  private static let values = ["same-origin", "same-site", "cross-origin"]

  func objection(to term: HeaderTerm) -> (message: String, suggestion: String?)? {
    TokenTerms.objection(to: term, name: "Cross-Origin-Resource-Policy", values: Self.values)
  }

  func judge(
    _ terms: [HeaderTerm], of header: HeaderLines, patterns: any PatternMatching
  ) -> HeaderJudgement {
    var judgement = HeaderJudgement()
    guard !header.isEmpty else {
      judgement.problems = [header.absence]
      return judgement
    }
    guard header.values.count == 1, let value = header.values.first else {
      judgement.add(.duplicate, "expected one header, saw \(header.shown), which browsers ignore")
      return judgement
    }
    guard Self.values.contains(value) else {
      judgement.add(
        .invalid,
        "expected \(Self.values.joined(separator: ", ")), saw \(header.shown), which browsers ignore"
      )
      return judgement
    }
    ValueTerms(header: header, patterns: patterns).judge(terms, value: value, into: &judgement)
    return judgement
  }
}
