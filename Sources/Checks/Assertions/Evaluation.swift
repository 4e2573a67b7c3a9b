import Model

/// What an assertion came to, with the values that it rests on.
package struct Evaluation: Sendable {
  /// One comparison as it was carried out.
  package struct Sighting: Hashable, Sendable {
    package let path: String
    /// `to be true`.
    package let expected: String
    /// `saw false`, `it is absent`.
    package let seen: String
    /// The value, or the nearest place above it that exists.
    package let span: TextSpan
    /// Whether there was a value to look at.
    package let isValue: Bool

    package var message: String {
      "expected \(PathText.shown(path)) \(expected), \(isValue ? "" : "but ")\(seen)"
    }
  }

  /// An expression as it was evaluated.
  package struct ExpressionSighting: Sendable {
    package let text: String
    /// Whether it should have been false.
    package let isNegated: Bool
    /// The values of the document that decided.
    package let sightings: [Sighting]
    /// Writes every part with its value, when it is asked for.
    let trace: TraceSteps

    package var steps: [JudgementStep] { trace.steps }

    package var message: String {
      "expected `\(ValueText.plain(text))` to be \(isNegated ? "false" : "true")"
        + (sightings.isEmpty
          ? ""
          : ", "
            + sightings.prefix(4).map { "\(PathText.shown($0.path)): \($0.seen)" }
            .joined(separator: "; "))
    }
  }

  package enum Form: Sendable {
    case comparison(Sighting)
    case expression(ExpressionSighting)
    case all([Evaluation])
    case any([Evaluation])
  }

  /// How many parts of a list are kept: those that decided first.
  static let keptParts = 50
  private static let shownParts = 3

  package let truth: Truth
  package let form: Form
  /// Parts that were evaluated and not kept.
  package let omitted: Int

  init(_ sighting: Sighting, truth: Truth) {
    self.truth = truth
    form = .comparison(sighting)
    omitted = 0
  }

  init(_ sighting: ExpressionSighting, truth: Truth) {
    self.truth = truth
    form = .expression(sighting)
    omitted = 0
  }

  init(all parts: [Evaluation]) {
    truth = .conjunction(parts.map(\.truth))
    let kept = Self.kept(parts, deciding: truth)
    form = .all(kept)
    omitted = parts.count - kept.count
  }

  init(any parts: [Evaluation]) {
    truth = .disjunction(parts.map(\.truth))
    let kept = Self.kept(parts, deciding: truth)
    form = .any(kept)
    omitted = parts.count - kept.count
  }

  private static func kept(_ parts: [Evaluation], deciding truth: Truth) -> [Evaluation] {
    guard parts.count > 1 else { return parts }
    let isDeciding = { (part: Evaluation) in
      truth.isUnknown ? part.truth.isUnknown : part.truth == truth
    }
    return Array((parts.filter(isDeciding) + parts.filter { !isDeciding($0) }).prefix(keptParts))
  }

  /// What was expected and seen, for the parts that decided.
  package var message: String {
    switch form {
    case .comparison(let sighting): return sighting.message
    case .expression(let sighting): return sighting.message
    case .all(let parts):
      let deciding = parts.filter { $0.hasSameState(as: truth) }
      return Self.joined(deciding, omitted: omitted, by: "; ")
    case .any(let parts):
      guard parts.count > 1, truth == .false else {
        return Self.joined(
          parts.filter { $0.hasSameState(as: truth) }, omitted: omitted, by: "; ")
      }
      return "none of \(parts.count + omitted) alternatives holds: "
        + Self.joined(parts, omitted: omitted, by: " / ")
    }
  }

  /// The sightings that decided, first those that came first.
  package var deciding: [Sighting] {
    switch form {
    case .comparison(let sighting): [sighting]
    case .expression(let sighting): sighting.sightings
    case .all(let parts), .any(let parts):
      parts.filter { $0.hasSameState(as: truth) }.flatMap(\.deciding)
    }
  }

  private func hasSameState(as other: Truth) -> Bool {
    truth == other || (truth.isUnknown && other.isUnknown)
  }

  private static func joined(
    _ parts: [Evaluation], omitted: Int, by separator: String
  ) -> String {
    let rest = max(0, parts.count - shownParts) + (parts.count < keptParts ? 0 : omitted)
    return parts.prefix(shownParts).map(\.message).joined(separator: separator)
      + (rest > 0 ? "\(separator)and \(rest) more" : "")
  }
}
