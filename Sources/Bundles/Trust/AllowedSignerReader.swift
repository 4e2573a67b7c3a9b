import Model

/// Reads one line of a list of allowed signers.
struct AllowedSignerReader {
  private static let knownOptions = ["cert-authority", "namespaces", "valid-after", "valid-before"]

  private let number: Int
  private var rest: Substring.UTF8View

  init(_ line: String, number: Int) {
    self.number = number
    rest = line.utf8[...]
  }

  /// The signer; nil for an empty line, a comment, or a key of another kind.
  mutating func signer() throws(Malformed) -> AllowedSigner? {
    skipSpace()
    guard let first = rest.first, first != UInt8(ascii: "#") else { return nil }
    let principals = try principals()
    var options: [String: String] = [:]
    if !startsWithKey {
      options = try Self.options(in: try word())
    }
    let type = try word()
    let blob = try word()
    guard Self.isKeyType(type) else {
      throw Malformed("expected a type of key, but found \(ShownText.quoted(type))")
    }
    guard type == PublicKey.algorithm else { return nil }
    let key: PublicKey
    do throws(Malformed) { key = try PublicKey(line: type + " " + blob) } catch {
      throw Malformed("this line \(error.reason)")
    }
    return AllowedSigner(
      principals: NamePattern(text: principals),
      namespaces: options["namespaces"].map { NamePattern(text: $0) },
      validAfter: try Self.time(options, "valid-after"),
      validBefore: try Self.time(options, "valid-before"),
      isAuthority: options["cert-authority"] != nil, key: key, line: number)
  }

  private mutating func principals() throws(Malformed) -> String {
    guard rest.first == UInt8(ascii: "\"") else { return try word() }
    rest = rest.dropFirst()
    let text = rest.prefix { $0 != UInt8(ascii: "\"") }
    rest = rest.dropFirst(text.count)
    guard !text.isEmpty, rest.popFirst() != nil else {
      throw Malformed("the quoted names at the start of the line do not end")
    }
    skipSpace()
    return String(Substring(text))
  }

  private var startsWithKey: Bool {
    let word = rest.prefix { $0 != 0x20 && $0 != 0x09 }
    return Self.isKeyType(String(Substring(word)))
  }

  private static func isKeyType(_ word: String) -> Bool {
    ["ssh-", "ecdsa-", "sk-"].contains { word.hasPrefix($0) } && !word.contains("=")
  }

  /// Everything up to a space that stands outside quotation marks.
  private mutating func word() throws(Malformed) -> String {
    var isQuoted = false
    let text = rest.prefix { byte in
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      return isQuoted || !Self.isSpace(byte)
    }
    guard !text.isEmpty else {
      throw Malformed("expected NAMES [OPTIONS] TYPE KEY, but the line ends early")
    }
    guard !isQuoted else { throw Malformed("a quotation mark has no partner") }
    rest = rest.dropFirst(text.count)
    skipSpace()
    return String(Substring(text))
  }

  private mutating func skipSpace() { rest = rest.drop(while: Self.isSpace) }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }

  private static func options(in text: String) throws(Malformed) -> [String: String] {
    var options: [String: String] = [:]
    var isQuoted = false
    let parts = text.split(omittingEmptySubsequences: false) { character in
      if character == "\"" { isQuoted.toggle() }
      return character == "," && !isQuoted
    }
    for part in parts {
      let name = part.prefix { $0 != "=" }.lowercased()
      guard knownOptions.contains(name) else {
        let nearest = NearestName.find(name, among: knownOptions)
        throw Malformed(
          "unknown option \(ShownText.quoted(name))"
            + (nearest.map { "; did you mean \"\($0)\"?" }
              ?? ": expected one of \(knownOptions.joined(separator: ", "))"))
      }
      var value = part.dropFirst(name.count)
      if name == "cert-authority" {
        guard value.isEmpty else { throw Malformed("cert-authority takes no value") }
      } else {
        guard value.count > 3, value.hasPrefix("=\""), value.hasSuffix("\"") else {
          throw Malformed("\(name) needs a value in quotation marks")
        }
        value = value.dropFirst(2).dropLast()
      }
      guard options.updateValue(String(value), forKey: name) == nil else {
        throw Malformed("\(name) is given twice")
      }
    }
    return options
  }

  /// Reads `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, with or without `Z`; all are UTC here, so
  /// that the same list means the same everywhere.
  private static func time(
    _ options: [String: String], _ name: String
  ) throws(Malformed) -> Instant? {
    guard let text = options[name] else { return nil }
    var digits = Array(text.utf8)
    if digits.last == UInt8(ascii: "Z") || digits.last == UInt8(ascii: "z") { digits.removeLast() }
    guard [8, 12, 14].contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { throw Malformed("\(name) is YYYYMMDD[HHMM[SS]][Z], not \(ShownText.quoted(text))") }
    digits += Array("000000".utf8.prefix(14 - digits.count))
    let pairs = stride(from: 0, to: 14, by: 2).map {
      String(decoding: digits[$0..<$0 + 2], as: UTF8.self)
    }
    let instant = Instant(
      "\(pairs[0])\(pairs[1])-\(pairs[2])-\(pairs[3])T\(pairs[4]):\(pairs[5]):\(pairs[6])Z")
    guard let instant else { throw Malformed("\(name) is no day or time: \(text)") }
    return instant
  }
}
