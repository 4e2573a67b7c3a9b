import Model

/// Judges Origin-Agent-Cluster, a structured boolean (HTML Standard section 7.1.2).
struct AgentClusterHeader: HeaderSemantics {
  func objection(to term: HeaderTerm) -> (message: String, suggestion: String?)? {
    TokenTerms.objection(to: term, name: "Origin-Agent-Cluster", values: ["?1", "?0"])
  }

  func judge(
    _ terms: [HeaderTerm], of header: HeaderLines, patterns: any PatternMatching
  ) -> HeaderJudgement {
    var judgement = HeaderJudgement()
    guard !header.isEmpty else {
      judgement.problems = [header.absence]
      return judgement
    }
    guard case .boolean(let isOn)? = try? StructuredField.item(header.values).value else {
      judgement.add(.invalid, "expected ?1 or ?0, saw \(header.shown), which browsers ignore")
      return judgement
    }
    ValueTerms(header: header, patterns: patterns)
      .judge(terms, value: isOn ? "?1" : "?0", into: &judgement)
    return judgement
  }
}
