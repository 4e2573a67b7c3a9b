/// One way to test a control: a pure function from observations to a result.
///
/// A check opens no file and no connection. It names the observations it needs, and judges them when
/// the collectors have them.
package protocol Check: Sendable {
  static var definition: CheckDefinition { get }

  /// Takes arguments that already fit `definition.fields`.
  ///
  /// - Throws: `Diagnostics` with every rule that the fields alone cannot express.
  init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics)

  /// What must be observed.
  ///
  /// Equal requests of several checks are collected once.
  func requests(in context: PlanContext) -> [any ObservationRequest]

  func evaluate(_ observations: Observations, in context: EvaluationContext) -> CheckResult

  /// Globs over identifiers of the controls whose verdicts this check reads (roll-ups only).
  var rolledUpControls: [String] { get }
}

extension Check {
  package var rolledUpControls: [String] { [] }

  package var name: String { Self.definition.name }
}

/// What a check may use while its arguments are read.
package struct ValidationContext: Sendable {
  package let patterns: any PatternMatching

  package init(patterns: any PatternMatching) { self.patterns = patterns }
}

/// What a check may know when it says what it needs.
package struct PlanContext: Sendable {
  package let posture: Posture
  /// Whether checks may do more than look: send a burst of requests, or posts that must be refused.
  package let isActive: Bool
  /// Whether every part of a judgement is kept, for whoever asks why.
  package let keepsTrace: Bool

  package init(posture: Posture, isActive: Bool = false, keepsTrace: Bool = false) {
    self.posture = posture
    self.isActive = isActive
    self.keepsTrace = keepsTrace
  }

  /// The folder that a check's relative paths start from: the named target's, or the posture's own.
  ///
  /// - Throws: `Unavailable` when the target has no folder here.
  package func folder(of target: String?) throws(Unavailable) -> String {
    guard let target else { return posture.root }
    guard let declared = posture.target(named: target) else {
      throw Unavailable("target \(target) is not declared")
    }
    switch try declared.kind.get() {
    case .repository(let path), .files(let path): return path
    case .endpoint, .database: throw Unavailable("target \(target) is not a folder")
    }
  }

  /// The absolute path of a file that is named as seen from the posture's folder.
  package func path(_ file: String) -> String {
    file.hasPrefix("/") ? file : posture.root + "/" + file
  }

  /// The live database that a target names.
  ///
  /// - Throws: `Unavailable` when the target is none, or its variable is not set here.
  package func database(of target: String) throws(Unavailable) -> DatabaseTarget {
    guard let declared = posture.target(named: target) else {
      throw Unavailable("target \(target) is not declared")
    }
    guard case .database(let connection) = try declared.kind.get() else {
      throw Unavailable("target \(target) is not a database")
    }
    return DatabaseTarget(connection: connection, label: declared.label)
  }

  package func endpoint(of target: String) throws(Unavailable) -> Endpoint {
    guard let declared = posture.target(named: target) else {
      throw Unavailable("target \(target) is not declared")
    }
    guard case .endpoint(let endpoint) = try declared.kind.get() else {
      throw Unavailable("target \(target) is not a live endpoint")
    }
    return endpoint
  }
}

/// What a check may know when it judges.
package struct EvaluationContext: Sendable {
  package let plan: PlanContext
  package let control: Control
  package let now: Instant
  package let patterns: any PatternMatching
  /// Assessments of controls that come before this one in evaluation order, by identifier.
  package let assessed: [String: ControlAssessment]

  package init(
    plan: PlanContext, control: Control, now: Instant, patterns: any PatternMatching,
    assessed: [String: ControlAssessment] = [:]
  ) {
    self.plan = plan
    self.control = control
    self.now = now
    self.patterns = patterns
    self.assessed = assessed
  }
}
