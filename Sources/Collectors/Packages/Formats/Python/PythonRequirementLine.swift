import Model

/// One line of a requirements file that asks for a package.
struct PythonRequirementLine {
  private let span: TextSpan
  private let path: String
  /// The line without its options.
  private let bytes: ArraySlice<UInt8>
  private let hasDigest: Bool
  /// The first `--hash=sha256:…` of the line, without the name of the option.
  let digest: String?

  init(_ line: LogicalLine, path: String) {
    span = line.span
    self.path = path
    guard let options = Self.options(in: line.bytes) else {
      bytes = line.bytes
      hasDigest = false
      digest = nil
      return
    }
    bytes = SpaceBytes.trimmed(line.bytes[..<options.startIndex])
    let words = SpaceBytes.words(options)
    hasDigest = words.contains { $0.starts(with: "--hash".utf8) }
    digest = words.first { $0.starts(with: "--hash=".utf8) }.map {
      String(decoding: $0.dropFirst("--hash=".utf8.count), as: UTF8.self)
    }
  }

  /// What begins with the first `--` behind a space: `--hash=…` and other options of the line.
  private static func options(in line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = line
    while let dash = rest.firstIndex(of: UInt8(ascii: "-")) {
      if line[dash...].starts(with: "--".utf8), SpaceBytes.trailing(line[..<dash]) > 0 {
        return line[dash...]
      }
      rest = rest[(dash + 1)...]
    }
    return nil
  }

  /// The requirement, or nil when it is a folder of the same repository.
  func requirement() throws(Diagnostics) -> PythonRequirement? {
    guard !bytes.holds("${") || bytes.holds("://") else {
      throw failure("an environment variable stands in for what is required")
    }
    if isPlace { return try placed() }
    do throws(PatternProblem) {
      let requirement = try PythonRequirement(bytes)
      let isLocal = requirement.url.map { PythonURL($0).isLocal } ?? false
      if isLocal { return nil }
      guard hasDigest, requirement.url != nil else { return requirement }
      return PythonRequirement(
        name: requirement.name, extras: requirement.extras, url: requirement.url,
        requirement: requirement.requirement, isFixed: true)
    } catch {
      throw Diagnostics(
        error.message, path: path,
        at: TextSpan(line: span.line, column: span.column + error.offset))
    }
  }

  /// A URL or a path where the name should be.
  private func placed() throws(Diagnostics) -> PythonRequirement? {
    let address = bytes.prefix {
      $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "\t")
    }
    let url = PythonURL(String(decoding: address, as: UTF8.self))
    if url.isLocal, !url.isArchive { return nil }
    guard let named = url.named else {
      throw failure("the name of the package cannot be told from its URL; write name @ URL")
    }
    return PythonRequirement(
      name: named.name, clauses: named.version.map { ["==" + $0] } ?? [], url: url.text,
      requirement: "@ " + url.text, isFixed: url.isFixed || hasDigest)
  }

  private func failure(_ message: String) -> Diagnostics {
    Diagnostics(message, path: path, at: span)
  }

  /// Whether the line begins with a URL, a path, or an archive's name instead of a package's.
  private var isPlace: Bool {
    if bytes.first == UInt8(ascii: ".") || bytes.first == UInt8(ascii: "/") { return true }
    let scheme = bytes.prefix(while: Self.isSchemePart)
    if bytes[scheme.endIndex...].starts(with: "://".utf8) { return true }
    if PythonURL.isFile(bytes) { return true }
    var end = bytes.startIndex
    var hasSlash = false
    while end < bytes.endIndex, bytes[end] != UInt8(ascii: ";"),
      SpaceBytes.leading(bytes[end...]) == 0
    {
      switch bytes[end] {
      case UInt8(ascii: "@"), UInt8(ascii: "="), UInt8(ascii: "["): return false
      case UInt8(ascii: "/"): hasSlash = true
      default: break
      }
      end += 1
    }
    return hasSlash || PythonURL.isArchive(bytes[..<end])
  }

  /// Whether a byte may stand in a URL's scheme (RFC 3986, section 3.1), or is a `_`.
  private static func isSchemePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "+"):
      true
    default: false
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether a text stands somewhere in these bytes.
  func holds(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    var rest = self
    while let start = rest.firstIndex(of: first) {
      if rest[start...].starts(with: text.utf8) { return true }
      rest = rest[(start + 1)...]
    }
    return false
  }
}
