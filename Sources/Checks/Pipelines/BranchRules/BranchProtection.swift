import Model

/// What the rules of a branch demand, from every export that speaks of it.
///
/// Several sources add up, as they do at GitHub: the strictest counts.
struct BranchProtection {
  /// Something that is demanded, and where it says so.
  struct Demand<Value> {
    var value: Value
    let location: Location
  }

  /// What a rule can demand, by the names that the check's fields have.
  enum Rule: String, CaseIterable {
    case pullRequest = "pull-request"
    case codeOwners = "code-owners"
    case dismissStale = "dismiss-stale"
    case lastPushApproval = "last-push-approval"
    case conversations = "resolved-conversations"
    case upToDate = "up-to-date"
    case noForcePush = "no-force-push"
    case noDeletion = "no-deletion"
    case signed = "signed"
    case linearHistory = "linear-history"
  }

  var reviews: Demand<Int>?
  var rules: [Rule: Demand<Bool>] = [:]
  var checks: [Demand<String>] = []
  /// Tools whose results a change must have.
  var scanningTools: [Demand<String>] = []
  /// Who may pass the rules by.
  var bypasses: [Demand<String>] = []
  /// Files that say something of the branch's rules.
  var sources: [Location] = []
  /// What the exports leave out, so that a demand may stand there: each with its place.
  var hidden: [(reason: String, location: Location)] = []
  /// Why it is not known who may pass the rules by.
  var hiddenBypasses: [(reason: String, location: Location)] = []
  /// Rules that are there and not enforced.
  var inactive: [Demand<String>] = []

  mutating func demand(_ rule: Rule, _ holds: Bool, at location: Location) {
    if rules[rule]?.value == true { return }
    rules[rule] = Demand(value: holds, location: location)
  }

  mutating func demand(reviews count: Int, at location: Location) {
    if let known = reviews, known.value >= count { return }
    reviews = Demand(value: count, location: location)
  }
}
