/// A set of bytes, asked for so often that it is two numbers.
struct CharacterKind: Sendable {
  /// A bit for each byte below 64, and for each from there to 127.
  private let low: UInt64
  private let high: UInt64
  private let holdsOthers: Bool

  private init(_ characters: String, ranges: [ClosedRange<UInt8>] = [], others: Bool = false) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    for byte in Array(characters.utf8) + ranges.flatMap({ Array($0) }) {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }
    self.low = low
    self.high = high
    holdsOthers = others
  }

  private init(allBut kind: CharacterKind) {
    low = ~kind.low
    high = ~kind.high
    holdsOthers = !kind.holdsOthers
  }

  func contains(_ byte: UInt8) -> Bool {
    let bits = byte < 64 ? low : high
    return byte < 128 ? bits >> UInt64(byte & 63) & 1 != 0 : holdsOthers
  }

  private static let alphanumerics: [ClosedRange<UInt8>] = [
    0x30...0x39, 0x41...0x5A, 0x61...0x7A,
  ]

  /// Letters, digits and what else tokens are made of.
  static let token = CharacterKind("_./+=:$-", ranges: alphanumerics)
  static let name = CharacterKind("_-.", ranges: alphanumerics)
  /// What neither a token nor a user's name and password in an address go over.
  static let breaks = CharacterKind("\"'<>`", ranges: [0x00...0x20])
  static let unbroken = CharacterKind(allBut: breaks)
  /// What may stand between a name and its value, a sign of assignment among it.
  static let sign = CharacterKind(" \"'`\\:=>@,]", ranges: [0x09...0x0D])
  /// What of it can be no part of the value.
  static let lead = CharacterKind(" \"'`\\", ranges: [0x09...0x0D])
}
