import Foundation
import TestSupport

/// A repository of a test's own, made with git.
final class GitFixture: Sendable {
  let folder = TemporaryFolder()
  let path: String

  init(_ arguments: String...) throws {
    path = folder.path + "/repository"
    try Self.git(["init", "--quiet"] + arguments + [path], in: folder.path)
  }

  /// A clone of another.
  init(cloning arguments: String..., to name: String = "clone") throws {
    path = folder.path + "/" + name
    try Self.git(["clone", "--quiet", "--bare"] + arguments + [path], in: folder.path)
  }

  @discardableResult
  func git(_ arguments: String..., input: [UInt8]? = nil) throws -> String {
    try Self.git(arguments, in: path, input: input)
  }

  /// Commits versions of files, each a list of contents, with fast-import.
  func commit(_ files: [String: [[UInt8]]], branch: String) throws {
    var stream: [UInt8] = []
    var mark = 0
    let most = files.values.map(\.count).max() ?? 0
    for version in 0..<most {
      var changes = ""
      for (name, contents) in files.sorted(by: { $0.key < $1.key })
      where version < contents.count {
        mark += 1
        stream += Array("blob\nmark :\(mark)\ndata \(contents[version].count)\n".utf8)
        stream += contents[version] + [0x0A]
        changes += "M 100644 :\(mark) \(name)\n"
      }
      stream += Array(
        """
        commit refs/heads/\(branch)
        committer A <a@example.com> \(1_700_000_000 + version) +0000
        data 9
        version \(version % 10)
        \(changes)

        """.utf8)
    }
    try git(
      "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet", "--force", input: stream)
  }

  /// The names of all objects with their kinds.
  func objects() throws -> [String: String] {
    let lines = try git(
      "cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname) %(objecttype)")
    return Dictionary(
      lines.split(separator: "\n").map { line in
        let parts = line.split(separator: " ").map(String.init)
        return (parts[0], parts[1])
      }, uniquingKeysWith: { first, _ in first })
  }

  @discardableResult
  static func git(
    _ arguments: [String], in folder: String, input: [UInt8]? = nil
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/git")
    process.arguments =
      [
        "-c", "gc.auto=0", "-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main",
      ] + arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = [
      "PATH": "/usr/bin:/bin", "HOME": folder, "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com",
      "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.com", "LC_ALL": "C",
    ]
    let inputFile = NSTemporaryDirectory() + "/avouch-test-input-" + UUID().uuidString
    try Data(input ?? []).write(to: URL(filePath: inputFile))
    defer { try? FileManager.default.removeItem(atPath: inputFile) }
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: inputFile))
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw GitFailure(arguments: arguments, status: process.terminationStatus)
    }
    return String(decoding: data, as: UTF8.self)
  }
}

struct GitFailure: Error {
  let arguments: [String]
  let status: Int32
}
