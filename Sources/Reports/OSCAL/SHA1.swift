/// The hash of RFC 3174, for the names of UUIDs and for nothing else.
///
/// RFC 9562 fixes it for version 5. It no longer withstands collisions, so nothing that has to be
/// trusted rests on it: evidence and signatures are hashed by stronger functions. Reports may not
/// reach the system's libraries, and a hash of so few lines is no reason to change that.
package enum SHA1 {
  /// The twenty bytes of the digest.
  package static func digest(of message: [UInt8]) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    let padded = padded(message)
    for start in stride(from: 0, to: padded.count, by: 64) {
      process(padded[start..<(start + 64)], into: &state)
    }
    return state.flatMap(bytes)
  }

  /// Section 4: a one bit, zeros up to 56 bytes of a block, and the length in bits.
  private static func padded(_ message: [UInt8]) -> [UInt8] {
    let zeros = (119 - message.count % 64) % 64
    let length = UInt64(message.count) &* 8
    return message + [0x80] + [UInt8](repeating: 0, count: zeros)
      + bytes(UInt32(truncatingIfNeeded: length >> 32))
      + bytes(UInt32(truncatingIfNeeded: length))
  }

  /// Section 6.1, steps a to e, for one block.
  private static func process(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    let words = schedule(of: block)
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for (round, word) in words.enumerated() {
      let mixed = rotated(a, by: 5) &+ e &+ word
      let next: UInt32 =
        switch round {
        case ..<20: mixed &+ ((b & c) | (~b & d)) &+ 0x5A82_7999
        case ..<40: mixed &+ (b ^ c ^ d) &+ 0x6ED9_EBA1
        case ..<60: mixed &+ ((b & c) | (b & d) | (c & d)) &+ 0x8F1B_BCDC
        default: mixed &+ (b ^ c ^ d) &+ 0xCA62_C1D6
        }
      (a, b, c, d, e) = (next, a, rotated(b, by: 30), c, d)
    }
    for (index, value) in [a, b, c, d, e].enumerated() { state[index] &+= value }
  }

  private static func schedule(of block: ArraySlice<UInt8>) -> [UInt32] {
    var words = [UInt32](repeating: 0, count: 80)
    for (index, byte) in block.enumerated() {
      words[index / 4] = words[index / 4] << 8 | UInt32(byte)
    }
    for index in 16..<80 {
      let mixed = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]
      words[index] = rotated(mixed, by: 1)
    }
    return words
  }

  private static func rotated(_ word: UInt32, by count: UInt32) -> UInt32 {
    word << count | word >> (32 - count)
  }

  private static func bytes(_ word: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
  }
}
