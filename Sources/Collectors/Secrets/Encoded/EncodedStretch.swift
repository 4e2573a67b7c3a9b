/// Readable text decoded from a part of another, and where each byte of it came from.
struct EncodedStretch {
  private(set) var bytes: [UInt8] = []
  /// For each decoded byte the characters that made it.
  private var sources: [Range<Int>] = []

  /// A longer one would cost more than it is likely to hold.
  private static let longest = 12_288
  /// The most characters that are decoded in one direction: groups of four with a margin between
  /// each, which is more than pairs and escapes take.
  static let reach = longest / 3 * (4 + 24)
  /// What no secret fits in.
  static let shortest = 16

  /// Decodes around a place at which an encoded keyword was found; nil when it is no encoded text.
  init?(around hit: Int, of literal: EncodedLiteral, in text: [UInt8]) {
    switch literal.encoding {
    case .base64: self.init(base64: text, at: hit - literal.phase)
    case .hexadecimal: self.init(hexadecimal: text, at: hit)
    case .percent:
      self.init(text, Self.run(around: hit, in: text, until: Self.endsAddress), .percent)
    case .escapes: self.init(text, Self.run(around: hit, in: text, until: Self.endsLine), .escapes)
    }
    guard bytes.count >= Self.shortest else { return nil }
  }

  /// The characters of the whole stretch.
  var source: Range<Int> { source(of: bytes.indices) }

  /// The characters that hold a part of what was decoded.
  func source(of part: Range<Int>) -> Range<Int> {
    guard let first = sources[part].first, let last = sources[part].last else { return 0..<0 }
    return first.lowerBound..<max(first.lowerBound, last.upperBound)
  }

  private static func isReadable(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}

// MARK: - Groups of a fixed length

extension EncodedStretch {
  /// Groups of four in both directions, as long as they decode to readable text.
  private init?(base64 text: [UInt8], at start: Int) {
    guard let group = Self.base64Group(text, at: start), group.count == 3 else { return nil }
    var before: [(Int, [UInt8])] = []
    var position = start
    while before.count * 3 < Self.longest / 2,
      let previous = Self.previousGroup(text, before: position),
      let group = Self.base64Group(text, at: previous), group.count == 3
    {
      before.append((previous, group))
      position = previous
    }
    for (place, group) in before.reversed() { append(group, at: place) }
    position = start
    while bytes.count < Self.longest, let group = Self.base64Group(text, at: position) {
      append(group, at: position)
      guard group.count == 3 else { break }
      position = Self.nextGroup(text, after: position + 4)
    }
  }

  private mutating func append(_ group: [UInt8], at place: Int) {
    for (index, byte) in group.enumerated() {
      bytes.append(byte)
      sources.append((place + index)..<(place + index + 2))
    }
  }

  /// One to three readable bytes, fewer only where the text ends.
  private static func base64Group(_ text: [UInt8], at place: Int) -> [UInt8]? {
    guard place >= 0, place < text.count else { return nil }
    let end = min(text.count, place + 4)
    let characters = text[place..<end].prefix { Base64Text.isDigit($0) }
    guard characters.count >= 2, let group = Base64Text.decode(characters),
      group.allSatisfy(isReadable)
    else { return nil }
    return group
  }

  /// Past a line break and its margin, where base 64 is wrapped.
  private static func nextGroup(_ text: [UInt8], after place: Int) -> Int {
    var next = place
    while next < min(text.count, place + 24), isMargin(text[next]) { next += 1 }
    return next > place && text[place..<next].contains(0x0A) ? next : place
  }

  private static func previousGroup(_ text: [UInt8], before place: Int) -> Int? {
    var previous = place
    while previous > max(0, place - 24), isMargin(text[previous - 1]) { previous -= 1 }
    let isWrapped = previous < place && text[previous..<place].contains(0x0A)
    let end = isWrapped ? previous : place
    return end >= 4 ? end - 4 : nil
  }

  private static func isMargin(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D || byte == 0x20 || byte == 0x09
  }

  /// Pairs in both directions, as long as they decode to readable text.
  private init?(hexadecimal text: [UInt8], at start: Int) {
    var first = start
    while first >= 2, start - first < Self.longest, Self.pair(text, at: first - 2) != nil {
      first -= 2
    }
    var place = first
    while bytes.count < Self.longest, let byte = Self.pair(text, at: place) {
      bytes.append(byte)
      sources.append(place..<(place + 2))
      place += 2
    }
  }

  private static func pair(_ text: [UInt8], at place: Int) -> UInt8? {
    guard place >= 0, place + 2 <= text.count,
      let byte = HexadecimalText.value(text[place..<(place + 2)]).flatMap({ UInt8(exactly: $0) }),
      isReadable(byte)
    else { return nil }
    return byte
  }
}

// MARK: - Escapes

extension EncodedStretch {
  private init?(_ text: [UInt8], _ run: Range<Int>, _ encoding: TextEncoding) {
    var place = run.lowerBound
    while place < run.upperBound {
      let (byte, length) =
        encoding == .percent
        ? Self.percentUnit(text, at: place) : Self.escapeUnit(text, at: place)
      bytes.append(byte)
      sources.append(place..<(place + length))
      place += length
    }
  }

  private static func percentUnit(_ text: [UInt8], at place: Int) -> (UInt8, Int) {
    let byte = text[place]
    if byte == 0x2B { return (0x20, 1) }
    guard byte == 0x25, place + 3 <= text.count,
      let value = HexadecimalText.value(text[(place + 1)..<(place + 3)])
    else { return (byte, 1) }
    return (UInt8(truncatingIfNeeded: value), 3)
  }

  private static func escapeUnit(_ text: [UInt8], at place: Int) -> (UInt8, Int) {
    guard text[place] == 0x5C, place + 1 < text.count else { return (text[place], 1) }
    switch text[place + 1] {
    case 0x6E: return (0x0A, 2)
    case 0x74: return (0x09, 2)
    case 0x22, 0x27, 0x2F, 0x5C: return (text[place + 1], 2)
    case 0x75:
      // Only ASCII matters here; what else there is stays as it is.
      guard place + 6 <= text.count,
        let value = HexadecimalText.value(text[(place + 2)..<(place + 6)]), value < 0x80
      else { return (text[place], 1) }
      return (UInt8(truncatingIfNeeded: value), 6)
    default: return (text[place], 1)
    }
  }

  /// The characters around a place up to one that ends such a text.
  private static func run(
    around hit: Int, in text: [UInt8], until ends: (UInt8) -> Bool
  ) -> Range<Int> {
    var lower = hit
    while lower > 0, hit - lower < longest / 6, !ends(text[lower - 1]) { lower -= 1 }
    var upper = hit
    while upper < text.count, upper - hit < longest / 3, !ends(text[upper]) { upper += 1 }
    return lower..<upper
  }

  private static func endsAddress(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x22 || byte == 0x27 || byte == 0x3C || byte == 0x3E || byte == 0x60
  }

  private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0 }
}
