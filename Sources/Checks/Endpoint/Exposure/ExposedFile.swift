import Model

/// A file that servers give away by mistake, and how its content is told from a page that answers
/// every address.
struct ExposedFile: Sendable {
  /// Identifier that waivers rely on.
  let rule: String
  let path: String
  let what: String
  /// Whether the first bytes of a body are of that file.
  let isContent: @Sendable ([UInt8]) -> Bool

  /// Twelve at most: a check is no scan.
  static let all: [ExposedFile] = [
    ExposedFile("git-head", "/.git/HEAD", "the repository's history") { body in
      let text = text(body).trimmingWhitespace
      return text.hasPrefix("ref: refs/")
    },
    ExposedFile("git-config", "/.git/config", "the repository's configuration") {
      text($0).contains("[core]")
    },
    ExposedFile("env-file", "/.env", "the environment with its secrets", isEnvironment),
    ExposedFile("svn", "/.svn/wc.db", "the working copy's database") {
      $0.starts(with: Array("SQLite format 3\0".utf8))
    },
    ExposedFile("ds-store", "/.DS_Store", "the names of the folder's files") {
      $0.starts(with: [0, 0, 0, 1, 0x42, 0x75, 0x64, 0x31])
    },
    ExposedFile("server-status", "/server-status", "the requests of all visitors") {
      text($0).contains("Apache Server Status for") || text($0).contains("Scoreboard: ")
    },
    ExposedFile("actuator", "/actuator/env", "the application's settings") {
      text($0).contains("\"propertySources\"")
    },
    ExposedFile("phpinfo", "/phpinfo.php", "the runtime's settings") {
      text($0).contains("<title>phpinfo()</title>") || text($0).contains("PHP Version =>")
    },
    ExposedFile("wordpress-backup", "/wp-config.php.bak", "the database's password") {
      text($0).contains("DB_PASSWORD")
    },
    ExposedFile("database-dump", "/backup.sql", "a dump of the database") { body in
      let text = text(body)
      return ["-- PostgreSQL database dump", "-- MySQL dump", "-- MariaDB dump", "CREATE TABLE "]
        .contains { text.contains($0) }
    },
    ExposedFile("profiler", "/debug/pprof/", "the profiler of the process") {
      text($0).contains("Types of profiles available")
    },
    ExposedFile("aws-credentials", "/.aws/credentials", "keys of the cloud account") {
      text($0).contains("aws_access_key_id")
    },
  ]

  private init(
    _ rule: String, _ path: String, _ what: String,
    _ isContent: @escaping @Sendable ([UInt8]) -> Bool
  ) {
    self.rule = rule
    self.path = path
    self.what = what
    self.isContent = isContent
  }

  /// The first 16 KiB, which decide.
  private static func text(_ body: [UInt8]) -> String {
    String(decoding: body.prefix(16 << 10), as: UTF8.self)
  }

  /// Lines of `NAME=value` and nothing that an environment file has not.
  private static func isEnvironment(_ body: [UInt8]) -> Bool {
    let lines = text(body).split(whereSeparator: \.isNewline).prefix(50)
      .map { String($0).trimmingWhitespace }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    guard !lines.isEmpty, !lines.contains(where: { $0.hasPrefix("<") }) else { return false }
    let assignments = lines.filter { line in
      let bare = line.hasPrefix("export ") ? line.dropFirst(7) : line[...]
      let name = bare.prefix { $0 != "=" }
      return name.count < bare.count && !name.isEmpty
        && name.utf8.allSatisfy {
          (0x41...0x5A).contains($0 & 0xDF) || (0x30...0x39).contains($0) || $0 == 0x5F
        }
    }
    return assignments.count * 2 > lines.count
  }
}
