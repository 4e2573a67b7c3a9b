import FoundationEssentials
import Model
import StructuredData

/// One file of the control language: where it is and how messages call it.
struct PolicyFile {
  /// Far above any posture; a file past it is not one.
  static let largest = 16 << 20

  /// The path below the posture's folder, or below the shipped files.
  let path: String
  /// The size of a regular file that was looked at a moment ago.
  var knownSize: Int?

  /// The single document of a file on disk; `path` starts from the folder.
  ///
  /// An empty file's message says what was expected.
  func document(in folder: String, expecting expected: String) throws(Diagnostics) -> Node {
    try document(of: bytes(at: folder + "/" + path), expecting: expected)
  }

  /// The single document of bytes that were read before.
  func document(of bytes: [UInt8], expecting expected: String) throws(Diagnostics) -> Node {
    guard bytes.count <= Self.largest else { throw failure(Self.tooLarge(bytes.count)) }
    if let offset = bytes.firstIndex(of: 0) {
      throw failure("is a binary file: byte \(offset) is NUL; expected \(expected)")
    }
    let documents = try StructuredParser.parse(bytes, as: .yaml, path: path)
    guard let document = documents.first else { throw failure("is empty: expected \(expected)") }
    if documents.count == 1, document.isNull { throw failure("is empty: expected \(expected)") }
    guard documents.count == 1 else {
      let second = documents.dropFirst().first?.span ?? .start
      throw failure("holds \(documents.count) YAML documents: expected one", at: second)
    }
    return document
  }

  /// The bytes of a regular file that no symbolic link hides.
  private func bytes(at absolute: String) throws(Diagnostics) -> [UInt8] {
    switch knownSize.map({ .file(size: $0) }) ?? FileKind.ofFile(at: absolute) {
    case .missing: throw failure("no such file")
    case .folder: throw failure("is a folder: expected a file")
    case .other: throw failure("is not a regular file")
    case .unreadable(let reason): throw failure("cannot be read: \(reason)")
    case .file(let size) where size > Self.largest: throw failure(Self.tooLarge(size))
    case .file: break
    }
    guard let data = FileManager.default.contents(atPath: absolute) else {
      throw failure("cannot be read: permission denied")
    }
    return Array(data)
  }

  func failure(_ message: String, at span: TextSpan = .start) -> Diagnostics {
    Diagnostics([Diagnostic(message, at: Location(path: path, span: span))])
  }

  private static func tooLarge(_ size: Int) -> String {
    "is too large: \(ByteSize(bytes: size).description), the limit is "
      + ByteSize(bytes: largest).description
  }
}
