import Foundation
import Ledger
import Model
import Systems
import TestSupport
import Testing

/// Assessments as runs of one small posture give them, and a ledger that holds some.
enum Runs {
  static let start = Instant(
    startOf: CalendarDate(year: 2026, month: 9, day: 1) ?? .init(ordinal: 0))

  /// Days after the first of September, at midnight.
  static func day(_ number: Int) -> Instant { Instant(seconds: start.seconds + number * 86_400) }

  static func item(
    _ id: String, _ verdict: ControlVerdict, statement: String = "It is so.",
    parameters: [Parameter] = [], reasons: [String] = [], findings: [Finding] = [],
    version: Int = 1, evidence: String = "observed", expiries: [Expiry] = []
  ) -> ControlAssessment {
    let check = CheckAssessment(
      name: "headers", version: version, location: Location(path: "avouch.yaml"),
      result: CheckResult(
        findings.isEmpty ? .pass : .fail, summary: "", findings: findings,
        evidence: [
          Evidence(
            observed: "SECRET-LOOKING EVIDENCE", location: Location(path: "a.txt"),
            digest: Digest.sha256(evidence), observedAt: start)
        ], expiries: expiries))
    return ControlAssessment(
      control: Control(
        id: id, title: "Title of \(id)", statement: statement, parameters: parameters),
      verdict: verdict, reasons: reasons, checks: [check], wording: [])
  }

  static func finding(_ name: String, waivedUntil: CalendarDate? = nil) -> Finding {
    Finding(
      check: "headers", rule: "missing", severity: .high, message: "\(name) is missing",
      location: Location(url: "https://example.com/\(name)?token=QUERYSECRET"), identity: name,
      fingerprint: Digest.sha256(name),
      waiver: waivedUntil.map {
        Waiver(
          control: "a", owner: "Ines", reason: "known", until: $0, location: Location())
      })
  }

  static func assessment(
    _ moment: Instant, _ controls: [ControlAssessment], outcome: GateDecision.Outcome = .holds
  ) -> Assessment {
    Assessment(
      toolVersion: "0.1.0", assessedAt: moment, organization: Organization(name: "Example"),
      posturePath: "avouch.yaml", targets: [], frameworks: [], controls: controls,
      postureFindings: [], waivers: [],
      gate: GateDecision(outcome: outcome, deciding: [], adjustments: []))
  }

  /// Records a run and gives what came of it.
  @discardableResult
  static func record(
    _ assessment: Assessment, in path: String, commit: String? = nil
  ) throws -> Assessment {
    let recording = try Ledger.recording(path).record(assessment, commit: commit)
    guard case .recorded(let recorded) = recording else {
      throw LedgerError("the run was overtaken")
    }
    return recorded
  }

  /// A ledger of five runs, one a day, in which the state of `a` changes with the third.
  static func ledger(in folder: TemporaryFolder, runs: Int = 5) throws -> String {
    let path = folder.path + "/runs.ledger"
    for number in 1...runs {
      try record(
        assessment(
          day(number), [item("a", number < 3 ? .verified : .violated), item("b", .attested)]),
        in: path, commit: String(repeating: "ab", count: 20))
    }
    return path
  }

  /// The starts of the states of an assessment.
  static func since(_ assessment: Assessment) -> [String: Instant?] {
    Dictionary(uniqueKeysWithValues: assessment.controls.map { ($0.control.id, $0.since) })
  }

  /// Every way to open a ledger.
  enum Way: CaseIterable {
    case reading, recording, verifying

    func open(_ path: String, patience: Duration = .milliseconds(50)) throws -> Ledger {
      switch self {
      case .reading: try Ledger.reading(path, patience: patience)
      case .recording: try Ledger.recording(path, patience: patience)
      case .verifying: try Ledger.verifying(path, patience: patience)
      }
    }
  }

  /// Changes a ledger behind its back.
  static func tamper(_ path: String, _ statements: String) throws {
    try SQLiteDatabase(at: path, .readWrite).execute(statements)
  }
}
