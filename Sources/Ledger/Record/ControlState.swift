import Model
import Systems

/// What one run found out about one control, as the ledger keeps it.
///
/// It holds no evidence, only the digests of it, and findings only by their keyed fingerprints, so
/// that nothing secret can come to rest in a file that is kept for years.
package struct ControlState: Hashable, Sendable {
  static let schemaName = "avouch-state/1"

  package struct Check: Hashable, Sendable {
    package let name: String
    package let version: Int
    /// `pass`, `fail`, `unmeasured` or `not-applicable`.
    package let verdict: String
    package let validUntil: CalendarDate?
    /// SHA-256 of the raw material that was judged, sorted.
    package let evidence: [String]
    /// What must be renewed by somebody, sorted by kind and subject; what every use renews is left
    /// out, since each run would see another day.
    package let expiries: [Expiry]
  }

  package struct Finding: Hashable, Sendable {
    package let check: String
    package let rule: String
    package let severity: Severity
    package let fingerprint: String
    /// Path or address without a query, which could hold a token; empty where there is neither.
    package let place: String
    /// The last day of the exception that covers it.
    package let waivedUntil: CalendarDate?
  }

  package let control: String
  package let title: String
  package let kind: Control.Kind
  package let severity: Severity
  package let verdict: ControlVerdict
  /// The published sentence with its parameters put in.
  package let statement: String
  /// Sorted by name.
  package let parameters: [Parameter]
  package let reasons: [String]
  package let checks: [Check]
  /// Sorted by fingerprint.
  package let findings: [Finding]

  /// SHA-256 of the published sentence.
  package var statementDigest: String { Digest.sha256(statement) }

  /// Whether the other says the same of the control: its state, its sentence, its parameters.
  ///
  /// A state that began under another sentence is not the state of this one.
  package func isSameState(as other: ControlState) -> Bool {
    verdict == other.verdict && kind == other.kind && parameters == other.parameters
      && statement.utf8.elementsEqual(other.statement.utf8)
  }
}

extension ControlState {
  init(_ item: ControlAssessment) {
    let control = item.control
    self.init(
      control: control.id, title: control.title, kind: control.kind, severity: control.severity,
      verdict: item.verdict, statement: control.statement, parameters: control.parameters,
      reasons: item.reasons, checks: item.checks.map(Check.init),
      findings: item.findings.map(Finding.init).sorted {
        ($0.fingerprint, $0.place) < ($1.fingerprint, $1.place)
      })
  }
}

extension ControlState.Check {
  init(_ check: CheckAssessment) {
    let result = check.result
    self.init(
      name: check.name, version: check.version, verdict: result.verdict.word,
      validUntil: result.validUntil, evidence: Set(result.evidence.compactMap(\.digest)).sorted(),
      expiries: result.expiries.filter { !$0.kind.isRenewedByUse }.sorted {
        ($0.kind.rawValue, $0.subject) < ($1.kind.rawValue, $1.subject)
      })
  }
}

extension ControlState.Finding {
  init(_ finding: Model.Finding) {
    let address = finding.location.url?.prefix { $0 != "?" && $0 != "#" }
    self.init(
      check: finding.check, rule: finding.rule, severity: finding.severity,
      fingerprint: finding.fingerprint,
      place: finding.location.path ?? address.map(String.init) ?? "",
      waivedUntil: finding.waiver?.until)
  }
}
