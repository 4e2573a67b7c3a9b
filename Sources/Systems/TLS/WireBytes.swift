/// Bytes as TLS presents them (RFC 8446 section 3): numbers in network order, vectors led by their
/// length.
struct WireBytes {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ more: [UInt8]) { bytes += more }

  mutating func append(_ number: UInt16) { bytes += [UInt8(number >> 8), UInt8(number & 0xFF)] }

  /// Writes what the closure writes, led by its length in that many bytes.
  mutating func vector(_ lengthSize: Int, _ write: (inout WireBytes) -> Void) {
    var inner = WireBytes()
    write(&inner)
    for position in (0..<lengthSize).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: inner.bytes.count >> (8 * position)))
    }
    bytes += inner.bytes
  }

  mutating func `extension`(_ number: UInt16, _ write: (inout WireBytes) -> Void) {
    append(number)
    vector(2, write)
  }
}
