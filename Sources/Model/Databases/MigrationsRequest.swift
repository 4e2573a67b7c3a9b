/// Asks what the SQL files of a folder leave behind when they are run in order.
package struct MigrationsRequest: ObservationRequest {
  package typealias Facts = DatabaseSchema

  /// A host of databases that sets up roles and schemas before the first migration.
  package enum Platform: String, CaseIterable, Hashable, Sendable {
    case supabase
  }

  /// Absolute path of the folder the patterns start from.
  package let folder: String
  /// Which files are read; those of an earlier pattern come first.
  package let patterns: [String]
  /// The role that runs the files; nil when it is not known.
  package let migrationRole: String?
  /// Major version of the server.
  package let serverVersion: Int
  package let platform: Platform?

  package init(
    folder: String, patterns: [String], migrationRole: String? = nil, serverVersion: Int = 15,
    platform: Platform? = nil
  ) {
    self.folder = folder
    self.patterns = patterns
    self.migrationRole = migrationRole
    self.serverVersion = serverVersion
    self.platform = platform
  }

  package var subject: String { patterns.joined(separator: ", ") }
}
