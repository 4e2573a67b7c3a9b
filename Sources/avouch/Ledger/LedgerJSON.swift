import Ledger
import Model

/// What `avouch ledger` prints for programs.
enum LedgerJSON {
  static func log(_ runs: [LedgerRun], of count: Int, path: String) -> JSONValue {
    .object([
      "schema": .string("avouch-ledger-log/1"),
      "ledger": .string(path),
      "count": .integer(count),
      "runs": .array(runs.map(summary)),
    ])
  }

  static func history(_ history: ControlHistory) -> JSONValue {
    .object([
      "schema": .string("avouch-ledger-history/1"),
      "control": .string(history.control),
      "stretches": .array(
        history.stretches.map { stretch in
          .object([
            "first": mark(stretch.first), "last": mark(stretch.last),
            "since": .string(stretch.since.description),
            "until": .string(stretch.until.description), "runs": .integer(stretch.runs),
            "state": stretch.state.value,
          ])
        }),
    ])
  }

  static func run(_ run: LedgerRun) -> JSONValue {
    let controls = zip(run.record.controls, run.states).map { entry, state in
      JSONValue.object([
        "since": .string(entry.since.description), "digest": .string(entry.state),
        "state": state.value,
      ])
    }
    return .object([
      "schema": .string("avouch-ledger-run/1"), "run": summary(run), "controls": .array(controls),
    ])
  }

  static func comparison(_ comparison: RunComparison) -> JSONValue {
    .object([
      "schema": .string("avouch-ledger-diff/1"),
      "before": summary(comparison.before),
      "after": summary(comparison.after),
      "isEmpty": .boolean(comparison.isEmpty),
      "states": .array(
        comparison.states.map {
          .object([
            "control": .string($0.control), "title": .string($0.title),
            "before": .string($0.before.rawValue), "after": .string($0.after.rawValue),
            "reasons": .strings($0.reasons),
          ])
        }),
      "added": .array(comparison.added.map(\.value)),
      "removed": .array(comparison.removed.map(\.value)),
      "statements": .array(
        comparison.statements.map {
          .object([
            "control": .string($0.control), "before": .string($0.before),
            "after": .string($0.after),
          ])
        }),
      "parameters": .array(
        comparison.parameters.map {
          .object([
            "control": .string($0.control), "parameter": .string($0.name),
            "before": .optional($0.before), "after": .optional($0.after),
          ])
        }),
      "checks": .array(
        comparison.checks.map {
          .object([
            "control": .string($0.control), "check": .string($0.check),
            "before": .array($0.before.map { .integer($0) }),
            "after": .array($0.after.map { .integer($0) }),
          ])
        }),
      "renewals": .array(
        comparison.renewals.map {
          .object([
            "kind": .string($0.kind.rawValue), "subject": .string($0.subject),
            "before": .string($0.before.description), "after": .string($0.after.description),
            "inTime": .boolean($0.isInTime),
          ])
        }),
      "newFindings": .array(comparison.newFindings.map(finding)),
      "goneFindings": .array(comparison.goneFindings.map(finding)),
      "waivedFindings": .array(comparison.waivedFindings.map(finding)),
      "unwaivedFindings": .array(comparison.unwaivedFindings.map(finding)),
    ])
  }

  static func verification(
    _ verification: LedgerVerification, missing: String?, path: String
  ) -> JSONValue {
    .object([
      "schema": .string("avouch-ledger-verification/1"),
      "ledger": .string(path),
      "isIntact": .boolean(verification.fault == nil),
      "intactUntil": verification.intact.map { mark($0.mark) } ?? .null,
      "fault": verification.fault.map {
        .object(["run": .integer($0.run), "description": .string($0.description)])
      } ?? .null,
      "missingMark": .optional(missing),
    ])
  }

  private static func summary(_ run: LedgerRun) -> JSONValue {
    let record = run.record
    return .object([
      "run": .integer(record.number),
      "digest": .string(run.digest),
      "after": .optional(record.after),
      "assessedAt": .string(record.assessedAt.description),
      "toolVersion": .string(record.toolVersion),
      "posture": .string(record.posture),
      "commit": .optional(record.commit),
      "gate": .object([
        "outcome": .string(record.gate.outcome.rawValue),
        "deciding": .strings(record.gate.deciding),
        "adjustments": .strings(record.gate.adjustments),
      ]),
      "verdicts": .object(
        Dictionary(
          run.counts.map { ($0.verdict.rawValue, .integer($0.count)) },
          uniquingKeysWith: { first, _ in first })),
    ])
  }

  private static func mark(_ mark: LedgerMark) -> JSONValue {
    .object(["run": .integer(mark.run), "digest": .string(mark.digest)])
  }

  private static func finding(_ change: RunComparison.FindingChange) -> JSONValue {
    .object(["finding": change.finding.value, "controls": .strings(change.controls)])
  }
}
