import Foundation
import Model
import Synchronization
import Systems

/// A PostgreSQL server of the tests' own, on a socket in a temporary folder.
///
/// A shell waits on a pipe that this process holds: however the tests end, the pipe closes, and the
/// shell stops the server and removes the folder.
final class TestCluster: Sendable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static let shared = Result { try TestCluster() }

  let folder: String
  private let lifeline = Mutex<Pipe?>(nil)
  private let counter = Atomic<Int>(0)

  private init() throws {
    let versions = try FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")
      .compactMap { Int($0) }.sorted()
    guard let version = versions.last else {
      throw Failure(description: "no PostgreSQL server is installed")
    }
    let binaries = "/usr/lib/postgresql/\(version)/bin"
    folder = "/tmp/avouch-postgres-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
    let script = """
      cd "\(folder)" || exit 1
      "\(binaries)/initdb" -D data -U super -A trust -E UTF8 --locale=C --no-sync >log 2>&1 || exit 1
      printf '%s\\n' 'local all guarded scram-sha-256' 'local all all trust' >data/pg_hba.conf
      "\(binaries)/postgres" -D data -k "\(folder)" -c listen_addresses= -c fsync=off \
        -c max_connections=60 >>log 2>&1 &
      server=$!
      read -r _
      kill -QUIT $server
      wait $server
      rm -rf "\(folder)"
      """
    let process = Process()
    var words = ["/bin/sh", "-c", script]
    if getuid() == 0 {
      // A server refuses to run as root.
      try FileManager.default.setAttributes(
        [.ownerAccountName: "postgres"], ofItemAtPath: folder)
      words =
        ["/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] + words
    }
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    let pipe = Pipe()
    process.standardInput = pipe
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    lifeline.withLock { $0 = pipe }
    try process.run()
    let deadline = ContinuousClock.now + .seconds(60)
    while (try? connection()) == nil {
      guard ContinuousClock.now < deadline, process.isRunning else {
        throw Failure(description: "the server did not start; see \(folder)/log")
      }
      Thread.sleep(forTimeInterval: 0.1)
    }
  }

  func string(user: String = "super", database: String = "postgres") -> String {
    "host=\(folder) user=\(user) dbname=\(database)"
  }

  func connection(
    user: String = "super", database: String = "postgres"
  ) throws -> PostgreSQLConnection {
    try PostgreSQLConnection(string(user: user, database: database))
  }

  /// A new database, in which these statements were run by a superuser.
  func database(_ statements: String) throws -> String {
    let name = "case_\(counter.add(1, ordering: .relaxed).newValue)"
    _ = try connection().rows("CREATE DATABASE \(name)")
    try connection(database: name).run(statements)
    return name
  }
}
