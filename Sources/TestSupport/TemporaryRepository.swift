import Foundation

/// A git repository of a test's own, made by the real `git` with fixed people and dates.
package final class TemporaryRepository {
  package let folder: TemporaryFolder
  /// Absolute path of the work tree.
  package let path: String
  /// Commits count minutes from the start of 2026, so that each has a date of its own.
  private var clock = 1_767_225_600

  package init(arguments: [String] = []) throws {
    folder = TemporaryFolder()
    path = try folder.makeFolder("repository")
    try git(["init", "-q", "-b", "main"] + arguments)
  }

  /// A copy of a work tree with its history; the next commit is dated a minute after a moment.
  package init(copying source: String, seconds: Int) throws {
    folder = TemporaryFolder()
    path = folder.path + "/repository"
    clock = seconds
    try FileManager.default.copyItem(atPath: source, toPath: path)
  }

  /// Dates the next commit a minute after a moment.
  package func moveClock(toSeconds seconds: Int) { clock = seconds }

  /// Runs git in the work tree.
  ///
  /// - Returns: What it printed, without the last line break.
  @discardableResult
  package func git(_ arguments: [String], in place: String? = nil) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(filePath: place ?? path)
    process.environment = environment
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw GitFailed(
        arguments: arguments, message: String(decoding: complaint, as: UTF8.self))
    }
    return String(decoding: printed, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// Writes files, or removes those that are nil, and commits everything.
  ///
  /// - Returns: The new commit.
  @discardableResult
  package func commit(_ files: [String: String?], _ message: String = "change") throws -> String {
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      if let text {
        try folder.write("repository/" + name, text)
      } else {
        try FileManager.default.removeItem(atPath: path + "/" + name)
      }
    }
    try git(["add", "-A"])
    clock += 60
    try git(["commit", "-q", "--allow-empty", "-m", message])
    return try git(["rev-parse", "HEAD"])
  }

  /// The seconds of the last commit's date.
  package var lastCommitSeconds: Int { clock }

  private var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path,
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C",
      "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@acme.test",
      "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@acme.test",
      "GIT_AUTHOR_DATE": "\(clock) +0000", "GIT_COMMITTER_DATE": "\(clock) +0000",
    ]
  }
}

package struct GitFailed: Error {
  package let arguments: [String]
  package let message: String
}
