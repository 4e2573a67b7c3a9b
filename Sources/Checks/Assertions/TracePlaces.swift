import Expressions
import Model

/// Finds the values of a document that the parts of an expression are.
struct TracePlaces: Sendable {
  /// A value as it stands in the document, or why there is none.
  enum Place: Sendable {
    case value(Subject)
    case deadEnd(DeadEnd)
  }

  private let subject: Subject
  /// Whether any value that was looked at is secret.
  private(set) var holdsSecret = false
  private var known: [Origin: Place] = [:]

  init(subject: Subject) { self.subject = subject }

  /// Resolves what a part and those below it are.
  mutating func visit(_ trace: ExpressionTrace?) {
    guard let trace else { return }
    for origin in [trace.origin, trace.element?.origin].compactMap({ $0 })
    where known[origin] == nil {
      let place = resolve(origin)
      known[origin] = place
      if case .value(let subject) = place, subject.secrecy != .none {
        holdsSecret = true
      }
    }
    for part in trace.parts { visit(part) }
  }

  private func resolve(_ origin: Origin) -> Place {
    let root =
      origin.variable == ExpressionReader.resource
      ? subject : Subject(document: subject.document)
    do throws(DeadEnd) {
      return .value(try root.resolve(origin.steps))
    } catch {
      return .deadEnd(error)
    }
  }

  func place(of origin: Origin?) -> Place? { origin.flatMap { known[$0] } }

  func span(of origin: Origin?) -> TextSpan? {
    switch place(of: origin) {
    case .value(let subject): subject.node.span
    case .deadEnd(.absent(_, _, let span)), .deadEnd(.impossible(_, let span)),
      .deadEnd(.unknown(_, let span)):
      span
    case nil: nil
    }
  }

  /// The place of the innermost value that could not be had.
  func placeOfFailure(in trace: ExpressionTrace) -> TextSpan? {
    for part in trace.parts {
      if case .failure = part.value { return placeOfFailure(in: part) }
      if part.element != nil, let place = placeOfFailure(in: part) { return place }
    }
    guard case .failure = trace.value else { return nil }
    return span(of: trace.origin) ?? trace.parts.lazy.compactMap { span(of: $0.origin) }.first
  }

  /// The values that decided, each once, in the order in which they were looked at.
  func sightings(
    in trace: ExpressionTrace?, expected: String, text: ExpressionText
  ) -> [Evaluation.Sighting] {
    var sightings: [Evaluation.Sighting] = []
    var seen: Set<Origin> = []
    collect(trace) { part in
      guard let origin = part.origin, seen.insert(origin).inserted,
        let sighting = sighting(part, expected: expected, text: text)
      else { return }
      sightings.append(sighting)
    }
    return sightings
  }

  private func collect(_ trace: ExpressionTrace?, _ take: (ExpressionTrace) -> Void) {
    guard let trace else { return }
    guard trace.origin == nil else { return take(trace) }
    for part in Self.deciding(trace) { collect(part, take) }
  }

  /// The parts of a conjunction or disjunction that it rests on, or all parts.
  private static func deciding(_ trace: ExpressionTrace) -> [ExpressionTrace] {
    guard trace.isJunction else { return trace.parts }
    let same = trace.parts.filter { $0.value.isSameState(as: trace.value) }
    return same.isEmpty ? trace.parts : same
  }

  private func sighting(
    _ trace: ExpressionTrace, expected: String, text: ExpressionText
  ) -> Evaluation.Sighting? {
    switch place(of: trace.origin) {
    case .value(let subject):
      return Evaluation.Sighting(
        path: subject.path, expected: expected,
        seen: "saw \(ValueText.shown(subject.node, secrecy: subject.secrecy))",
        span: subject.node.span, isValue: true)
    case .deadEnd(.absent(let path, let hint, let span)):
      return Evaluation.Sighting(
        path: path, expected: expected, seen: "it is absent" + (hint.map { "; \($0)" } ?? ""),
        span: span, isValue: false)
    case .deadEnd(.impossible(let reason, let span)), .deadEnd(.unknown(let reason, let span)):
      return Evaluation.Sighting(
        path: subject.path, expected: expected, seen: reason, span: span, isValue: false)
    case nil: return nil
    }
  }
}

extension ExpressionValue {
  /// Both true, both false, both unknown or both an error.
  fileprivate func isSameState(as other: ExpressionValue) -> Bool {
    switch (self, other) {
    case (.boolean(let left), .boolean(let right)): left == right
    case (.unknown, .unknown), (.failure, .failure): true
    default: false
    }
  }
}
