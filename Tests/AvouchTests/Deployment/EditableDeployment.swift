import Foundation
import TestSupport
import Testing

/// A deployment whose repository a test may break.
protocol EditableDeployment {
  var repository: TemporaryRepository { get }
}

extension EditableDeployment {
  func text(of path: String) throws -> String {
    try String(contentsOfFile: repository.path + "/" + path, encoding: .utf8)
  }

  func write(_ path: String, _ text: String) throws {
    try repository.folder.write("repository/" + path, text)
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: repository.path + "/" + path)
  }

  /// Puts a link in the place of a file, which goes beside the repository.
  func moveOut(_ path: String) throws {
    let outside = repository.folder.path + "/outside"
    try FileManager.default.moveItem(atPath: repository.path + "/" + path, toPath: outside)
    try repository.folder.link("repository/" + path, to: outside)
  }

  func append(_ text: String, to path: String) throws {
    try write(path, try self.text(of: path) + text)
  }

  /// Replaces a text that stands in a file exactly once.
  func edit(_ path: String, _ old: String, to new: String) throws {
    let text = try text(of: path)
    try #require(text.ranges(of: old).count == 1, "\(old) must stand once in \(path)")
    try write(path, text.replacing(old, with: new))
  }
}
