import Expressions
import Model

/// Evaluates expressions over a subject, and explains what they came to.
///
/// An error, as for a field that is not there, is unknown and never true.
struct ExpressionJudge {
  private static let mostSightings = 20
  private static let mostReasons = 3

  let file: String
  let subject: Subject

  func judge(_ expression: AssertedExpression, negated: Bool) -> Evaluation {
    let explanation = expression.compiled.explain([
      ExpressionValue(subject.node), ExpressionValue(subject.document),
    ])
    var places = TracePlaces(subject: subject)
    places.visit(explanation.trace)
    let text = ExpressionText(showsSecrets: !places.holdsSecret)
    let trace = explanation.trace
    let sightings = places.sightings(
      in: trace, expected: "in `\(ValueText.plain(expression.text))`", text: text)
    let sighting = Evaluation.ExpressionSighting(
      text: expression.text, isNegated: negated,
      sightings: Array(sightings.prefix(Self.mostSightings)),
      trace: TraceSteps(file: file, trace: trace, places: places, text: text))
    return Evaluation(
      sighting,
      truth: truth(of: explanation, expression, negated: negated, places: places, text: text))
  }

  private func truth(
    of explanation: CompiledExpression.Explanation, _ expression: AssertedExpression,
    negated: Bool, places: TracePlaces, text: ExpressionText
  ) -> Truth {
    let name = "`\(ValueText.plain(expression.text))`"
    switch explanation.value {
    case .boolean(let value): return Truth(value != negated)
    case .unknown(let unknowns):
      let reasons = unknowns.list.prefix(Self.mostReasons).map { unknown in
        Secrecy.redacting(unknown.reason) + place(unknown.span)
      }
      let rest = unknowns.list.count - reasons.count
      return .unknown(
        reason: "\(name) is unknown: \(reasons.joined(separator: "; "))"
          + (rest > 0 ? "; and \(rest) more" : ""))
    case .failure(let failure):
      let span = explanation.trace.flatMap { places.placeOfFailure(in: $0) }
      let advice =
        failure.kind == .noSuchField ? "; ask with has() or .? where absence is meant" : ""
      return .unknown(
        reason:
          "\(name) \(place(span, word: "over"))ends in an error: \(text.message(failure))\(advice)")
    case let other:
      return .unknown(reason: "\(name) is \(text.shown(other)), which is neither true nor false")
    }
  }

  private func place(_ span: TextSpan?) -> String {
    span.map { " at \(Location(path: file, span: $0).description)" } ?? ""
  }

  private func place(_ span: TextSpan?, word: String) -> String {
    span.map { "\(word) \(Location(path: file, span: $0).description) " } ?? ""
  }
}
