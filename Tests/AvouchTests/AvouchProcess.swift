import Foundation
import TestSupport

/// Runs the built command as a user does, and keeps what it printed.
struct AvouchProcess {
  let status: Int32
  let output: String
  let errors: String
  let seconds: Double

  /// The command that was built with these tests.
  static let path: String =
    ProcessInfo.processInfo.environment["AVOUCH_BINARY"]
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: ".build/debug/avouch").path

  /// The folder of this package.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Runs the command in a temporary folder, which stays until it has ended.
  static func run(
    _ arguments: String..., in folder: TemporaryFolder, environment: [String: String] = [:],
    launcher: [String] = [], path: String = path
  ) throws -> AvouchProcess {
    try withExtendedLifetime(folder) {
      try run(
        arguments, in: folder.path, environment: environment, launcher: launcher, path: path)
    }
  }

  static func run(
    _ arguments: String..., in folder: String, environment: [String: String] = [:],
    path: String = path
  ) throws -> AvouchProcess {
    try run(arguments, in: folder, environment: environment, launcher: [], path: path)
  }

  /// Runs the command where nothing of it depends on the folder, unless one is named.
  static func run(
    _ arguments: [String], in folder: String = "/", environment: [String: String] = [:],
    launcher: [String] = [], path: String = path
  ) throws -> AvouchProcess {
    let words = launcher + [path] + arguments
    let process = Process()
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    process.currentDirectoryURL = URL(filePath: folder)
    var surroundings = ProcessInfo.processInfo.environment
    // What the machine's own pipeline sets must not change what is expected here.
    for name in ["CI", "NO_COLOR", "SOURCE_DATE_EPOCH", "GITHUB_STEP_SUMMARY"] {
      surroundings[name] = nil
    }
    // What is kept from one run to the next must not be kept among the developer's own.
    surroundings["XDG_CACHE_HOME"] = repository + "/.build/cache-of-tests"
    process.environment = surroundings.merging(environment) { $1 }
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    let start = ContinuousClock.now
    try process.run()
    // Both pipes are emptied side by side, so that neither can fill up and stop the command.
    let reader = PipeReader(errors.fileHandleForReading)
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complained = reader.wait()
    process.waitUntilExit()
    let taken = ContinuousClock.now - start
    return AvouchProcess(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self),
      seconds: Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18)
  }
}

/// Reads a pipe to its end on a thread of its own.
final class PipeReader: @unchecked Sendable {
  // Written by the thread before the semaphore is signalled and read after it.
  private var data = Data()
  private let done = DispatchSemaphore(value: 0)

  init(_ handle: FileHandle) {
    Thread.detachNewThread { [self] in
      data = handle.readDataToEndOfFile()
      done.signal()
    }
  }

  func wait() -> Data {
    done.wait()
    return data
  }
}
