/// How sure it is that something can come about.
enum Likelihood: Int, Comparable {
  case no
  /// It depends on what is not known.
  case perhaps
  case yes

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Whether a condition can hold, and whether it can fail to hold, over the runs that are regarded.
struct Possibility {
  let canHold: Likelihood
  let canFail: Likelihood
  /// What is not known, where one of both depends on it.
  let reason: String?

  init(canHold: Likelihood, canFail: Likelihood, reason: String? = nil) {
    self.canHold = canHold
    self.canFail = canFail
    self.reason = reason
  }

  static let always = Possibility(canHold: .yes, canFail: .no)
  static let never = Possibility(canHold: .no, canFail: .yes)
  /// Some runs have it so, others otherwise.
  static let either = Possibility(canHold: .yes, canFail: .yes)

  static func unknown(_ reason: String) -> Possibility {
    Possibility(canHold: .perhaps, canFail: .perhaps, reason: reason)
  }

  static func certain(_ value: Bool) -> Possibility { value ? .always : .never }

  static prefix func ! (operand: Possibility) -> Possibility {
    Possibility(canHold: operand.canFail, canFail: operand.canHold, reason: operand.reason)
  }

  static func && (left: Possibility, right: Possibility) -> Possibility {
    Possibility(
      canHold: min(left.canHold, right.canHold), canFail: max(left.canFail, right.canFail),
      reason: left.reason ?? right.reason)
  }

  static func || (left: Possibility, right: Possibility) -> Possibility {
    Possibility(
      canHold: max(left.canHold, right.canHold), canFail: min(left.canFail, right.canFail),
      reason: left.reason ?? right.reason)
  }
}

/// How a job or a step can end.
struct Outcomes {
  let success: Likelihood
  let failure: Likelihood
  let skipped: Likelihood

  static let failed = Outcomes(success: .no, failure: .yes, skipped: .no)
  static let leftOut = Outcomes(success: .no, failure: .no, skipped: .yes)
  static let succeeded = Outcomes(success: .yes, failure: .no, skipped: .no)

  /// Whether `result == word` can hold and can fail.
  func isResult(_ word: String) -> Possibility {
    switch word {
    case "success": Possibility(canHold: success, canFail: max(failure, skipped))
    case "failure": Possibility(canHold: failure, canFail: max(success, skipped))
    case "skipped": Possibility(canHold: skipped, canFail: max(success, failure))
    default: .never
    }
  }
}
