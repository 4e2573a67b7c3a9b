import Model
import Systems

/// Reads how a server is configured, as far as the role may see it.
struct LiveServerReader {
  private static let settings = """
    SELECT name, setting, source, sourcefile, sourceline, pending_restart FROM pg_settings
    """
  private static let fileSettings = """
    SELECT name, setting, applied, sourcefile, sourceline FROM pg_file_settings
    WHERE name IS NOT NULL ORDER BY seqno
    """
  private static let hostRules = """
    SELECT type, array_to_string(database, chr(31)), array_to_string(user_name, chr(31)),
      address, auth_method, error, line_number FROM pg_hba_file_rules ORDER BY line_number
    """
  private static let sessions = """
    SELECT a.usename, a.client_addr IS NULL, s.ssl, s.version
    FROM pg_stat_activity a JOIN pg_stat_ssl s ON s.pid = a.pid
    WHERE a.backend_type = 'client backend' AND a.pid <> pg_backend_pid()
    """
  /// Whether the role sees the sessions of others.
  private static let seesSessions = """
    SELECT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')
      OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
    """
  private static let weakPasswords = """
    SELECT rolname FROM pg_authid WHERE rolpassword LIKE 'md5%' ORDER BY 1
    """

  let connection: PostgreSQLConnection
  let label: String

  func read() throws(PostgreSQLError) -> DatabaseServer {
    let version = try connection.rows("SHOW server_version").rows.first?.text(0) ?? ""
    var settings: [String: DatabaseServer.Setting] = [:]
    for row in try connection.rows(Self.settings).rows {
      guard let name = row.text(0) else { continue }
      settings[name] = DatabaseServer.Setting(
        name: name, value: row.text(1) ?? "", source: row.text(2) ?? "", file: row.text(3),
        line: row.text(4).flatMap { Int($0) }, isPendingRestart: row.isTrue(5))
    }
    return DatabaseServer(
      version: version, settings: settings,
      fileSettings: try allowed(Self.fileSettings, "pg_file_settings") { row in
        guard let name = row.text(0) else { return nil }
        return HostBasedAccess.FileSetting(
          name: name, value: row.text(1) ?? "", isApplied: row.isTrue(2),
          location: place(row.text(3), row.text(4)))
      },
      hostRules: try allowed(Self.hostRules, "pg_hba_file_rules") { row in
        HostBasedAccess.Rule(
          type: row.text(0) ?? "", databases: Self.list(row.text(1)),
          users: Self.list(row.text(2)), address: row.text(3), method: row.text(4) ?? "",
          error: row.text(5), location: place("pg_hba.conf", row.text(6)))
      }, sessions: try currentSessions(),
      weakPasswords: try allowed(Self.weakPasswords, "pg_authid") { $0.text(0) })
  }

  private static func list(_ text: String?) -> [String] {
    (text ?? "").split(separator: "\u{1F}").map(String.init)
  }

  private func place(_ file: String?, _ line: String?) -> Location {
    Location(url: "\(label)#\(file ?? "setting")" + (line.map { ":\($0)" } ?? ""))
  }

  private func currentSessions() throws(PostgreSQLError) -> Result<
    [DatabaseServer.Session], Unavailable
  > {
    guard try connection.rows(Self.seesSessions).rows.first?.isTrue(0) == true else {
      return .failure(
        Unavailable(
          "the role may not see the sessions of others (it needs pg_read_all_stats or pg_monitor)"))
    }
    return try allowed(Self.sessions, "pg_stat_ssl") { row in
      DatabaseServer.Session(
        user: row.text(0) ?? "", isLocal: row.isTrue(1),
        protocolVersion: row.isTrue(2) ? row.text(3) : nil)
    }
  }

  private func allowed<Value>(
    _ query: String, _ what: String, _ value: ([String?]) -> Value?
  ) throws(PostgreSQLError) -> Result<[Value], Unavailable> {
    switch try connection.rowsIfAllowed(query) {
    case .success(let answer): return .success(answer.rows.compactMap(value))
    case .failure(let error):
      return .failure(Unavailable("the role may not read \(what): \(error.words)"))
    }
  }
}
