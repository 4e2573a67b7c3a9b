import Model

/// Judges X-Content-Type-Options, of which `nosniff` is the only value (Fetch Standard section 3.6).
struct ContentTypeOptionsHeader: HeaderSemantics {
  private static let value = "nosniff"

  func objection(to term: HeaderTerm) -> (message: String, suggestion: String?)? {
    let texts: [String] =
      switch term {
      case .equals(let text): [text]
      case .oneOf(let texts): texts
      case .present, .absent: []
      default: [""]
      }
    return texts.allSatisfy { $0.lowercased() == Self.value }
      ? nil : ("X-Content-Type-Options has one value only", "expect nosniff")
  }

  func judge(
    _ terms: [HeaderTerm], of header: HeaderLines, patterns: any PatternMatching
  ) -> HeaderJudgement {
    var judgement = HeaderJudgement()
    // A proxy may have joined two lines into one.
    let tokens = header.values.flatMap { $0.parts(separatedBy: [","]) }
    guard tokens.contains(where: { !$0.isEmpty }) else {
      judgement.problems = [header.absence]
      return judgement
    }
    let isExpected = { (token: String) in token.lowercased() == Self.value }
    if Set(tokens.map { $0.lowercased() }).count > 1 {
      judgement.add(.duplicate, "expected one value, saw \(header.shown)")
    }
    if let first = tokens.first, !isExpected(first) {
      judgement.add(.unexpectedValue, "expected `\(Self.value)`, saw \(header.shown(first))")
    }
    return judgement
  }
}
