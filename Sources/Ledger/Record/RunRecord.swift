import Model
import Systems

/// One run as the ledger keeps it: when, of what, how it ended, and the state of every control.
package struct RunRecord: Hashable, Sendable {
  static let schemaName = "avouch-run/1"

  /// A control of the run, with the digest that names what was found out about it.
  package struct Entry: Hashable, Sendable {
    package let control: String
    /// Since when every run found the control in this state.
    package let since: Instant
    /// SHA-256 of the control's state, 64 hexadecimal digits.
    package let state: String
  }

  /// Counted from 1, without a gap.
  package let number: Int
  /// The digest of the run before, which binds this one to all of them; nil for the first.
  package let after: String?
  package let assessedAt: Instant
  package let toolVersion: String
  package let organization: Organization
  /// The posture file as given.
  package let posture: String
  /// What HEAD named in the repository that holds the posture; nil when it is in none.
  package let commit: String?
  package let gate: GateDecision
  /// In the order of the posture.
  package let controls: [Entry]
}

extension RunRecord {
  /// What every record begins with, so that a chain is followed without reading all of each record:
  /// keys are sorted, and none comes before `after`.
  static func start(after digest: String?) -> String {
    let value = JSONValue.optional(digest).serialized(pretty: false)
    return "{\"after\":\(value),"
  }

  /// The record on one line with sorted keys; its SHA-256 is the digest of the run.
  var line: String { value.serialized(pretty: false) }

  private var value: JSONValue {
    .object([
      "schema": .string(Self.schemaName),
      "run": .integer(number),
      "after": .optional(after),
      "assessedAt": .string(assessedAt.description),
      "tool": .object(["name": .string("avouch"), "version": .string(toolVersion)]),
      "organization": .object([
        "name": .string(organization.name),
        "product": .optional(organization.product),
        "environment": .optional(organization.environment),
      ]),
      "posture": .string(posture),
      "commit": .optional(commit),
      "gate": .object([
        "outcome": .string(gate.outcome.rawValue),
        "deciding": .strings(gate.deciding),
        "adjustments": .strings(gate.adjustments),
      ]),
      "controls": .array(
        controls.map {
          .object([
            "control": .string($0.control),
            "since": .string($0.since.description),
            "state": .string($0.state),
          ])
        }),
    ])
  }

  /// Reads a line that `line` wrote.
  init(line: String) throws(MalformedRecord) {
    let fields = try RecordFields(line: line, schema: Self.schemaName)
    let organization = try fields.object("organization")
    let gate = try fields.object("gate")
    self.init(
      number: try fields.integer("run"), after: try fields.optionalText("after"),
      assessedAt: try fields.instant("assessedAt"),
      toolVersion: try fields.object("tool").text("version"),
      organization: Organization(
        name: try organization.text("name"), product: try organization.optionalText("product"),
        environment: try organization.optionalText("environment")),
      posture: try fields.text("posture"), commit: try fields.optionalText("commit"),
      gate: GateDecision(
        outcome: try gate.word("outcome"), deciding: try gate.texts("deciding"),
        adjustments: try gate.texts("adjustments")),
      controls: try fields.objects("controls").map { entry throws(MalformedRecord) in
        Entry(
          control: try entry.text("control"), since: try entry.instant("since"),
          state: try entry.text("state"))
      })
  }
}
