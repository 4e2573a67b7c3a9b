/// Asks a live PostgreSQL server how it is configured and who is connected how.
package struct DatabaseServerRequest: ObservationRequest {
  package typealias Facts = DatabaseServer

  package let database: DatabaseTarget

  package init(database: DatabaseTarget) { self.database = database }

  package var subject: String { "the server of \(database.label)" }

  package var place: String { database.label }
}

/// How a server is configured.
package struct DatabaseServer: Sendable {
  /// One value in force (`pg_settings`).
  package struct Setting: Hashable, Sendable {
    package let name: String
    package let value: String
    /// Where it comes from: `default`, `configuration file`, `database`.
    package let source: String
    /// The file and line, which only some roles may see.
    package let file: String?
    package let line: Int?
    /// Whether a file says something else that waits for a restart.
    package let isPendingRestart: Bool

    package init(
      name: String, value: String, source: String, file: String?, line: Int?,
      isPendingRestart: Bool
    ) {
      self.name = name
      self.value = value
      self.source = source
      self.file = file
      self.line = line
      self.isPendingRestart = isPendingRestart
    }
  }

  /// One encrypted or plain connection.
  package struct Session: Hashable, Sendable {
    package let user: String
    package let isLocal: Bool
    /// Nil where the connection is not encrypted.
    package let protocolVersion: String?

    package init(user: String, isLocal: Bool, protocolVersion: String?) {
      self.user = user
      self.isLocal = isLocal
      self.protocolVersion = protocolVersion
    }
  }

  package let version: String
  package let settings: [String: Setting]
  /// Values that files of the server set, in order; the last of a name counts.
  package let fileSettings: Result<[HostBasedAccess.FileSetting], Unavailable>
  package let hostRules: Result<[HostBasedAccess.Rule], Unavailable>
  package let sessions: Result<[Session], Unavailable>
  /// Names of roles whose password is kept as MD5, which only a superuser may see.
  package let weakPasswords: Result<[String], Unavailable>

  package init(
    version: String, settings: [String: Setting],
    fileSettings: Result<[HostBasedAccess.FileSetting], Unavailable>,
    hostRules: Result<[HostBasedAccess.Rule], Unavailable>,
    sessions: Result<[Session], Unavailable>, weakPasswords: Result<[String], Unavailable>
  ) {
    self.version = version
    self.settings = settings
    self.fileSettings = fileSettings
    self.hostRules = hostRules
    self.sessions = sessions
    self.weakPasswords = weakPasswords
  }
}

/// The lines of `pg_hba.conf` and of `postgresql.conf`.
package enum HostBasedAccess {
  /// Who may connect from where and how (PostgreSQL documentation, section 21.1).
  package struct Rule: Hashable, Sendable {
    /// `local`, `host`, `hostssl`, `hostnossl`, `hostgssenc`, `hostnogssenc`.
    package let type: String
    package let databases: [String]
    package let users: [String]
    package let address: String?
    package let method: String
    /// Why the server does not take the line.
    package let error: String?
    package let location: Location

    package init(
      type: String, databases: [String], users: [String], address: String?, method: String,
      error: String?, location: Location
    ) {
      self.type = type
      self.databases = databases
      self.users = users
      self.address = address
      self.method = method
      self.error = error
      self.location = location
    }
  }

  package struct FileSetting: Hashable, Sendable {
    package let name: String
    package let value: String
    package let isApplied: Bool
    package let location: Location

    package init(name: String, value: String, isApplied: Bool, location: Location) {
      self.name = name
      self.value = value
      self.isApplied = isApplied
      self.location = location
    }
  }
}

/// Asks for the server's own configuration files where they lie in a folder.
package struct ServerFilesRequest: ObservationRequest {
  package typealias Facts = ServerFiles

  package let folder: String
  package let patterns: [String]

  package init(folder: String, patterns: [String]) {
    self.folder = folder
    self.patterns = patterns
  }

  package var subject: String { patterns.joined(separator: ", ") }
}

/// What the files say.
package struct ServerFiles: Sendable {
  package var settings: [HostBasedAccess.FileSetting]
  package var hostRules: [HostBasedAccess.Rule]
  package var hasHostRules: Bool
  package var gaps: [SchemaGap]
  package var digests: [String: String]

  package init(
    settings: [HostBasedAccess.FileSetting] = [], hostRules: [HostBasedAccess.Rule] = [],
    hasHostRules: Bool = false, gaps: [SchemaGap] = [], digests: [String: String] = [:]
  ) {
    self.settings = settings
    self.hostRules = hostRules
    self.hasHostRules = hasHostRules
    self.gaps = gaps
    self.digests = digests
  }
}
