/// The keyed checksum Marvin32, with which Microsoft's services sign the keys they issue.
enum Marvin32 {
  static func of(_ bytes: some Collection<UInt8>, seed: UInt64) -> UInt32 {
    var state = State(
      low: UInt32(truncatingIfNeeded: seed), high: UInt32(truncatingIfNeeded: seed >> 32))
    var word: UInt32 = 0
    var count = 0
    for byte in bytes {
      word |= UInt32(byte) << (count * 8)
      count += 1
      if count == 4 {
        state.add(word)
        word = 0
        count = 0
      }
    }
    state.add(word | 0x80 << (count * 8))
    state.mix()
    return state.low ^ state.high
  }

  private struct State {
    var low: UInt32
    var high: UInt32

    mutating func add(_ word: UInt32) {
      low &+= word
      mix()
    }

    mutating func mix() {
      high ^= low
      low = rotate(low, 20) &+ high
      high = rotate(high, 9) ^ low
      low = rotate(low, 27) &+ high
      high = rotate(high, 19)
    }

    private func rotate(_ value: UInt32, _ count: UInt32) -> UInt32 {
      value << count | value >> (32 - count)
    }
  }
}
