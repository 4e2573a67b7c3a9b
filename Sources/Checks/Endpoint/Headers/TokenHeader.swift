import Model

/// Judges a header that is one token as structured fields have it, with parameters such as
/// `report-to` (HTML Standard section 7.1.3): letters count as written, and sent twice it is none.
struct TokenHeader: HeaderSemantics {
  struct Form: Sendable {
    let name: String
    let values: [String]
  }

  static let opener = Form(
    name: "Cross-Origin-Opener-Policy",
    values: ["same-origin", "same-origin-allow-popups", "noopener-allow-popups", "unsafe-none"])
  static let embedder = Form(
    name: "Cross-Origin-Embedder-Policy",
    values: ["require-corp", "credentialless", "unsafe-none"])
  static let isolation = Form(
    name: "Document-Isolation-Policy",
    values: ["isolate-and-require-corp", "isolate-and-credentialless", "none"])

  private let form: Form

  init(_ form: Form) { self.form = form }

  func objection(to term: HeaderTerm) -> (message: String, suggestion: String?)? {
    TokenTerms.objection(to: term, name: form.name, values: form.values)
  }

  func judge(
    _ terms: [HeaderTerm], of header: HeaderLines, patterns: any PatternMatching
  ) -> HeaderJudgement {
    var judgement = HeaderJudgement()
    guard !header.isEmpty else {
      judgement.problems = [header.absence]
      return judgement
    }
    guard header.values.count == 1 else {
      judgement.add(
        .duplicate, "expected one header, saw \(header.shown), which browsers ignore altogether")
      return judgement
    }
    guard let item = try? StructuredField.item(header.values), let token = item.value.token else {
      judgement.add(.invalid, "expected a token, saw \(header.shown), which browsers ignore")
      return judgement
    }
    guard form.values.contains(token) else {
      let near = NearestName.find(token, among: form.values).map { "; did you mean \($0)?" } ?? ""
      judgement.add(
        .unexpectedValue,
        "expected a value that browsers know, saw \(header.shown), which they ignore\(near)")
      return judgement
    }
    ValueTerms(header: header, patterns: patterns).judge(terms, value: token, into: &judgement)
    if let name = item.parameters["report-to"]?.text,
      !ReportingEndpoints.names(in: header.response).contains(name)
    {
      judgement.add(
        .weak, "report-to names `\(ValueText.plain(name))`, which no Reporting-Endpoints defines")
    }
    return judgement
  }
}

/// What may be expected of headers with a fixed list of values.
enum TokenTerms {
  static func objection(
    to term: HeaderTerm, name: String, values: [String]
  ) -> (message: String, suggestion: String?)? {
    let texts: [String]
    switch term {
    case .equals(let text): texts = [text]
    case .oneOf(let members): texts = members
    case .present, .absent, .contains, .matches: return nil
    default: return ("`\(term.key)` has no meaning for \(name)", nil)
    }
    guard let wrong = texts.first(where: { !values.contains($0) }) else { return nil }
    let near = NearestName.find(wrong, among: values)
    return (
      "\(ValueText.quoted(wrong)) is no value of \(name)",
      near.map { "did you mean `\($0)`?" } ?? "known are \(values.joined(separator: ", "))"
    )
  }
}
