import FoundationEssentials
import Glibc
import Model

/// A folder for this process alone, for programs that want files; gone with its last reference.
final class ScratchFolder {
  let path: String

  init(holding files: [String: [UInt8]]) throws(Unavailable) {
    var template = Array("/tmp/avouch-XXXXXX".utf8CString)
    // Sound: mkdtemp writes within the terminated template, and makes the folder for its owner alone.
    guard let made = unsafe mkdtemp(&template) else {
      throw Unavailable("no temporary folder could be made (system error \(errno))")
    }
    path = unsafe String(cString: made)
    for (name, bytes) in files {
      do {
        try Data(bytes).write(to: URL(filePath: path + "/" + name))
      } catch {
        throw Unavailable("no temporary file could be written")
      }
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
