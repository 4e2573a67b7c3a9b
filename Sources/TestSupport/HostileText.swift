/// Changes bytes the way that breaks parsers: flips, cuts, repeats, and puts marks where none belong.
package enum HostileText {
  private static let marks = Array("\0\t\r\n \"'\\;,=:()*%@?<>/-.\u{C3}0aZ".utf8)

  /// One to eight changes.
  package static func mutated(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes.insert(marks.randomElement(using: &random) ?? 0, at: place)
      case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      case 2 where place < bytes.count: bytes.remove(at: place)
      case 3 where place < bytes.count:
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 4: bytes.insert(contentsOf: bytes[place...].prefix(16), at: place)
      default: bytes.removeSubrange(place...)
      }
    }
    return bytes
  }
}
