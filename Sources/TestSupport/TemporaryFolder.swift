import FoundationEssentials
import Glibc

/// A folder of a test's own that disappears with its last reference.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() {
    var template = Array("/tmp/avouch-test-XXXXXX".utf8CString)
    // mkdtemp writes within the terminated template.
    guard let made = unsafe mkdtemp(&template) else {
      preconditionFailure("no temporary folder: \(errno)")
    }
    path = unsafe String(cString: made)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, making the folders it lies in, and gives its absolute path.
  @discardableResult
  package func write(_ relative: String, _ bytes: [UInt8]) throws -> String {
    let file = try prepare(relative)
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }

  @discardableResult
  package func write(_ relative: String, _ text: String) throws -> String {
    try write(relative, Array(text.utf8))
  }

  @discardableResult
  package func makeFolder(_ relative: String) throws -> String {
    let folder = path + "/" + relative
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Makes a symbolic link that holds the destination as it is given.
  package func link(_ relative: String, to destination: String) throws {
    let file = try prepare(relative)
    try FileManager.default.createSymbolicLink(
      atPath: file, withDestinationPath: destination)
  }

  private func prepare(_ relative: String) throws -> String {
    if let slash = relative.lastIndex(of: "/") {
      try makeFolder(String(relative[..<slash]))
    }
    return path + "/" + relative
  }
}
