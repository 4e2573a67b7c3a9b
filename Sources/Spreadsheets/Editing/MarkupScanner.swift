/// A tag in the bytes of an XML text.
struct MarkupTag {
  enum Kind {
    case start
    case end
    case empty
  }

  let kind: Kind
  /// From `<` to behind `>`.
  let range: Range<Int>
  /// The name with its prefix.
  let name: Range<Int>
}

/// Finds where tags stand in the bytes of an XML text.
///
/// For UTF-8 that libxml2 has found well formed and free of document types: what stands where is
/// then plain to see, and a change can be made by its place without writing the rest anew.
struct MarkupScanner {
  let bytes: [UInt8]
  private(set) var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next tag; comments, CDATA and instructions are passed over.
  mutating func next() -> MarkupTag? {
    while let open = find(0x3C, from: offset) {
      if stands("<!--", at: open) {
        offset = end(of: "-->", from: open + 4)
      } else if stands("<![CDATA[", at: open) {
        offset = end(of: "]]>", from: open + 9)
      } else if stands("<?", at: open) {
        offset = end(of: "?>", from: open + 2)
      } else {
        return tag(at: open)
      }
    }
    offset = bytes.count
    return nil
  }

  private mutating func tag(at open: Int) -> MarkupTag? {
    let isEnd = open + 1 < bytes.count && bytes[open + 1] == 0x2F
    let nameStart = open + (isEnd ? 2 : 1)
    var nameEnd = nameStart
    while nameEnd < bytes.count, !Self.endsName(bytes[nameEnd]) { nameEnd += 1 }
    var index = nameEnd
    var quote: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        break
      }
      index += 1
    }
    guard index < bytes.count, nameStart <= nameEnd else {
      offset = bytes.count
      return nil
    }
    offset = index + 1
    let isEmpty = !isEnd && bytes[index - 1] == 0x2F
    return MarkupTag(
      kind: isEnd ? .end : isEmpty ? .empty : .start, range: open..<(index + 1),
      name: nameStart..<nameEnd)
  }

  /// Whether a tag has a name, whatever its prefix.
  func isNamed(_ local: StaticString, _ tag: MarkupTag) -> Bool {
    let name = bytes[tag.name]
    let start = name.lastIndex(of: 0x3A).map { $0 + 1 } ?? name.startIndex
    return name[start...].elementsEqual(local.description.utf8)
  }

  /// The prefix of a tag with its colon, or nothing.
  func prefix(of tag: MarkupTag) -> String {
    let name = bytes[tag.name]
    return name.lastIndex(of: 0x3A).map { String(decoding: name[...$0], as: UTF8.self) } ?? ""
  }

  /// Where the value of an attribute without prefix stands, quotes left out.
  func attribute(_ wanted: String, of tag: MarkupTag) -> Range<Int>? {
    let limit = tag.range.upperBound
    var index = tag.name.upperBound
    while index < limit {
      while index < limit, Self.endsName(bytes[index]) { index += 1 }
      let start = index
      while index < limit, bytes[index] != 0x3D, !Self.endsName(bytes[index]) { index += 1 }
      let name = start..<index
      while index < limit, bytes[index] != 0x22, bytes[index] != 0x27 { index += 1 }
      guard index < limit else { return nil }
      let quote = bytes[index]
      let valueStart = index + 1
      index = valueStart
      while index < limit, bytes[index] != quote { index += 1 }
      if bytes[name].elementsEqual(wanted.utf8) { return valueStart..<index }
      index += 1
    }
    return nil
  }

  /// The value of an attribute as it is written.
  func value(_ attribute: String, of tag: MarkupTag) -> String? {
    self.attribute(attribute, of: tag).map { text($0) }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || byte == 0x2F || byte == 0x3E
  }

  private func find(_ byte: UInt8, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if bytes[index] == byte { return index }
      index += 1
    }
    return nil
  }

  private func stands(_ text: StaticString, at start: Int) -> Bool {
    bytes[start...].starts(with: text.description.utf8)
  }

  private func end(of text: StaticString, from start: Int) -> Int {
    let wanted = Array(text.description.utf8)
    guard start <= bytes.count, let found = bytes[start...].firstRange(of: wanted) else {
      return bytes.count
    }
    return found.upperBound
  }
}
