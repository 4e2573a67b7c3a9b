import Model

/// One control as a posture document shows it.
struct PostureEntry {
  /// One exception: what is accepted, and until when.
  struct Exception: Hashable {
    let until: CalendarDate
    let owner: String
    let reason: String
    let findings: Int

    /// `1 finding, accepted by Ines Roth: the reason`, as far as the audience may know it.
    var sentence: String {
      Wording.counted(findings, "finding") + (owner.isEmpty ? "" : ", accepted by \(owner)")
        + (reason.isEmpty ? "" : ": \(reason)")
    }
  }

  let item: ControlAssessment
  let audience: Control.Audience
  /// The day as of which it is judged.
  let today: CalendarDate

  init(_ item: ControlAssessment, audience: Control.Audience, today: CalendarDate) {
    self.item = item
    self.audience = audience
    self.today = today
  }

  var id: String { item.control.id }
  var title: String { item.control.title }
  var verdict: ControlVerdict { item.verdict }

  /// The published sentence; the title where there is none.
  var statement: String {
    item.control.statement.isEmpty ? item.control.title : item.control.statement
  }

  /// When its evidence was observed, the latest moment first to matter.
  var measuredAt: Instant? { item.checks.flatMap(\.result.evidence).map(\.observedAt).max() }

  /// The first day of its evidence, where that is not the last one.
  var measuredSince: CalendarDate? {
    let first = item.checks.flatMap(\.result.evidence).map(\.observedAt.date).min()
    return first == measuredAt?.date ? nil : first
  }

  /// The last day on which its proof counts, whether that is over or not.
  var validUntil: CalendarDate? {
    item.checks.map(\.result)
      .flatMap { [$0.validUntil, $0.proofEnds?.date] }.compactMap { $0 }.min()
  }

  /// How `validUntil` reads on the day as of which the document is written.
  var validityWord: String { validUntil.map { $0 < today } == true ? "Ended" : "Valid until" }

  var isWithdrawn: Bool { item.isWithdrawn }

  /// What stands before a sentence that is no longer held up by proof.
  var withdrawnSentence: String? {
    guard isWithdrawn else { return nil }
    let day = validUntil.map { " on \(Wording.day($0))" } ?? ""
    return "The proof behind this sentence ended\(day) and was not renewed."
  }

  /// Since when it has been in its state, from the ledger; where there is none, nothing was known
  /// before this document.
  var sinceText: String { sinceWords + (item.since.map { " " + $0.date.description } ?? "") }

  /// The same without the day.
  var sinceWords: String {
    item.since == nil
      ? "First measured by this document" : "\(verdict.rawValue.capitalizedFirst) since"
  }

  /// For what is planned: how long it is late.
  var overdueText: String? {
    guard verdict == .overdue, let due = item.control.due else { return nil }
    return "\(Wording.counted(today.ordinal - due.ordinal, "day")) late"
  }

  /// Sentences on why, for states that the checks alone do not explain.
  var reasons: [String] { item.checks.isEmpty ? item.reasons : [] }

  var exceptions: [Exception] {
    var counts: [Waiver: Int] = [:]
    for waiver in item.findings.compactMap(\.waiver) { counts[waiver, default: 0] += 1 }
    return counts.map { waiver, count in
      Exception(until: waiver.until, owner: waiver.owner, reason: waiver.reason, findings: count)
    }.sorted { ($0.until, $0.owner, $0.reason) < ($1.until, $1.owner, $1.reason) }
  }

  /// Findings with their details; only where the audience may see them.
  var shownFindings: [Finding] { audience == .internal ? item.findings : [] }

  /// What the wording rules say of the statement, where their findings may only be counted.
  var wordingNote: String? {
    guard audience != .internal, !item.wording.isEmpty else { return nil }
    return "The wording of this statement: \(Wording.counted(item.wording))."
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension CheckAssessment {
  /// What the check found, in words.
  var sentence: String {
    switch result.verdict {
    case .pass, .fail: result.summary
    case .unmeasured(let reason):
      result.isExpired ? "expired: \(reason)" : "not measured: \(reason)"
    case .notApplicable(let reason): "not applicable: \(reason)"
    }
  }
}

extension Evidence {
  /// Place, moment and short digest, in the order a reader follows them.
  var provenance: String {
    let place = location.description
    let digest = Wording.shortDigest(self.digest).map { "SHA-256 \($0)…" }
    return [place.isEmpty ? nil : place, Wording.shortMoment(observedAt), digest]
      .compactMap { $0 }.joined(separator: " · ")
  }
}
