import Model

/// Judges the terms that compare a header's value as a text.
struct ValueTerms {
  let header: HeaderLines
  var ignoresCase = false
  let patterns: any PatternMatching

  /// Adds what is wrong with a value; terms of other kinds are left to the caller.
  func judge(_ terms: [HeaderTerm], value: String, into judgement: inout HeaderJudgement) {
    for term in terms { judge(term, value: value, into: &judgement) }
  }

  private func judge(_ term: HeaderTerm, value: String, into judgement: inout HeaderJudgement) {
    switch term {
    case .equals(let expected):
      if !isEqual(value, expected) { reject("`\(expected)`", value, &judgement) }
    case .oneOf(let members):
      if !members.contains(where: { isEqual(value, $0) }) {
        reject("one of \(members.joined(separator: ", "))", value, &judgement)
      }
    case .contains(let part):
      if !isPart(part, of: value) { reject("a value with `\(part)` in it", value, &judgement) }
    case .matches(let pattern): match(pattern, value, &judgement)
    case .includes, .minimum, .present, .absent, .includeSubdomains, .preload, .preloadEligible:
      return
    }
  }

  private func isEqual(_ left: String, _ right: String) -> Bool {
    ignoresCase ? left.lowercased() == right.lowercased() : left == right
  }

  private func isPart(_ part: String, of value: String) -> Bool {
    let text = Array((ignoresCase ? value.lowercased() : value).unicodeScalars)
    let wanted = Array((ignoresCase ? part.lowercased() : part).unicodeScalars)
    guard !wanted.isEmpty, text.count >= wanted.count else { return wanted.isEmpty }
    return (0...(text.count - wanted.count)).contains {
      text[$0..<($0 + wanted.count)].elementsEqual(wanted)
    }
  }

  private func match(_ pattern: String, _ value: String, _ judgement: inout HeaderJudgement) {
    switch patterns.firstMatch(of: pattern, in: value) {
    case .match: return
    case .noMatch:
      reject("a value that matches \(ValueText.quoted(pattern))", value, &judgement)
    case .exceededLimit, .invalid:
      judgement.unknown.append(
        "the pattern \(ValueText.quoted(pattern)) could not be decided within its limits")
    }
  }

  private func reject(_ expected: String, _ value: String, _ judgement: inout HeaderJudgement) {
    judgement.add(.unexpectedValue, "expected \(expected), saw \(header.shown(value))")
  }
}
