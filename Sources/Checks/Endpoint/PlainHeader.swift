import Model

/// A header without rules of its own.
struct PlainHeader: HeaderSemantics {
  /// Whether several lines are one list.
  let isList: Bool

  func judge(
    _ terms: [HeaderTerm], of header: HeaderLines, patterns: any PatternMatching
  ) -> HeaderJudgement {
    var judgement = HeaderJudgement()
    guard !header.isEmpty else {
      judgement.problems = [header.absence]
      return judgement
    }
    if !isList, Set(header.values).count > 1 {
      judgement.add(.duplicate, "expected one value, saw \(header.shown)")
    }
    let value = isList ? header.values.joined(separator: ", ") : header.values.first ?? ""
    ValueTerms(header: header, patterns: patterns).judge(terms, value: value, into: &judgement)
    for term in terms {
      switch term {
      case .includes(let members): include(members, in: value, of: header, &judgement)
      case .minimum(let minimum): hold(value, to: minimum, of: header, &judgement)
      default: continue
      }
    }
    return judgement
  }

  private func include(
    _ members: [String], in value: String, of header: HeaderLines,
    _ judgement: inout HeaderJudgement
  ) {
    let sent = Set(value.lowercased().parts(separatedBy: [",", ";"]))
    for member in members where !sent.contains(member.lowercased().trimmingWhitespace) {
      judgement.add(.weak, "expected `\(member)` to be included, saw \(header.shown(value))")
    }
  }

  private func hold(
    _ value: String, to minimum: Int, of header: HeaderLines, _ judgement: inout HeaderJudgement
  ) {
    guard let number = Int(value), number >= minimum else {
      let rule: HeaderProblem.Rule = Int(value) == nil ? .unexpectedValue : .weak
      judgement.add(rule, "expected a number of at least \(minimum), saw \(header.shown(value))")
      return
    }
  }
}
