import Checks
import Model
import Systems

/// What `avouch scan configuration` holds a folder to: one control for each check that can judge
/// without being told anything, the one list that names them.
struct ConfigurationScanControls {
  /// Faults that every pipeline should be free of.
  private static let forbidden = [
    "unpinned-action", "unpinned-image", "token-permissions", "template-injection",
    "dangerous-trigger", "inherited-secrets", "hardcoded-credentials", "unsound-condition",
  ]
  private static let supabaseMigrations = "supabase/migrations/*.sql"
  private static let serverFiles = ["**/postgresql.conf", "**/pg_hba.conf"]

  let tree: FileTree
  /// Which files are read; all if empty.
  let files: [String]
  let variableFiles: [String]
  let honorsWaivers: Bool
  let validation: ValidationContext

  func all() throws(Diagnostics) -> [Control] {
    try standing + found
  }

  /// What is not applicable by itself where there is nothing of it.
  private var standing: [Control] {
    get throws(Diagnostics) {
      try [
        cloud(
          "configuration.encryption", "What is stored is encrypted", .high,
          EncryptedAtRestCheck.self),
        cloud("configuration.backups", "Databases are backed up", .medium, BackupsCheck.self),
        cloud(
          "configuration.public-access", "Nothing is open to everybody by mistake", .critical,
          PublicAccessCheck.self),
        cloud(
          "configuration.tls", "Connections are encrypted", .high,
          TLSConfigCheck.self),
        cloud(
          "configuration.identity", "Nobody may do everything", .high, IdentityCheck.self),
        cloud(
          "configuration.log-retention", "Logs are kept for a month", .low,
          LogRetentionCheck.self, ["at-least": .string("30d")]),
        cloud(
          "configuration.audit-trail", "What administrators do is recorded", .medium,
          AuditTrailCheck.self),
        cloud(
          "configuration.monitoring", "Somebody is told when something goes wrong", .low,
          MonitoringCheck.self),
        cloud(
          "configuration.containers", "Containers can do little beside their work", .medium,
          ContainersCheck.self),
      ]
    }
  }

  /// What is asked only of a folder that has files of it.
  private var found: [Control] {
    get throws(Diagnostics) {
      var controls: [Control] = []
      if has(PipelinesRequest.standardPatterns) {
        controls.append(
          try ScanControl(
            "configuration.pipelines", "Strangers cannot turn a pipeline to their own ends", .high
          ).of(
            PipelineCheck.self, ["forbid": ScanRun.list(Self.forbidden)], validation: validation))
      }
      if has([Self.supabaseMigrations]) {
        controls.append(
          try ScanControl(
            "configuration.row-level-security", "Visitors see their own rows alone", .critical
          ).of(
            RowSecurityCheck.self,
            [
              "files": ScanRun.list([Self.supabaseMigrations]), "platform": .string("supabase"),
              "roles": ScanRun.list(["anon", "authenticated"]),
              "schemas": ScanRun.list(["public"]), "minimum-subjects": .integer(0),
            ], validation: validation))
      }
      if has(Self.serverFiles) {
        controls.append(
          try ScanControl(
            "configuration.database-tls", "Databases are reached by encrypted connections alone",
            .high
          ).of(
            DatabaseTLSCheck.self,
            [
              "files": ScanRun.list(Self.serverFiles),
              "look-at": ScanRun.list(["settings", "host-rules"]),
            ], validation: validation))
      }
      return controls
    }
  }

  private func has(_ patterns: [String]) -> Bool {
    let globs = patterns.compactMap { try? GlobPattern($0) }
    let isMeant: (String) -> Bool = { path in
      files.isEmpty || files.contains { (try? GlobPattern($0))?.matches(path) ?? false }
    }
    return ((try? tree.files(matching: globs)) ?? []).contains(where: isMeant)
  }

  private func cloud<Kind: Check>(
    _ id: String, _ title: String, _ severity: Severity, _ kind: Kind.Type,
    _ own: [String: Node.Content?] = [:]
  ) throws(Diagnostics) -> Control {
    var values = own
    values["files"] = ScanRun.list(files)
    values["minimum-subjects"] = .integer(0)
    let fields = Set(Kind.definition.fields.map(\.name))
    if fields.contains("variable-files") { values["variable-files"] = ScanRun.list(variableFiles) }
    if fields.contains("honor-in-file-waivers") {
      values["honor-in-file-waivers"] = .boolean(honorsWaivers)
    }
    return try ScanControl(id, title, severity).of(kind, values, validation: validation)
  }
}
