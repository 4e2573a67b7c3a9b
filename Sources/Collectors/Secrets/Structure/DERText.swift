/// The outermost of a text in DER (X.690).
struct DERText {
  /// Whether it is one SEQUENCE, as long as it says.
  let isWholeSequence: Bool
  /// Whether the SEQUENCE begins with an INTEGER, as private keys do with their version.
  let startsWithNumber: Bool

  init(_ bytes: [UInt8]) {
    let header = Self.header(of: bytes)
    isWholeSequence = header.map { $0.size + $0.length == bytes.count } ?? false
    startsWithNumber = header.map { bytes.dropFirst($0.size).first == 0x02 } ?? false
  }

  private static func header(of bytes: [UInt8]) -> (size: Int, length: Int)? {
    guard bytes.count >= 4, bytes[0] == 0x30 else { return nil }
    let first = Int(bytes[1])
    if first < 0x80 { return (2, first) }
    let count = first & 0x7F
    guard (1...3).contains(count), bytes.count > 2 + count else { return nil }
    return (2 + count, bytes[2..<(2 + count)].reduce(0) { $0 << 8 | Int($1) })
  }
}
