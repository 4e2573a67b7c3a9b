/// A truth value of Kleene's strong three-valued logic.
package enum Truth: Hashable, Sendable {
  case `true`
  case `false`
  case unknown(reason: String)

  package init(_ value: Bool) { self = value ? .true : .false }

  package var negated: Truth {
    switch self {
    case .true: .false
    case .false: .true
    case .unknown: self
    }
  }

  /// False when any part is false, else unknown when any is, else true; the first reason is kept.
  package static func conjunction(_ parts: [Truth]) -> Truth {
    if parts.contains(.false) { return .false }
    return parts.first(where: \.isUnknown) ?? .true
  }

  /// True when any part is true, else unknown when any is, else false; the first reason is kept.
  package static func disjunction(_ parts: [Truth]) -> Truth {
    if parts.contains(.true) { return .true }
    return parts.first(where: \.isUnknown) ?? .false
  }

  package var isUnknown: Bool { reason != nil }

  package var reason: String? {
    guard case .unknown(let reason) = self else { return nil }
    return reason
  }
}
