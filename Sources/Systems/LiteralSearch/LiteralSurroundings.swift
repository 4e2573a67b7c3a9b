/// Looks at what stands around an occurrence of a literal.
@safe
struct LiteralSurroundings {
  /// The bytes under search; used only while the scan of them runs.
  private let bytes: UnsafeRawBufferPointer
  private let count: Int

  @unsafe init(_ bytes: UnsafeRawBufferPointer) {
    unsafe self.bytes = bytes
    count = bytes.count
  }

  /// An occurrence of a literal that counts.
  ///
  /// - Parameters:
  ///   - shape: The literal's.
  ///   - searchedEnd: Where the part of it ends that was found.
  /// - Returns: Where the literal begins and ends, and where the bytes end that make it count; nil
  ///   when it does not count.
  func occurrence(
    of shape: LiteralShape, searchedEnd: Int
  ) -> (start: Int, end: Int, decided: Int)? {
    let start = searchedEnd - shape.searchedLength
    guard start >= 0, searchedEnd <= count else { return nil }
    let end = start + shape.length
    if !shape.tail.isEmpty, !hasTail(of: shape, from: searchedEnd) { return nil }
    return deciding(shape.condition, from: start, end: end).map { (start, end, $0) }
  }

  private func hasTail(of shape: LiteralShape, from start: Int) -> Bool {
    guard shape.tail.count <= count - start else { return false }
    for (offset, wanted) in shape.tail.enumerated() {
      // Inside the buffer: the end was just checked.
      let found = unsafe bytes[start + offset]
      if found == wanted { continue }
      guard !shape.isCaseSensitive, found ^ wanted == 0x20, Self.isLetter(wanted) else {
        return false
      }
    }
    return true
  }

  private func deciding(_ condition: Literal.Condition, from start: Int, end: Int) -> Int? {
    switch condition {
    case .none: end
    case .token(let length): isToken(from: start, length: length) ? max(end, start + length) : nil
    case .assignment: assignment(after: end)
    case .value(let length): value(ofLength: length, after: end)
    case .userInformation: userInformation(after: end)
    }
  }

  private func isToken(from start: Int, length: Int) -> Bool {
    guard count - start >= length else { return false }
    let token = CharacterKind.token
    var position = start
    let end = start + length
    // Inside the buffer: the end was just checked.
    while position < end, token.contains(unsafe bytes[position]) { position += 1 }
    return position == end
  }

  private func assignment(after end: Int) -> Int? {
    let name = CharacterKind.name
    var position = end
    let nameEnd = min(count, end + Literal.longestName)
    // Both loops stay inside the buffer by their conditions.
    while position < nameEnd, name.contains(unsafe bytes[position]) { position += 1 }
    let signEnd = min(count, position + Literal.longestSign)
    while position < signEnd {
      switch unsafe bytes[position] {
      case 0x3A, 0x3D, 0x2C: return position + 1
      case 0x20, 0x09, 0x22, 0x27, 0x60, 0x5D: position += 1
      default: return nil
      }
    }
    return nil
  }

  private func value(ofLength length: Int, after end: Int) -> Int? {
    guard let sign = assignment(after: end) else { return nil }
    var position = sign
    var start = sign
    let limit = min(count, sign + Literal.longestLead - 4)
    // Inside the buffer by the loop's condition.
    while position < limit, CharacterKind.sign.contains(unsafe bytes[position]) {
      position += 1
      if CharacterKind.lead.contains(unsafe bytes[position - 1]) { start = position }
    }
    // The prefix of a string and what ends it.
    let seen = min(count, position + 4)
    if let behind = stringPrefix(at: position) { start = behind }
    position = start
    let wanted = start + length
    guard wanted <= count else { return nil }
    // Inside the buffer: the end was just checked.
    while position < wanted, unsafe Self.isValueCharacter(bytes[position]) { position += 1 }
    return position == wanted ? max(wanted, seen) : nil
  }

  /// Where a string begins that letters like `rb"` stand before; nil for none.
  private func stringPrefix(at start: Int) -> Int? {
    var position = start
    let limit = min(count, start + 2)
    // Inside the buffer by the conditions, here and below.
    while position < limit, unsafe Self.isStringLetter(bytes[position]) { position += 1 }
    guard position > start else { return nil }
    if position < count, unsafe bytes[position] == 0x5C { position += 1 }
    guard position < count, unsafe Self.isQuotationMark(bytes[position]) else { return nil }
    return position + 1
  }

  private func userInformation(after end: Int) -> Int? {
    var position = end
    let limit = min(count, end + Literal.longestUserInformation)
    // Inside the buffer by the loop's condition.
    while position < limit {
      switch unsafe bytes[position] {
      case 0x40: return position + 1
      case 0x00...0x20, 0x22, 0x27, 0x2F, 0x3C, 0x3E, 0x60: return nil
      default: position += 1
      }
    }
    return nil
  }

  /// Where the search has to begin so that it finds every occurrence that something new at a place
  /// decides on.
  ///
  /// The place is in the literal's own word, or in what goes on without a break after it; or in a
  /// value or before it, and then signs stand before that and the rest of a name before these, with
  /// letters like those of `rb"` among the signs.
  ///
  /// - Parameters:
  ///   - place: Where something new begins.
  ///   - reach: How far before it an occurrence can begin.
  ///   - floor: Where looking further back makes no difference.
  /// - Returns: Where to begin; maybe before the floor, and maybe before the bytes.
  func searchStart(before place: Int, _ reach: LiteralReach, notBefore floor: Int) -> Int {
    let place = min(place, count)
    let limit = max(0, min(place, floor), place - reach.longest)
    let word = beginning(of: .unbroken, before: place, limit: limit)
    let signs = beginning(ofSignsBefore: word, limit: limit)
    guard signs < word else { return word - reach.beforeWord }
    let name = beginning(ofNameBefore: signs, limit: limit)
    guard signs - name <= 2 else { return name - reach.beforeWord }
    let others = beginning(ofSignsBefore: name, limit: limit)
    return beginning(ofNameBefore: others, limit: limit) - reach.beforeWord
  }

  private func beginning(ofSignsBefore place: Int, limit: Int) -> Int {
    beginning(
      of: .sign, before: place,
      limit: max(limit, place - Literal.longestSign - Literal.longestLead))
  }

  private func beginning(ofNameBefore place: Int, limit: Int) -> Int {
    beginning(of: .name, before: place, limit: max(limit, place - Literal.longestName))
  }

  /// Where the characters of a kind begin that end at a place; no earlier than the limit.
  private func beginning(of kind: CharacterKind, before place: Int, limit: Int) -> Int {
    var start = place
    // Inside the buffer by the loop's condition.
    while start > limit, kind.contains(unsafe bytes[start - 1]) { start -= 1 }
    return start
  }

  /// The letters of Python's, C's and Rust's prefixes of strings.
  private static func isStringLetter(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case 0x62, 0x6C, 0x72, 0x75: true
    default: false
    }
  }

  private static func isQuotationMark(_ byte: UInt8) -> Bool {
    byte == 0x22 || byte == 0x27 || byte == 0x60
  }

  /// A value with a `<` or a `>` is a placeholder.
  private static func isValueCharacter(_ byte: UInt8) -> Bool {
    byte != 0x5C && CharacterKind.unbroken.contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
