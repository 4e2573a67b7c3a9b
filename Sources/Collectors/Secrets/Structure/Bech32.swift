/// The checksum of BIP 173.
enum Bech32 {
  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
  private static let generators: [UInt32] = [
    0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3,
  ]

  static func isValid(_ text: ArraySlice<UInt8>) -> Bool {
    let small = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    guard let separator = small.lastIndex(of: 0x31), separator > 0 else { return false }
    let prefix = small[..<separator]
    var values = prefix.map { UInt32($0 >> 5) } + [0] + prefix.map { UInt32($0 & 31) }
    for character in small[(separator + 1)...] {
      guard let value = alphabet.firstIndex(of: character) else { return false }
      values.append(UInt32(value))
    }
    return remainder(values) == 1
  }

  private static func remainder(_ values: [UInt32]) -> UInt32 {
    values.reduce(1) { checksum, value in
      let top = checksum >> 25
      let shifted = (checksum & 0x1FF_FFFF) << 5 ^ value
      return generators.enumerated().reduce(shifted) { result, generator in
        top >> generator.offset & 1 == 1 ? result ^ generator.element : result
      }
    }
  }
}
