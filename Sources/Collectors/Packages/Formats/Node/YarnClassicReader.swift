import Model

/// Reads the line format of Yarn 1: an entry at the margin, its fields below it, its lists below those.
///
/// It goes by bytes, since every sign that matters is ASCII and no part of another character.
struct YarnClassicReader {
  private struct Draft {
    let descriptors: [String]
    let span: TextSpan
    var version: String?
    var resolved: String?
    var integrity: String?
    var dependencies: [(name: String, range: String)] = []
  }

  let path: String

  func entries(_ text: ArraySlice<UInt8>) throws(Diagnostics) -> [YarnLock.Entry] {
    var entries: [YarnLock.Entry] = []
    var draft: Draft?
    var isInDependencies = false
    for (index, line) in try LogicalLines.physical(text, path: path).enumerated() {
      let content = line.drop { $0 == 0x20 }
      guard let first = content.first, first != UInt8(ascii: "#") else { continue }
      let indent = line.count - content.count
      let span = TextSpan(
        line: index + 1, column: indent + 1, endLine: index + 1,
        endColumn: indent + 1 + LogicalLines.scalarCount(content))
      switch indent {
      case 0:
        if let draft { entries.append(try entry(draft)) }
        draft = Draft(descriptors: try descriptors(content, at: span), span: span)
        isInDependencies = false
      case 2:
        let (key, value) = try pair(content, at: span)
        isInDependencies = key == "dependencies:" || key == "optionalDependencies:"
        if value == nil, key.utf8.last != UInt8(ascii: ":") { throw unexpected(span) }
        set(key, value, in: &draft)
      case 4:
        let (key, value) = try pair(content, at: span)
        guard let value, draft != nil else { throw unexpected(span) }
        if isInDependencies { draft?.dependencies.append((key, value)) }
      default: throw unexpected(span)
      }
    }
    if let draft { entries.append(try entry(draft)) }
    return entries
  }

  private func set(_ key: String, _ value: String?, in draft: inout Draft?) {
    switch key {
    case "version": draft?.version = value
    case "resolved": draft?.resolved = value
    case "integrity": draft?.integrity = value
    default: return
    }
  }

  private func entry(_ draft: Draft) throws(Diagnostics) -> YarnLock.Entry {
    guard let version = draft.version, let first = draft.descriptors.first,
      let (name, range) = YarnLock.split(first[...])
    else {
      throw Diagnostics("the entry has no name or no version", path: path, at: draft.span)
    }
    var real = name
    if range.hasPrefix("npm:"), let (aliased, _) = YarnLock.split(range.dropFirst(4)) {
      real = aliased
    }
    return YarnLock.Entry(
      descriptors: draft.descriptors, name: real, version: version, key: "\(real)@\(version)",
      isLocal: YarnLock.isLocal(range), dependencies: draft.dependencies,
      integrity: draft.integrity ?? Self.digest(ofSource: draft.resolved),
      source: draft.resolved, span: draft.span)
  }

  /// The SHA-1 that old versions put behind the address.
  private static func digest(ofSource source: String?) -> String? {
    guard let source, let sign = source.utf8.firstIndex(of: UInt8(ascii: "#")),
      source.utf8[..<sign].suffix(4).elementsEqual(".tgz".utf8)
    else { return nil }
    let fragment = source[source.utf8.index(after: sign)...]
    return PackageText.isCommit(fragment) ? "sha1:" + fragment : nil
  }

  /// Reads `a@^1, "b@>=1 <2":`.
  private func descriptors(
    _ line: ArraySlice<UInt8>, at span: TextSpan
  ) throws(Diagnostics) -> [String] {
    guard line.last == UInt8(ascii: ":") else { throw unexpected(span) }
    var found: [String] = []
    var rest = line.dropLast()
    while !rest.isEmpty {
      guard let word = Self.word(&rest, endingAt: UInt8(ascii: ",")) else {
        throw unexpected(span)
      }
      found.append(word)
      rest = rest.drop { $0 == 0x20 }
      if rest.first == UInt8(ascii: ",") {
        rest = rest.dropFirst().drop { $0 == 0x20 }
      } else if !rest.isEmpty {
        throw unexpected(span)
      }
    }
    guard !found.isEmpty else { throw unexpected(span) }
    return found
  }

  /// `key value`, each perhaps in quotes; without a value `key:` opens a list.
  private func pair(
    _ line: ArraySlice<UInt8>, at span: TextSpan
  ) throws(Diagnostics) -> (key: String, value: String?) {
    var rest = line
    guard let key = Self.word(&rest, endingAt: 0x20) else { throw unexpected(span) }
    rest = rest.drop { $0 == 0x20 }
    guard !rest.isEmpty else { return (key, nil) }
    guard let value = Self.word(&rest, endingAt: nil), rest.isEmpty else { throw unexpected(span) }
    return (key, value)
  }

  /// Takes a word off the front: up to the end byte, or up to the closing quote.
  private static func word(_ rest: inout ArraySlice<UInt8>, endingAt end: UInt8?) -> String? {
    let quote = UInt8(ascii: "\"")
    guard rest.first == quote else {
      let word = rest.prefix { $0 != end && $0 != quote }
      rest = rest[word.endIndex...]
      return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    }
    let plain = rest.dropFirst().prefix { $0 != quote && $0 != UInt8(ascii: "\\") }
    guard rest[plain.endIndex...].first != quote else {
      rest = rest[plain.endIndex...].dropFirst()
      return String(decoding: plain, as: UTF8.self)
    }
    return escapedWord(&rest)
  }

  /// Takes a word in quotes that holds escapes off the front.
  private static func escapedWord(_ rest: inout ArraySlice<UInt8>) -> String? {
    var word: [UInt8] = []
    var isEscaped = false
    for position in rest.indices.dropFirst() {
      let byte = rest[position]
      if !isEscaped, byte == UInt8(ascii: "\"") {
        rest = rest[(position + 1)...]
        return String(decoding: word, as: UTF8.self)
      }
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      if !isEscaped { word.append(byte) }
    }
    return nil
  }

  private func unexpected(_ span: TextSpan) -> Diagnostics {
    Diagnostics("this is no line of a yarn.lock", path: path, at: span)
  }
}
