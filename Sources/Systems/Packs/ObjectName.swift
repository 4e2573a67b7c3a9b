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
    self.init(hexadecimal: digits[...])
  }

  /// The same from the digits' bytes.
  init?(hexadecimal digits: ArraySlice<UInt8>) {
    guard digits.count == 40 || digits.count == 64 else { return nil }
    // Four words of sixteen digits; a name of SHA-1 fills two and a half.
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for (place, digit) in digits.enumerated() {
      guard let value = Self.value(digit) else { return nil }
      let part = UInt64(value) << UInt64(60 - 4 * (place & 15))
      switch place >> 4 {
      case 0: words.0 |= part
      case 1: words.1 |= part
      case 2: words.2 |= part
      default: words.3 |= part
      }
    }
    (first, second, third, fourth) = words
    hash = digits.count == 40 ? .sha1 : .sha256
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

  /// What of the other bytes tells apart names that begin alike.
  var suffix: UInt64 { second ^ third }

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
    precondition(offset >= 0 && offset <= count - 4)
    // Just checked.
    return unsafe withUnsafeBytes {
      UInt32(bigEndian: unsafe $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
  }

  /// Eight bytes, the highest first; a place outside ends the program, so callers check before.
  func bigEndian64(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset <= count - 8)
    // Just checked.
    return unsafe withUnsafeBytes {
      UInt64(bigEndian: unsafe $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }
}
