import Model

/// What is so before the first migration, as far as files cannot say.
package struct ReplayOptions: Hashable, Sendable {
  /// The role that runs the files; nil when it is not known.
  package let migrationRole: String?
  /// Major version of the server.
  package let serverVersion: Int
  /// SQL that the platform has run already, as the files of its own would say it.
  package let platform: Platform?

  package init(migrationRole: String? = nil, serverVersion: Int = 15, platform: Platform? = nil) {
    self.migrationRole = migrationRole ?? (platform == .supabase ? "postgres" : nil)
    self.serverVersion = serverVersion
    self.platform = platform
  }

  package typealias Platform = MigrationsRequest.Platform
}
