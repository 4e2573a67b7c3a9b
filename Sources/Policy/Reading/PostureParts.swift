import Model

/// The plain parts of a posture file that was found right.
struct PostureParts {
  let organization: Organization
  let records: String?
  let answers: String?
  let ledger: String?
  let holidays: Set<CalendarDate>
  let gate: GatePolicy
  let proofValidity: TimeSpan

  init(top: Arguments, root: String) {
    let owner = top.object("organization")
    organization = Organization(
      name: owner?.text("name") ?? "", product: owner?.text("product"),
      environment: owner?.text("environment"), website: owner?.text("website"),
      securityContact: owner?.text("security-contact"))
    records = top.text("records").map { PathText.absolute($0, from: root) }
    answers = top.text("answers").map { PathText.absolute($0, from: root) }
    ledger = top.text("ledger").map { PathText.absolute($0, from: root) }
    holidays = Set(top.texts("holidays").compactMap { CalendarDate($0) })
    gate = Self.gate(top.object("gate"))
    proofValidity = top.duration("proof-valid-for") ?? Posture.standardProofValidity
  }

  private static func gate(_ arguments: Arguments?) -> GatePolicy {
    guard let arguments else { return GatePolicy() }
    return GatePolicy(
      failOn: arguments.severity("fail-on") ?? .low,
      allowUnmeasured: arguments.texts("allow-unmeasured"),
      overdueFails: arguments.text("overdue") != "ignore",
      expiredFails: arguments.text("expired") == "fail")
  }
}
