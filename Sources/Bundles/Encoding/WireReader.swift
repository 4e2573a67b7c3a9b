/// Reads the binary encoding that SSH keys, signatures and agents share (RFC 4251 section 5).
struct WireReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }
  var remaining: Int { bytes.count - offset }

  mutating func raw(_ count: Int, _ name: String) throws(Malformed) -> [UInt8] {
    guard count >= 0, count <= remaining else {
      throw Malformed("is cut short: \(name) needs \(count) bytes, \(remaining) are left")
    }
    defer { offset += count }
    return Array(bytes[offset..<offset + count])
  }

  mutating func byte(_ name: String) throws(Malformed) -> UInt8 {
    try raw(1, name).first ?? 0
  }

  mutating func number(_ name: String) throws(Malformed) -> UInt32 {
    try raw(4, name).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Bytes led by their length, which is held against what is left before anything is copied.
  mutating func string(_ name: String) throws(Malformed) -> [UInt8] {
    try raw(Int(try number("the length of \(name)")), name)
  }

  mutating func text(_ name: String) throws(Malformed) -> String {
    guard let text = String(validating: try string(name), as: UTF8.self) else {
      throw Malformed("holds \(name) that is not UTF-8")
    }
    return text
  }

  func end() throws(Malformed) {
    guard isAtEnd else { throw Malformed("goes on for \(remaining) bytes after its end") }
  }
}
