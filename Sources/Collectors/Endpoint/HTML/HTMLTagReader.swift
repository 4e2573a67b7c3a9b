/// Finds the start tags of an HTML page, in one pass and without building a tree.
///
/// It follows the tokenizer of the HTML Standard (section 13.2.5) as far as tags need it: comments,
/// declarations, and the elements whose content is text. A tag inside them is none.
struct HTMLTagReader {
  static let mostTags = 50_000
  private static let longestValue = 64 << 10
  /// Elements whose content holds no tags until their own end tag.
  private static let textElements: Set<String> = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
  ]

  private let bytes: [UInt8]
  private var position = 0
  private var tags = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether reading stopped because there were too many tags.
  var isExhausted: Bool { tags >= Self.mostTags }

  mutating func next() -> HTMLTag? {
    while position < bytes.count, !isExhausted {
      guard let start = find(0x3C, from: position) else {
        position = bytes.count
        return nil
      }
      position = start + 1
      guard let byte = peek else { return nil }
      if byte == 0x21 {
        skipDeclaration()
      } else if byte == 0x3F {
        skip(past: 0x3E)
      } else if byte == 0x2F {
        skipEndTag()
      } else if Self.isLetter(byte), let tag = startTag() {
        tags += 1
        if Self.textElements.contains(tag.name) { skipText(of: tag.name) }
        return tag
      }
    }
    return nil
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func find(_ byte: UInt8, from start: Int) -> Int? {
    start < bytes.count ? bytes[start...].firstIndex(of: byte) : nil
  }

  private mutating func skip(past byte: UInt8) {
    position = find(byte, from: position).map { $0 + 1 } ?? bytes.count
  }

  private mutating func skipDeclaration() {
    guard bytes[position...].starts(with: [0x21, 0x2D, 0x2D]) else { return skip(past: 0x3E) }
    position += 3
    // `<!-->` and `<!--->` are whole comments.
    for short in [[0x3E], [0x2D, 0x3E]] as [[UInt8]] where bytes[position...].starts(with: short) {
      position += short.count
      return
    }
    while let dash = find(0x2D, from: position) {
      position = dash + 1
      for end in [[0x2D, 0x3E], [0x2D, 0x21, 0x3E]] as [[UInt8]]
      where bytes[dash...].dropFirst().starts(with: end) {
        position = dash + 1 + end.count
        return
      }
    }
    position = bytes.count
  }

  /// An end tag may carry attributes, in whose values `>` counts for nothing.
  private mutating func skipEndTag() {
    position += 1
    guard let byte = peek, Self.isLetter(byte) else { return skip(past: 0x3E) }
    _ = startTag()
  }

  private mutating func startTag() -> HTMLTag? {
    let name = word { Self.isSpace($0) || $0 == 0x2F || $0 == 0x3E }.lowercased()
    var attributes: [String: String] = [:]
    while let byte = peek {
      if byte == 0x3E {
        position += 1
        return HTMLTag(name: name, attributes: attributes)
      }
      if Self.isSpace(byte) || byte == 0x2F {
        position += 1
        continue
      }
      let (key, value) = attribute()
      if attributes[key] == nil { attributes[key] = value }
    }
    // A tag that the page's end cuts off is none.
    return nil
  }

  private mutating func attribute() -> (String, String) {
    // A leading equals sign belongs to the name.
    let start = position
    position += 1
    while let byte = peek, !Self.isSpace(byte), byte != 0x2F, byte != 0x3E, byte != 0x3D {
      position += 1
    }
    let name = String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
    let afterName = position
    skipSpaces()
    guard peek == 0x3D else {
      position = afterName
      return (name, "")
    }
    position += 1
    skipSpaces()
    return (name, HTMLReferences.decoded(value()))
  }

  private mutating func value() -> String {
    guard let quote = peek, quote == 0x22 || quote == 0x27 else {
      return word { Self.isSpace($0) || $0 == 0x3E }
    }
    position += 1
    let text = word { $0 == quote }
    position = min(position + 1, bytes.count)
    return text
  }

  private mutating func word(until ends: (UInt8) -> Bool) -> String {
    let start = position
    position = bytes[start...].firstIndex(where: ends) ?? bytes.count
    return String(
      decoding: bytes[start..<min(position, start + Self.longestValue)], as: UTF8.self)
  }

  private mutating func skipSpaces() {
    while let byte = peek, Self.isSpace(byte) { position += 1 }
  }

  /// Moves to the end tag of a text element.
  private mutating func skipText(of name: String) {
    let wanted = Array(name.utf8)
    var search = position
    while let start = find(0x3C, from: search) {
      search = start + 1
      let rest = bytes[search...]
      guard rest.first == 0x2F else { continue }
      let letters = rest.dropFirst().prefix(wanted.count).map { $0 | 0x20 }
      guard letters == wanted else { continue }
      let after = search + 1 + wanted.count
      guard
        after >= bytes.count || Self.isSpace(bytes[after]) || [0x2F, 0x3E].contains(bytes[after])
      else { continue }
      position = start
      return
    }
    position = bytes.count
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B
  }
}
