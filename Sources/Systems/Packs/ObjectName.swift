/// The hash that names the objects of a repository.
package enum ObjectHash: Sendable {
  case sha1
  case sha256

  package var byteCount: Int {
    switch self {
    case .sha1: 20
    case .sha256: 32
    }
  }
}

/// The name of a git object, kept without an allocation.
package struct ObjectName: Hashable, Comparable, Sendable {
  // Big-endian and filled up with zeros, so that numbers compare as the bytes do.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64
  package let hash: ObjectHash

  /// The name in bytes from a place on; nil when they end before it does.
  package init?(_ bytes: [UInt8], at offset: Int = 0, hash: ObjectHash) {
    guard offset >= 0, hash.byteCount <= bytes.count, offset <= bytes.count - hash.byteCount else {
      return nil
    }
    first = bytes.bigEndian64(at: offset)
    second = bytes.bigEndian64(at: offset + 8)
    switch hash {
    case .sha1:
      third = UInt64(bytes.bigEndian32(at: offset + 16)) << 32
      fourth = 0
    case .sha256:
      third = bytes.bigEndian64(at: offset + 16)
      fourth = bytes.bigEndian64(at: offset + 24)
    }
    self.hash = hash
  }

  /// A name of SHA-1 in three numbers, the last filled up with zeros.
  init(first: UInt64, second: UInt64, third: UInt64) {
    self.first = first
    self.second = second
    self.third = third
    fourth = 0
    hash = .sha1
  }

  /// The name that 40 or 64 hexadecimal digits write.
  package init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 40 || digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.value(digits[place]), let low = Self.value(digits[place + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    self.init(bytes, hash: bytes.count == 20 ? .sha1 : .sha256)
  }

  /// The raw bytes, 20 or 32 of them.
  package var bytes: [UInt8] {
    let all = [first, second, third, fourth].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) }
    }
    return Array(all.prefix(hash.byteCount))
  }

  /// In lower-case hexadecimal.
  package var description: String { Digest.hexadecimal(bytes) }

  /// The first eight bytes as a number.
  var prefix: UInt64 { first }

  package static func < (left: Self, right: Self) -> Bool {
    (left.first, left.second, left.third, left.fourth)
      < (right.first, right.second, right.third, right.fourth)
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x61 + 10
    case 0x41...0x46: digit - 0x41 + 10
    default: nil
    }
  }
}

extension [UInt8] {
  /// Four bytes, the highest first; a place outside ends the program, so callers check before.
  func bigEndian32(at offset: Int) -> UInt32 {
    UInt32(self[offset]) << 24 | UInt32(self[offset + 1]) << 16 | UInt32(self[offset + 2]) << 8
      | UInt32(self[offset + 3])
  }

  /// Eight bytes, the highest first; a place outside ends the program, so callers check before.
  func bigEndian64(at offset: Int) -> UInt64 {
    UInt64(bigEndian32(at: offset)) << 32 | UInt64(bigEndian32(at: offset + 4))
  }
}
