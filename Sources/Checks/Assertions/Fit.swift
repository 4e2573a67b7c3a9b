/// How a value stands to a condition.
package enum Fit: Hashable, Sendable {
  case met
  case unmet
  /// Not met, but to say the opposite holds would go too far: the value is null, or of another type
  /// with the same writing.
  case doubtful(String)
  case unknown(String)

  init(_ isMet: Bool) { self = isMet ? .met : .unmet }

  /// The truth of the condition, or of its negation.
  ///
  /// Doubt falls on the side that does not pass: a condition with doubt is false, its negation
  /// unknown. Negations are pushed down to single comparisons for that reason, so `not: {is: x}`
  /// and `is-not: x` are the same.
  package func truth(negated: Bool) -> Truth {
    switch self {
    case .met: Truth(!negated)
    case .unmet: Truth(negated)
    case .doubtful(let reason): negated ? .unknown(reason: reason) : .false
    case .unknown(let reason): .unknown(reason: reason)
    }
  }

  /// Met when any part is; else what keeps that from being sure.
  static func any(_ parts: [Fit]) -> Fit {
    if parts.contains(.met) { return .met }
    return parts.first(where: \.isUnknown) ?? parts.first(where: \.isDoubtful) ?? .unmet
  }

  /// Unmet when any part surely is; else what keeps that from being sure.
  static func all(_ parts: [Fit]) -> Fit {
    if parts.contains(.unmet) { return .unmet }
    return parts.first(where: \.isDoubtful) ?? parts.first(where: \.isUnknown) ?? .met
  }

  private var isUnknown: Bool { if case .unknown = self { true } else { false } }
  private var isDoubtful: Bool { if case .doubtful = self { true } else { false } }
}
