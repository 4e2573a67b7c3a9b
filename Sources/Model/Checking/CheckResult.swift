/// What one check found out.
package struct CheckResult: Sendable {
  /// What a pass rests on.
  package enum Basis: String, CaseIterable, Sendable {
    case measured
    case attested
  }

  package let verdict: CheckVerdict
  package let basis: Basis
  /// One sentence for people: `3 of 3 responses carry the header`.
  package let summary: String
  package let findings: [Finding]
  package let evidence: [Evidence]
  /// How many things were judged.
  package let subjects: Int
  /// The day after which the result no longer counts, for attestations.
  package let validUntil: CalendarDate?
  /// The last moment at which a pass counts as proof; nil until the assessor says how long it does.
  package var proofEnds: Instant?
  /// Whether `unmeasured` is due to an attestation or a measurement past its end.
  package let isExpired: Bool
  /// What could not be measured beside what failed, which counts as soon as every failure is waived.
  package let gaps: [String]
  /// The times behind a promise with a clock.
  package var times: TimeRecord?
  /// Every part of the judgement, where the run was asked to keep it: for each subject its rows, and
  /// below each what it came to.
  package var trace: [JudgementStep] = []
  /// What was observed that ends by itself, whatever the verdict.
  package var expiries: [Expiry]

  package init(
    _ verdict: CheckVerdict, basis: Basis = .measured, summary: String, findings: [Finding] = [],
    evidence: [Evidence] = [], subjects: Int = 0, validUntil: CalendarDate? = nil,
    proofEnds: Instant? = nil, isExpired: Bool = false, gaps: [String] = [],
    times: TimeRecord? = nil, expiries: [Expiry] = []
  ) {
    self.verdict = verdict
    self.basis = basis
    self.summary = summary
    self.findings = findings
    self.evidence = evidence
    self.subjects = subjects
    self.validUntil = validUntil
    self.proofEnds = proofEnds
    self.isExpired = isExpired
    self.gaps = gaps
    self.times = times
    self.expiries = expiries
  }

  /// A check that could not be measured.
  package static func unmeasured(_ reason: String, evidence: [Evidence] = []) -> CheckResult {
    CheckResult(.unmeasured(reason: reason), summary: reason, evidence: evidence)
  }

  /// The verdict of several parts: any finding fails, else any reason leaves it unmeasured.
  package static func worst(
    findings: [Finding], unmeasured reasons: [String], passing summary: String,
    failing: String? = nil, evidence: [Evidence], subjects: Int
  ) -> CheckResult {
    let verdict: CheckVerdict =
      if !findings.isEmpty { .fail } else if let first = reasons.first {
        .unmeasured(
          reason: reasons.count == 1 ? first : "\(first) (and \(reasons.count - 1) more)")
      } else { .pass }
    let text =
      switch verdict {
      case .fail: failing ?? "\(findings.count) finding\(findings.count == 1 ? "" : "s")"
      case .unmeasured(let reason): reason
      case .pass, .notApplicable: summary
      }
    return CheckResult(
      verdict, summary: text, findings: findings, evidence: evidence, subjects: subjects,
      gaps: verdict == .fail ? reasons : [])
  }
}
