import Model

/// Judges Integrity-Policy, a dictionary whose `blocked-destinations` says which loads need a digest
/// (Subresource Integrity section 3.8).
struct IntegrityPolicyHeader: HeaderSemantics {
  private static let destinations = ["script", "style"]

  func objection(to term: HeaderTerm) -> (message: String, suggestion: String?)? {
    switch term {
    case .present, .absent, .contains, .matches: return nil
    case .includes(let members):
      return members.first { !Self.destinations.contains($0) }.map {
        ("\(ValueText.quoted($0)) is no destination", "known are script and style")
      }
    default:
      return (
        "`\(term.key)` has no meaning for Integrity-Policy", "write `includes: [script, style]`"
      )
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
    guard let policy = try? StructuredField.dictionary(header.values) else {
      judgement.add(
        .invalid,
        "expected blocked-destinations=(script style), saw \(header.shown), which browsers ignore")
      return judgement
    }
    let blocked = (policy["blocked-destinations"]?.items ?? []).compactMap(\.value.token)
    let sources = policy["sources"]?.items.compactMap(\.value.token)
    if blocked.isEmpty {
      judgement.add(
        .weak, "expected blocked-destinations, saw \(header.shown), which blocks nothing")
    } else if let sources, !sources.contains("inline") {
      judgement.add(.invalid, "`sources` lacks inline, so browsers ignore \(header.shown)")
    }
    for case .includes(let wanted) in terms {
      for member in wanted where !blocked.contains(member) && !blocked.isEmpty {
        judgement.add(
          .weak, "expected \(member) to be blocked without a digest, saw \(header.shown)")
      }
    }
    let defined = ReportingEndpoints.names(in: header.response)
    for name in (policy["endpoints"]?.items ?? []).compactMap(\.value.token)
    where !defined.contains(name) {
      judgement.add(
        .weak, "endpoints names `\(ValueText.plain(name))`, which no Reporting-Endpoints defines")
    }
    ValueTerms(header: header, patterns: patterns)
      .judge(terms, value: header.values.joined(separator: ", "), into: &judgement)
    return judgement
  }
}
