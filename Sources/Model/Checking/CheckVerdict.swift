/// The state of one check.
///
/// Only `pass` is good: a thing that could not be looked at is `unmeasured`.
package enum CheckVerdict: Hashable, Sendable {
  case pass
  case fail
  case unmeasured(reason: String)
  case notApplicable(reason: String)

  /// The word used in every output.
  package var word: String {
    switch self {
    case .pass: "pass"
    case .fail: "fail"
    case .unmeasured: "unmeasured"
    case .notApplicable: "not-applicable"
    }
  }

  package var reason: String? {
    switch self {
    case .pass, .fail: nil
    case .unmeasured(let reason), .notApplicable(let reason): reason
    }
  }
}
