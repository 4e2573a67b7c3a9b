/// Writes the binary encoding that SSH keys, signatures and agents share (RFC 4251 section 5).
struct WireWriter {
  private(set) var bytes: [UInt8] = []

  mutating func raw(_ more: [UInt8]) { bytes += more }

  mutating func number(_ value: UInt32) {
    for shift in stride(from: UInt32(24), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  mutating func string(_ more: [UInt8]) {
    // Nothing that is written here comes near four gigabytes: every input is held to megabytes.
    number(UInt32(clamping: more.count))
    bytes += more
  }

  mutating func string(_ text: String) { string(Array(text.utf8)) }
}
