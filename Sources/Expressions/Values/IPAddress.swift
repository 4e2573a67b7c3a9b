/// An address of IPv4 or IPv6 (RFC 4291), without a zone.
package struct IPAddress: Hashable, Sendable {
  /// The first eight octets; zero for IPv4.
  let high: UInt64
  let low: UInt64
  let isVersion4: Bool

  init(high: UInt64, low: UInt64, isVersion4: Bool) {
    self.high = high
    self.low = low
    self.isVersion4 = isVersion4
  }

  enum Problem: Error {
    case malformed
    case zone
    case mapped

    var message: String {
      switch self {
      case .malformed: "parse error during conversion from string"
      case .zone: "IP Address with zone value is not allowed"
      case .mapped: "IPv4-mapped IPv6 address is not allowed"
      }
    }
  }

  init(_ text: String) throws(Problem) {
    guard text.utf8.count <= 64, text.utf8.allSatisfy({ $0 < 0x80 }) else { throw .malformed }
    guard !text.contains("%") else { throw .zone }
    guard text.contains(":") else {
      guard let value = Self.version4(text[...]) else { throw .malformed }
      self.init(high: 0, low: UInt64(value), isVersion4: true)
      return
    }
    guard let groups = Self.groups(text) else { throw .malformed }
    let words = groups.reduce((high: UInt64(0), low: UInt64(0))) { words, group in
      (words.high << 16 | words.low >> 48, words.low << 16 | UInt64(group))
    }
    let isMapped = words.high == 0 && words.low >> 32 == 0xFFFF
    guard !isMapped || !text.contains(".") else { throw .mapped }
    // The same host, however its address is written.
    self.init(
      high: isMapped ? 0 : words.high, low: isMapped ? words.low & 0xFFFF_FFFF : words.low,
      isVersion4: isMapped)
  }

  private static func version4(_ text: Substring) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var value: UInt32 = 0
    for part in parts {
      // A leading zero is octal to some programs.
      guard (1...3).contains(part.utf8.count), part == "0" || !part.hasPrefix("0"),
        part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let octet = UInt8(part)
      else { return nil }
      value = value << 8 | UInt32(octet)
    }
    return value
  }

  /// The eight groups of IPv6.
  private static func groups(_ text: String) -> [UInt16]? {
    let halves = parted(text)
    guard halves.count <= 2, let front = run(halves[0], isLast: halves.count == 1) else {
      return nil
    }
    guard halves.count == 2 else { return front.count == 8 ? front : nil }
    guard let back = run(halves[1], isLast: true), front.count + back.count <= 7 else {
      return nil
    }
    return front + Array(repeating: 0, count: 8 - front.count - back.count) + back
  }

  /// The text on both sides of each `::`.
  private static func parted(_ text: String) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      let next = text.index(after: index)
      if text[index] == ":", next < text.endIndex, text[next] == ":" {
        parts.append(text[start..<index])
        start = text.index(after: next)
        index = start
      } else {
        index = next
      }
    }
    return parts + [text[start...]]
  }

  private static func run(_ text: Substring, isLast: Bool) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var groups: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if isLast, index == parts.count - 1, part.contains(".") {
        guard let value = version4(part) else { return nil }
        groups += [UInt16(value >> 16), UInt16(value & 0xFFFF)]
        continue
      }
      guard (1...4).contains(part.utf8.count), part.utf8.first != 0x2B, part.utf8.first != 0x2D,
        let group = UInt16(part, radix: 16)
      else { return nil }
      groups.append(group)
    }
    return groups
  }

  /// The canonical text (RFC 5952 section 4).
  package var description: String {
    if isVersion4 {
      return [24, 16, 8, 0].map { String(low >> UInt64($0) & 0xFF) }.joined(separator: ".")
    }
    let groups = [high, low].flatMap { word in
      [48, 32, 16, 0].map { UInt16(truncatingIfNeeded: word >> UInt64($0)) }
    }
    let hexadecimal = groups.map { String($0, radix: 16) }
    guard let zeros = Self.longestZeros(groups) else { return hexadecimal.joined(separator: ":") }
    return hexadecimal[..<zeros.lowerBound].joined(separator: ":") + "::"
      + hexadecimal[zeros.upperBound...].joined(separator: ":")
  }

  /// The first longest run of at least two.
  private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
    var best = 0..<0
    var start = 0
    for (index, group) in groups.enumerated() {
      if group != 0 {
        start = index + 1
      } else if index + 1 - start > best.count {
        best = start..<(index + 1)
      }
    }
    return best.count >= 2 ? best : nil
  }
}

// Kinds of address.
extension IPAddress {
  var family: Int { isVersion4 ? 4 : 6 }

  var isUnspecified: Bool { high == 0 && low == 0 }

  var isLoopback: Bool { isVersion4 ? low >> 24 == 127 : high == 0 && low == 1 }

  var isMulticast: Bool { isVersion4 ? low >> 28 == 0xE : high >> 56 == 0xFF }

  var isLinkLocalMulticast: Bool {
    isVersion4 ? low >> 8 == 0xE0_0000 : high >> 48 & 0xFF0F == 0xFF02
  }

  var isLinkLocalUnicast: Bool { isVersion4 ? low >> 16 == 0xA9FE : high >> 54 == 0x3FA }

  /// Any host's address, private ones too.
  var isGlobalUnicast: Bool {
    !(isUnspecified || isLoopback || isMulticast || isLinkLocalUnicast
      || (isVersion4 && low == 0xFFFF_FFFF))
  }
}
