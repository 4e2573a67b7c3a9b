import Model

/// Judges Reporting-Endpoints, a dictionary of names and addresses (Reporting API section 3.2).
struct ReportingEndpointsHeader: HeaderSemantics {
  func objection(to term: HeaderTerm) -> (message: String, suggestion: String?)? {
    switch term {
    case .present, .absent, .contains, .matches, .includes: nil
    default:
      ("`\(term.key)` has no meaning for Reporting-Endpoints", "write `includes: [default]`")
    }
  }

  func judge(
    _ terms: [HeaderTerm], of header: HeaderLines, patterns: any PatternMatching
  ) -> HeaderJudgement {
    var judgement = HeaderJudgement()
    guard !header.isEmpty else {
      judgement.problems = [header.absence]
      return judgement
    }
    guard let endpoints = try? StructuredField.dictionary(header.values) else {
      judgement.add(
        .invalid,
        "expected default=\"https://…\", saw \(header.shown), which browsers ignore")
      return judgement
    }
    for name in endpoints.keys {
      guard case .string(let address)? = endpoints[name]?.item?.value else {
        judgement.add(.invalid, "the address of `\(name)` is not a string, so browsers ignore it")
        continue
      }
      let resolved = WebAddress.resolved(address, against: header.response.url)
      if !WebAddress.isSecure(resolved) {
        judgement.add(.invalid, "the address of `\(name)` is not https, so browsers ignore it")
      }
    }
    for case .includes(let wanted) in terms {
      for name in wanted where endpoints[name] == nil {
        judgement.add(.weak, "expected the endpoint \(ValueText.plain(name)), saw \(header.shown)")
      }
    }
    ValueTerms(header: header, patterns: patterns)
      .judge(terms, value: header.values.joined(separator: ", "), into: &judgement)
    return judgement
  }
}
