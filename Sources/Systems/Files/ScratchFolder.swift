import FoundationEssentials
import Glibc
import Model

/// A folder that only this user can enter, removed with the last reference.
final class ScratchFolder {
  let path: String

  /// Makes the folder in another one.
  init(in parent: String) throws(Unavailable) {
    var template = Array("\(parent)/avouch-XXXXXX".utf8CString)
    // Sound: mkdtemp writes only the six letters of the terminated text that it is given.
    guard unsafe mkdtemp(&template) != nil else {
      throw Unavailable(
        "no temporary folder can be made in \(parent) (\(SystemError(number: errno).words))")
    }
    path = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Makes the folder with files in it.
  convenience init(in parent: String, holding files: [String: [UInt8]]) throws(Unavailable) {
    try self.init(in: parent)
    for (name, bytes) in files {
      do {
        try Data(bytes).write(to: URL(filePath: path + "/" + name))
      } catch {
        throw Unavailable("no temporary file can be written in \(parent)")
      }
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
