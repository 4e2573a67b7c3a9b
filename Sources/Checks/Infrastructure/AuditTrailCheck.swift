import Model

/// Judges whether what is done in an account is recorded.
package struct AuditTrailCheck: InfrastructureCheck {
  static let quality = "one trail records what is asked for"
  static let needsOnlyOne = true
  static let roles: [InfrastructureRole] = [.auditTrail]

  let scope: InfrastructureScope
  let requirements: [Requirement]

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    scope = InfrastructureScope(arguments, roles: Self.roles)
    func asked(_ name: String, _ standard: Bool) -> Bool { arguments.boolean(name) ?? standard }
    var requirements = [
      Requirement(
        "off", .enabled, .is(true), problem: "does not record", fix: "Switch the trail on.")
    ]
    if asked("all-regions", true) {
      requirements.append(
        Requirement(
          "one-region", .allRegions, .is(true), problem: "does not see every region",
          fix: "Let the trail record every region."))
    }
    if asked("global-events", true) {
      requirements.append(
        Requirement(
          "no-global-events", .globalEvents, .is(true),
          problem: "leaves the events of global services out",
          fix: "Let the trail record the events of global services."))
    }
    if asked("validation", true) {
      requirements.append(
        Requirement(
          "no-validation", .validation, .is(true), problem: "has no digests of its files",
          fix: "Switch the validation of log files on."))
    }
    if asked("customer-key", false) {
      requirements.append(
        Requirement(
          "no-customer-key", .customerKey, .is(true),
          problem: "is not encrypted with a key of your own", fix: "Name a key of your own."))
    }
    if asked("forwarded", false) {
      requirements.append(
        Requirement(
          "not-forwarded", .forwarded, .is(true), problem: "does not go to a log group",
          fix: "Send the trail to a log group too."))
    }
    self.requirements = requirements
  }

  package static let definition = CheckDefinition(
    name: "audit-trail",
    family: "configuration",
    summary: "What is done in an account is recorded, everywhere and so that it cannot be changed.",
    passes: """
      At least one trail is on and meets everything that is asked of it; others may do less.
      """,
    fails: """
      No trail meets everything; each thing that one lacks is a finding. `drift`: the code says one \
      thing, the state or an export another.
      """,
    unmeasured: "There is no trail to judge, a value is not known, or a file could not be read.",
    fields: InfrastructureScope.fields(
      roles: roles,
      [
        Field("all-regions", .boolean, default: "true", "Whether it must see every region."),
        Field(
          "global-events", .boolean, default: "true",
          "Whether it must record the events of global services."),
        Field(
          "validation", .boolean, default: "true", "Whether its files must have digests."),
        Field(
          "customer-key", .boolean, default: "false",
          "Whether it must be encrypted with a key of your own."),
        Field(
          "forwarded", .boolean, default: "false", "Whether it must also go to a log group."),
      ]),
    example: """
      audit-trail:
        files: infra/**
        forwarded: true
      """,
    sources: [
      "AWS, Security best practices in AWS CloudTrail: "
        + "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html"
    ])
}
