/// The hash of RFC 3174, for the names of UUIDs and for nothing else.
///
/// RFC 9562 fixes it for version 5. It no longer withstands collisions, so nothing that has to be
/// trusted rests on it: evidence and signatures are hashed by stronger functions. Reports may not
/// reach the system's libraries, and a hash of so few lines is no reason to change that.
package enum SHA1 {
  /// The twenty bytes of the digest.
  package static func digest(of message: [UInt8]) -> [UInt8] {
    var state = State()
    // One list of words serves all blocks: a document of megabytes has tens of thousands of them.
    var words = [UInt32](repeating: 0, count: 80)
    let whole = message.count - message.count % 64
    var offset = 0
    while offset < whole {
      schedule(message, at: offset, in: &words)
      state.process(words)
      offset += 64
    }
    let rest = padding(of: message, from: whole)
    for offset in stride(from: 0, to: rest.count, by: 64) {
      schedule(rest, at: offset, in: &words)
      state.process(words)
    }
    return [state.a, state.b, state.c, state.d, state.e].flatMap(bytes)
  }

  /// Section 4: what is left of the message, a one bit, zeros up to 56 bytes of a block, and the
  /// length in bits.
  private static func padding(of message: [UInt8], from offset: Int) -> [UInt8] {
    let zeros = (119 - message.count % 64) % 64
    let length = UInt64(message.count) &* 8
    return message[offset...] + [0x80] + [UInt8](repeating: 0, count: zeros)
      + bytes(UInt32(truncatingIfNeeded: length >> 32))
      + bytes(UInt32(truncatingIfNeeded: length))
  }

  private struct State {
    var a: UInt32 = 0x6745_2301
    var b: UInt32 = 0xEFCD_AB89
    var c: UInt32 = 0x98BA_DCFE
    var d: UInt32 = 0x1032_5476
    var e: UInt32 = 0xC3D2_E1F0

    /// Section 6.1, steps b to e, for the 80 words of one block.
    mutating func process(_ words: [UInt32]) {
      var next = self
      for round in 0..<20 {
        next.turn((next.b & next.c) | (~next.b & next.d), 0x5A82_7999, words[round])
      }
      for round in 20..<40 { next.turn(next.b ^ next.c ^ next.d, 0x6ED9_EBA1, words[round]) }
      for round in 40..<60 {
        next.turn(
          (next.b & next.c) | (next.b & next.d) | (next.c & next.d), 0x8F1B_BCDC, words[round])
      }
      for round in 60..<80 { next.turn(next.b ^ next.c ^ next.d, 0xCA62_C1D6, words[round]) }
      a &+= next.a
      b &+= next.b
      c &+= next.c
      d &+= next.d
      e &+= next.e
    }

    private mutating func turn(_ mixed: UInt32, _ constant: UInt32, _ word: UInt32) {
      let first = SHA1.rotated(a, by: 5) &+ mixed &+ e &+ constant &+ word
      (a, b, c, d, e) = (first, a, SHA1.rotated(b, by: 30), c, d)
    }
  }

  /// Section 6.1, step a, for the block that begins at an offset.
  private static func schedule(_ message: [UInt8], at offset: Int, in words: inout [UInt32]) {
    for index in 0..<16 {
      let place = offset + 4 * index
      let (first, second) = (UInt32(message[place]), UInt32(message[place + 1]))
      let (third, fourth) = (UInt32(message[place + 2]), UInt32(message[place + 3]))
      words[index] = first << 24 | second << 16 | third << 8 | fourth
    }
    for index in 16..<80 {
      let mixed = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]
      words[index] = rotated(mixed, by: 1)
    }
  }

  fileprivate static func rotated(_ word: UInt32, by count: UInt32) -> UInt32 {
    word &<< count | word &>> (32 &- count)
  }

  private static func bytes(_ word: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
  }
}
