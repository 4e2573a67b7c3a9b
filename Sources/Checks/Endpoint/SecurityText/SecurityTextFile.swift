/// The fields of a security.txt (RFC 9116), with the line of each.
struct SecurityTextFile {
  struct Field {
    /// As it is written.
    let name: String
    let value: String
    let line: Int
  }

  private(set) var fields: [Field] = []
  /// Lines that are neither a field, a comment nor empty.
  private(set) var strangeLines: [Int] = []
  let isSigned: Bool
  let hasByteOrderMark: Bool

  init(_ body: [UInt8]) {
    hasByteOrderMark = body.starts(with: [0xEF, 0xBB, 0xBF])
    let text = String(decoding: hasByteOrderMark ? body.dropFirst(3) : body[...], as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    isSigned = lines.first?.hasPrefix("-----BEGIN PGP SIGNED MESSAGE-----") == true
    // A signed text is led by its own headers and an empty line, and ends where the signature begins.
    var isHead = isSigned
    for (index, line) in lines.enumerated() {
      if isHead {
        isHead = !line.isEmpty
        continue
      }
      if isSigned, line.hasPrefix("-----BEGIN PGP SIGNATURE-----") { break }
      read(isSigned && line.hasPrefix("- ") ? line.dropFirst(2) : line, number: index + 1)
    }
  }

  private mutating func read(_ line: Substring, number: Int) {
    guard !line.allSatisfy(\.isWhitespace), !line.hasPrefix("#") else { return }
    guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
      line[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    else {
      strangeLines.append(number)
      return
    }
    let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
    fields.append(
      Field(
        name: String(line[..<colon]),
        value: String(value.reversed().drop(while: \.isWhitespace).reversed()), line: number))
  }

  /// Names are compared without regard to case (section 2.3).
  func values(of name: String) -> [Field] {
    fields.filter { $0.name.lowercased() == name.lowercased() }
  }
}
