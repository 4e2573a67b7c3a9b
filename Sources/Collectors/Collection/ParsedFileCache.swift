import Model
import StructuredData
import Synchronization
import Systems

/// Structured files of a run, each read and parsed once however many requests match it.
package final class ParsedFileCache: Sendable {
  private struct Key: Hashable {
    let path: String
    let format: StructuredFilesRequest.Format
  }

  /// One file; whoever comes first reads it while the others wait.
  private final class Entry: Sendable {
    let file = Mutex<ParsedFile?>(nil)
  }

  private let entries = Mutex<[Key: Entry]>([:])

  package init() {}

  package func file(
    at path: String, as format: StructuredFilesRequest.Format, in tree: FileTree
  ) -> ParsedFile {
    let key = Key(path: tree.root + "/" + path, format: format)
    let entry = entries.withLock {
      if let known = $0[key] { return known }
      let entry = Entry()
      $0[key] = entry
      return entry
    }
    return entry.file.withLock {
      if let known = $0 { return known }
      let file = ParsedFile(reading: path, as: format, in: tree)
      $0 = file
      return file
    }
  }
}

/// What reading and parsing a file gave.
package struct ParsedFile: Sendable {
  /// SHA-256 of the bytes; nil when they could not be read.
  package let digest: String?
  package let documents: Result<[Node], Unavailable>

  init(reading path: String, as format: StructuredFilesRequest.Format, in tree: FileTree) {
    let bytes: [UInt8]
    do throws(Unavailable) {
      bytes = try tree.read(path)
    } catch {
      digest = nil
      documents = .failure(error)
      return
    }
    digest = Digest.sha256(bytes)
    documents = Self.result { () throws(Diagnostics) in
      try StructuredParser.parse(bytes, as: format, path: path)
    }
  }

  /// The value, or the errors of a file in one reason: the first with its place, and how many follow.
  static func result<Value>(_ parse: () throws(Diagnostics) -> Value) -> Result<Value, Unavailable>
  {
    do throws(Diagnostics) {
      return .success(try parse())
    } catch {
      guard let first = error.list.min() else {
        return .failure(Unavailable("it could not be parsed"))
      }
      let place = first.location.description
      let more = error.list.count > 1 ? " (and \(error.list.count - 1) more)" : ""
      return .failure(
        Unavailable((place.isEmpty ? "" : place + ": ") + first.message + more))
    }
  }
}
