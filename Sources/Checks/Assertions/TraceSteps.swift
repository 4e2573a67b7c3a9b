import Expressions
import Model

/// Writes the parts of an evaluation as lines for people.
struct TraceSteps: Sendable {
  static let most = 400

  let file: String
  let trace: ExpressionTrace?
  let places: TracePlaces
  let text: ExpressionText

  var steps: [JudgementStep] {
    var steps: [JudgementStep] = []
    add(trace, depth: 0, to: &steps)
    return steps
  }

  private func add(_ trace: ExpressionTrace?, depth: Int, to steps: inout [JudgementStep]) {
    guard let trace, steps.count < Self.most else { return }
    if let element = trace.element {
      steps.append(
        JudgementStep(
          depth: depth, text: "\(element.name) = \(shown(element.value, element.origin))",
          outcome: text.shown(trace.value), location: location(element.origin)))
    } else {
      steps.append(
        JudgementStep(
          depth: depth, text: ValueText.plain(trace.text),
          outcome: shown(trace.value, trace.origin), location: location(trace.origin)))
    }
    // The way to a value needs no explanation of its own.
    guard trace.origin == nil || !trace.parts.allSatisfy({ $0.origin != nil }) else { return }
    for part in trace.parts { add(part, depth: depth + 1, to: &steps) }
  }

  private func shown(_ value: ExpressionValue, _ origin: Origin?) -> String {
    guard value.isKnown, case .value(let subject)? = places.place(of: origin) else {
      return text.shown(value)
    }
    let shown = ValueText.shown(subject.node, secrecy: subject.secrecy)
    if case .optional = value { return "optional of \(shown)" }
    return shown
  }

  private func location(_ origin: Origin?) -> Location? {
    places.span(of: origin).map { Location(path: file, span: $0) }
  }
}

extension Evaluation {
  /// Every part with what it came to, rows as well as expressions.
  package func steps(in file: String, depth: Int = 0) -> [JudgementStep] {
    switch form {
    case .comparison(let sighting):
      [
        JudgementStep(
          depth: depth, text: "\(PathText.shown(sighting.path)) \(sighting.expected)",
          outcome: "\(truth.word): \(sighting.seen)",
          location: Location(path: file, span: sighting.span))
      ]
    case .expression(let sighting):
      sighting.steps.map {
        JudgementStep(
          depth: $0.depth + depth, text: $0.text, outcome: $0.outcome, location: $0.location)
      }
    case .all(let parts): composed("all of", parts, in: file, depth: depth)
    case .any(let parts): composed("any of", parts, in: file, depth: depth)
    }
  }

  private func composed(
    _ words: String, _ parts: [Evaluation], in file: String, depth: Int
  ) -> [JudgementStep] {
    let whole = JudgementStep(depth: depth, text: words, outcome: truth.word, location: nil)
    let steps = parts.flatMap { $0.steps(in: file, depth: depth + 1) }
    return [whole] + steps.prefix(TraceSteps.most)
  }
}

extension Truth {
  /// `true`, `false` or `unknown`.
  package var word: String {
    switch self {
    case .true: "true"
    case .false: "false"
    case .unknown: "unknown"
    }
  }
}
