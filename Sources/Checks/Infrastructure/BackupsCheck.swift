import Model

/// Judges whether databases and their like are backed up, for how long and where.
package struct BackupsCheck: InfrastructureCheck {
  static let quality = "backed up as asked"

  static let roles: [InfrastructureRole] = [
    .database, .databaseCluster, .keyValueTable, .warehouse, .cache, .fileSystem, .backupPlan,
    .backupVault, .objectStore,
  ]

  private static let usual: [InfrastructureRole] = [
    .database, .databaseCluster, .keyValueTable, .backupPlan,
  ]

  let scope: InfrastructureScope
  let requirements: [Requirement]

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    let versioning = arguments.boolean("versioning") ?? false
    scope = InfrastructureScope(arguments, roles: Self.usual + (versioning ? [.objectStore] : []))
    let span = arguments.duration("retention") ?? .seconds(86_400)
    guard let seconds = span.fixedSeconds else {
      throw Diagnostics([
        Diagnostic(
          "`retention` is counted in days, not in business days",
          at: arguments.location(of: "retention"))
      ])
    }
    let days = max(1, (seconds + 86_399) / 86_400)
    func asked(_ name: String) -> Bool { arguments.boolean(name) ?? false }
    var requirements = [
      Requirement(
        "retention", .backupDays, .atLeast(days: days),
        problem: "does not keep backups long enough",
        fix: "Keep automatic backups for \(days) days, or add it to a backup plan that does.")
    ]
    if asked("point-in-time") {
      requirements.append(
        Requirement(
          "no-point-in-time", .pointInTime, .is(true),
          problem: "cannot be restored to a point in time",
          fix: "Switch recovery to a point in time on."))
    }
    if asked("other-region") {
      requirements.append(
        Requirement(
          "one-region", .otherRegion, .is(true), problem: "has no backup in another region",
          fix: "Copy backups to another region."))
    }
    if asked("scheduled") {
      requirements.append(
        Requirement(
          "no-schedule", .schedule, .set, problem: "has no schedule of backups",
          fix: "Give a window or a schedule for backups."))
    }
    if asked("encrypted") {
      requirements.append(
        Requirement(
          "backup-not-encrypted", .backupEncrypted, .is(true), problem: "has backups in the clear",
          fix: "Encrypt the thing that is backed up, or its backups."))
    }
    if asked("deletion-protection") {
      requirements.append(
        Requirement(
          "no-deletion-protection", .deletionProtection, .is(true),
          problem: "can be deleted with one call", fix: "Switch deletion protection on."))
    }
    if versioning {
      requirements.append(
        Requirement(
          "no-versioning", .versioning, .is(true), problem: "keeps no versions of what it stores",
          fix: "Switch versioning on.", isNamed: true))
    }
    self.requirements = requirements
  }

  package static let definition = CheckDefinition(
    name: "backups",
    family: "configuration",
    summary: "Databases are backed up for as long, in as many places and as safely as promised.",
    passes: """
      Every database, cluster, table and backup plan keeps automatic backups for `retention`, by \
      itself or through a plan of AWS Backup that selects it, and meets what else is asked for.
      """,
    fails: """
      Backups are off or not kept long enough; no recovery to a point in time, no copy in another \
      region, no schedule, no encryption, no protection from deletion, no versions in object stores, \
      where that is asked for. `drift`: the code says one thing, the state or an export another.
      """,
    unmeasured: """
      There is nothing to judge; a value is not known; it cannot be told in which region a copy \
      lies; a file could not be read.
      """,
    fields: InfrastructureScope.fields(
      roles: roles,
      [
        Field(
          "retention", .duration, default: "1d", "The shortest time that backups are kept."),
        Field(
          "point-in-time", .boolean, default: "false",
          "Whether any moment of that time can be restored."),
        Field(
          "other-region", .boolean, default: "false",
          "Whether backups or copies lie in another region."),
        Field("scheduled", .boolean, default: "false", "Whether a schedule must be known."),
        Field("encrypted", .boolean, default: "false", "Whether backups must be encrypted."),
        Field(
          "deletion-protection", .boolean, default: "false",
          "Whether deletion must be protected against."),
        Field(
          "versioning", .boolean, default: "false",
          "Whether object stores must keep versions."),
      ]),
    example: """
      backups:
        retention: 30d
        point-in-time: true
        other-region: true
        deletion-protection: true
      """,
    sources: [
      "AWS, Backup retention period of Amazon RDS: "
        + "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/"
        + "USER_WorkingWithAutomatedBackups.BackupRetention.html",
      "NIST SP 800-34 Rev. 1, section 5.1.2: backup and recovery",
    ])
}
