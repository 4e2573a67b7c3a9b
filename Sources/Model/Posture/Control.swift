/// One promise: its sentence, how it is tested, and how it is published.
package struct Control: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// In place today.
    case control
    /// A promise about the future, with a clock.
    case commitment
    /// On the roadmap, with a date.
    case planned
    /// What is not done or not covered.
    case limitation
    /// What the customer must do.
    case customer
  }

  package enum Audience: String, CaseIterable, Sendable {
    case `public`
    case nda
    case `internal`
  }

  package let id: String
  package let title: String
  package let kind: Kind
  /// The published sentence as written, with `{parameter}` in it.
  package let statementTemplate: String
  /// The published sentence with its parameters put in.
  package let statement: String
  package let statementSpan: TextSpan?
  /// Parameter names with their values as published, sorted by name.
  package let parameters: [Parameter]
  package let severity: Severity
  package let audience: Audience
  package let owner: String?
  /// The heading it is published under; the part of the id before the first dot when not given.
  package let topic: String
  package let rationale: String?
  package let fix: String?
  package let mapsTo: [Mapping]
  package let due: CalendarDate?
  /// How long what was measured counts as proof; nil takes the posture's.
  package let proofValidity: TimeSpan?
  /// Subjects of buyers' questions that this control speaks of, as its author says.
  package let topics: [String]
  /// Topics that no questionnaire answer may claim because of this limitation.
  package let answersNo: [String]
  /// Wording rules that do not apply to this statement.
  package let allowedWording: [String]
  package let checks: [PlannedCheck]
  /// Fixtures that its author runs the checks over.
  package let tests: [ControlTest]
  /// The control's place in its file.
  package var location: Location
  /// The pack it came from, or nil for the team's own.
  package let pack: String?

  package init(
    id: String, title: String, kind: Kind = .control, statementTemplate: String = "",
    statement: String = "", statementSpan: TextSpan? = nil, parameters: [Parameter] = [],
    severity: Severity = .medium, audience: Audience = .public, owner: String? = nil,
    topic: String? = nil, rationale: String? = nil, fix: String? = nil, mapsTo: [Mapping] = [],
    due: CalendarDate? = nil, proofValidity: TimeSpan? = nil, topics: [String] = [],
    answersNo: [String] = [],
    allowedWording: [String] = [],
    checks: [PlannedCheck] = [], tests: [ControlTest] = [], location: Location = Location(),
    pack: String? = nil
  ) {
    self.id = id
    self.title = title
    self.kind = kind
    self.statementTemplate = statementTemplate
    self.statement = statement
    self.statementSpan = statementSpan
    self.parameters = parameters
    self.severity = severity
    self.audience = audience
    self.owner = owner
    self.topic = topic ?? String(id.prefix { $0 != "." })
    self.rationale = rationale
    self.fix = fix
    self.mapsTo = mapsTo
    self.due = due
    self.proofValidity = proofValidity
    self.topics = topics
    self.answersNo = answersNo
    self.allowedWording = allowedWording
    self.checks = checks
    self.tests = tests
    self.location = location
    self.pack = pack
  }
}

/// A value that a statement and its checks share.
package struct Parameter: Hashable, Sendable {
  package let name: String
  package let value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// A check as one control asks for it.
package struct PlannedCheck: Sendable {
  package let name: String
  package let check: any Check
  package let location: Location
  /// The texts of its arguments' scalars, by which wording rules tell the numbers that a check holds.
  package let values: [String]

  package init(name: String, check: any Check, location: Location, values: [String] = []) {
    self.name = name
    self.check = check
    self.location = location
    self.values = values
  }
}
