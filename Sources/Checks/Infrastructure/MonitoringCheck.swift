import Model

/// Judges whether somebody is told when something goes wrong.
package struct MonitoringCheck: InfrastructureCheck {
  static let quality = "watched, and somebody is told"
  static let roles: [InfrastructureRole] = [.alarm, .detector]

  let scope: InfrastructureScope
  let requirements: [Requirement]
  let metrics: [ControlGlob]

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    scope = InfrastructureScope(arguments, roles: Self.roles)
    metrics = arguments.texts("metrics").map { ControlGlob($0) }
    requirements = [
      Requirement(
        "off", .enabled, .is(true), problem: "is switched off", fix: "Switch it on."),
      Requirement(
        "tells-nobody", .notifies, .is(true), problem: "tells nobody",
        fix: "Give it a receiver, such as a topic or a channel."),
    ]
  }

  /// Each metric that is named needs an alarm that watches it.
  func judgeWhole(_ objects: [InfrastructureObject], _ judge: inout InfrastructureJudge) {
    let alarms = objects.filter { $0.role == .alarm }
    for glob in metrics {
      let watching = alarms.filter { $0[.metric]?.text.map { glob.matches($0) } ?? false }
      if let first = watching.first {
        judge.keep("\(glob.text) is watched by \(first.address)", at: first.location)
      } else if let unclear = alarms.first(where: { $0[.metric]?.isUnknown == true }) {
        judge.note(
          "no alarm is known to watch \(glob.text); what \(unclear.address) watches is unknown")
      } else if judge.facts.gaps.isEmpty, let first = alarms.first {
        judge.add(
          Finding(
            check: Self.definition.name, rule: "not-watched",
            severity: judge.context.control.severity,
            message: "no alarm watches \(glob.text)", fix: "Add an alarm over \(glob.text).",
            location: judge.place(Location(path: first.location.path)), identity: glob.text))
      } else {
        judge.note("no alarm is known to watch \(glob.text)")
      }
    }
  }

  package static let definition = CheckDefinition(
    name: "monitoring",
    family: "configuration",
    summary: "Alarms are on and tell somebody; detectors are on.",
    passes: """
      Every alarm is on and has a receiver, every detector is on, and each metric under `metrics` is \
      watched by an alarm.
      """,
    fails: """
      An alarm or a detector is off, an alarm tells nobody, or no alarm watches a metric that is \
      named. `drift`: the code says one thing, the state or an export another.
      """,
    unmeasured: """
      There is neither an alarm nor a detector, a value is not known, or a file could not be read.
      """,
    fields: InfrastructureScope.fields(
      roles: roles,
      [
        Field(
          "metrics", .oneOrMany(.text),
          "Names or globs of metrics that must each be watched, such as CPUUtilization.")
      ]),
    example: """
      monitoring:
        files: infra/**
        metrics: [CPUUtilization, 5XXError]
      """,
    sources: [
      "NIST SP 800-53 Rev. 5, SI-4: system monitoring"
    ])
}
