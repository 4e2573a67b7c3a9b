import Model

/// Evaluates assertions over values, in three-valued logic.
///
/// A path that is absent makes a positive comparison false and a negative one unknown, never true:
/// a misspelt path must not pass. `present` and its negation are the exception, being about absence
/// itself. A path that the data cannot have is unknown whatever is asked of it. Over an empty list
/// `all` and `none` are true and `any` is false.
package struct Evaluator: Sendable {
  /// The file's path as messages show it.
  private let file: String
  private let patterns: any PatternMatching

  package init(file: String, patterns: any PatternMatching) {
    self.file = file
    self.patterns = patterns
  }

  /// What an assertion, or its negation, comes to for a value.
  package func evaluate(
    _ assertion: Assertion, on subject: Subject, negated: Bool = false
  ) -> Evaluation {
    switch assertion {
    case .comparison(let comparison):
      return evaluate(comparison, on: subject, negated: comparison.isNegated != negated)
    case .not(let part): return evaluate(part, on: subject, negated: !negated)
    case .all(let parts):
      let evaluated = parts.map { evaluate($0, on: subject, negated: negated) }
      return negated ? Evaluation(any: evaluated) : Evaluation(all: evaluated)
    case .any(let parts):
      let evaluated = parts.map { evaluate($0, on: subject, negated: negated) }
      return negated ? Evaluation(all: evaluated) : Evaluation(any: evaluated)
    case .quantified(let part): return evaluate(part, on: subject, negated: negated)
    case .expression(let part):
      return ExpressionJudge(file: file, subject: subject).judge(part, negated: negated)
    }
  }

  private func evaluate(
    _ comparison: Comparison, on subject: Subject, negated: Bool
  ) -> Evaluation {
    let expected = comparison.condition.phrase(negated: negated)
    do throws(DeadEnd) {
      let value = try subject.resolve(comparison.steps)
      let fit = comparison.condition.fit(value.node, patterns: patterns)
      return evaluation(of: value, expected: expected, fit: fit, negated: negated)
    } catch {
      let wanted = comparison.steps.reduce(subject.path) { PathText.appending($1, to: $0) }
      return evaluation(
        of: error, wanted: wanted, expected: expected,
        absent: truthOfAbsence(comparison, negated: negated))
    }
  }

  private func evaluation(
    of value: Subject, expected: String, fit: Fit, negated: Bool
  ) -> Evaluation {
    var seen = "saw \(ValueText.shown(value.node, secrecy: value.secrecy))"
    if case .doubtful(let reason) = fit, !value.node.isNull { seen += " (\(reason))" }
    let sighting = Evaluation.Sighting(
      path: value.path, expected: expected, seen: seen, span: value.node.span, isValue: true)
    return Evaluation(sighting, truth: placed(fit.truth(negated: negated), of: value))
  }

  private func evaluation(
    of deadEnd: DeadEnd, wanted: String, expected: String, absent: Truth
  ) -> Evaluation {
    let seen: String
    let span: TextSpan
    let truth: Truth
    switch deadEnd {
    case .absent(let path, let hint, let place):
      let what = path == wanted ? "it" : "`\(path)`"
      seen = "\(what) is absent" + (hint.map { "; \($0)" } ?? "")
      span = place
      truth = absent.isUnknown ? unknownAbsence(of: wanted, seen: seen, at: place) : absent
    case .impossible(let reason, let place), .unknown(let reason, let place):
      seen = reason
      span = place
      truth = .unknown(reason: "\(reason) at \(shown(place))")
    }
    return Evaluation(
      Evaluation.Sighting(
        path: wanted, expected: expected, seen: seen, span: span, isValue: false),
      truth: truth)
  }

  private func placed(_ truth: Truth, of value: Subject) -> Truth {
    guard case .unknown(let reason) = truth else { return truth }
    let isKnown = if case .unknown = value.node.content { false } else { true }
    let seen = isKnown ? " is \(ValueText.shown(value.node, secrecy: value.secrecy))" : ""
    return .unknown(
      reason: "\(PathText.shown(value.path)) at \(shown(value.node.span))\(seen): \(reason)")
  }

  private func unknownAbsence(of wanted: String, seen: String, at span: TextSpan) -> Truth {
    .unknown(
      reason: "\(PathText.shown(wanted)) at \(shown(span)): \(seen); "
        + "say `absent: true` where absence is meant")
  }

  private func truthOfAbsence(_ comparison: Comparison, negated: Bool) -> Truth {
    if case .present = comparison.condition { return Truth(negated) }
    return negated ? .unknown(reason: "") : .false
  }

  private func shown(_ span: TextSpan) -> String {
    Location(path: file, span: span).description
  }
}

// Quantifiers.
extension Evaluator {
  private func evaluate(
    _ part: Quantification, on subject: Subject, negated: Bool
  ) -> Evaluation {
    // `none` is `all` of the negation, and the negation of `all` is `any` of the negation.
    let negatesBody = negated != (part.quantifier == .none)
    let isAny = (part.quantifier == .any) != negated
    do throws(DeadEnd) {
      let list = try subject.resolve(part.steps)
      let members = try list.members()
      guard !members.isEmpty else { return empty(list, part, isAny: isAny) }
      let parts = members.map { evaluate(part.body, on: $0, negated: negatesBody) }
      return isAny ? Evaluation(any: parts) : Evaluation(all: parts)
    } catch {
      let steps = part.steps + [.every]
      let wanted = steps.reduce(subject.path) { PathText.appending($1, to: $0) }
      return evaluation(
        of: error, wanted: wanted, expected: Self.expectation(part),
        absent: truthOfAbsence(of: part.body, negated: negatesBody))
    }
  }

  private func empty(_ list: Subject, _ part: Quantification, isAny: Bool) -> Evaluation {
    let sighting = Evaluation.Sighting(
      path: list.path, expected: Self.expectation(part), seen: "saw 0 elements",
      span: list.node.span, isValue: true)
    return Evaluation(sighting, truth: Truth(!isAny))
  }

  private func truthOfAbsence(of body: Assertion, negated: Bool) -> Truth {
    switch body {
    case .comparison(let comparison):
      truthOfAbsence(comparison, negated: comparison.isNegated != negated)
    case .quantified(let part):
      truthOfAbsence(of: part.body, negated: negated != (part.quantifier == .none))
    case .not(let part): truthOfAbsence(of: part, negated: !negated)
    case .all, .any: negated ? .unknown(reason: "") : .false
    // What it would have said of the elements cannot be told.
    case .expression: .unknown(reason: "")
    }
  }

  private static func expectation(_ part: Quantification) -> String {
    "with \(part.quantifier.rawValue) of its elements: \(part.body.phrase)"
  }
}
