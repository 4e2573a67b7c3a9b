/// Text from files and servers, made safe to put before a reader.
///
/// What remains has no control character, no escape sequence and no invisible character that could
/// reorder or hide what stands beside it.
package enum PlainText {
  /// The longest text that a report repeats from its input, in Unicode scalars.
  static let limit = 2_000

  /// The text on one line: escape sequences and invisible characters removed, white space folded.
  package static func cleaned(_ text: String, limit: Int = limit) -> String {
    if isClean(text, limit: limit) { return text }
    var kept = String.UnicodeScalarView()
    var count = 0
    var isSpacePending = false
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if introducers.contains(scalar) {
        dropSequence(startedBy: scalar, from: &rest)
        continue
      }
      if scalar.properties.isWhitespace {
        isSpacePending = count > 0
        continue
      }
      if isInvisible(scalar) { continue }
      guard count < limit else {
        kept.append("…")
        break
      }
      if isSpacePending {
        kept.append(" ")
        count += 1
        isSpacePending = false
      }
      kept.append(scalar)
      count += 1
    }
    return String(kept)
  }

  /// Whether the text is printable, on one line and with nothing to fold, as most of it is.
  ///
  /// Besides ASCII it knows the letters and signs of Latin-1 and the dashes, quotation marks and dots
  /// that our own sentences hold; what has any other character is looked at more closely.
  private static func isClean(_ text: String, limit: Int) -> Bool {
    var previous: UInt8 = 0x20
    var lead: UInt8 = 0
    for byte in text.utf8 {
      switch (lead, byte) {
      case (0, 0x20): if previous == 0x20 { return false }
      case (0, 0x21..<0x7F): break
      case (0, 0xC2), (0, 0xC3), (0, 0xE2):
        lead = byte
        continue
      // U+00AD is a hyphen that shows only at the end of a line.
      case (0xC2, 0xA1...0xBF) where byte != 0xAD, (0xC3, _): lead = 0
      case (0xE2, 0x80):
        lead = byte
        continue
      // U+2013 to U+201D, and U+2026.
      case (0x80, 0x93...0x9D), (0x80, 0xA6): lead = 0
      default: return false
      }
      previous = byte
    }
    return previous != 0x20 && text.utf8.count <= limit
  }

  /// The text with its line breaks and tabs, without escape sequences and invisible characters.
  static func visible(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if introducers.contains(scalar) {
        dropSequence(startedBy: scalar, from: &rest)
      } else if ["\n", "\r", "\t"].contains(scalar) || !isInvisible(scalar) {
        kept.append(scalar)
      }
    }
    return String(kept)
  }

  /// What a terminal escape sequence begins with (ECMA-48 section 5.3).
  private static let introducers: Set<Unicode.Scalar> = [
    "\u{1B}", "\u{90}", "\u{9B}", "\u{9D}",
  ]

  /// Removes the rest of a terminal escape sequence (ECMA-48 section 5.4) from the front.
  private static func dropSequence(
    startedBy introducer: Unicode.Scalar, from rest: inout Substring.UnicodeScalarView
  ) {
    switch introducer {
    case "\u{9B}": dropControlSequence(from: &rest)
    case "\u{9D}", "\u{90}": dropString(from: &rest)
    default:
      guard let kind = rest.first else { return }
      switch kind {
      case "[":
        rest.removeFirst()
        dropControlSequence(from: &rest)
      case "]", "P", "X", "^", "_":
        rest.removeFirst()
        dropString(from: &rest)
      case "\u{20}"..."\u{2F}":
        while let next = rest.first, ("\u{20}"..."\u{2F}").contains(next) { rest.removeFirst() }
        _ = rest.popFirst()
      case "\u{30}"..."\u{7E}": rest.removeFirst()
      default: return
      }
    }
  }

  /// Removes parameters up to and with the final byte.
  private static func dropControlSequence(from rest: inout Substring.UnicodeScalarView) {
    while let next = rest.first, ("\u{20}"..."\u{3F}").contains(next) { rest.removeFirst() }
    if let final = rest.first, ("\u{40}"..."\u{7E}").contains(final) { rest.removeFirst() }
  }

  /// Removes a string up to its terminator, BEL or ST; one without a terminator takes the line.
  private static func dropString(from rest: inout Substring.UnicodeScalarView) {
    while let next = rest.first, next != "\n" {
      rest.removeFirst()
      if next == "\u{07}" || next == "\u{9C}" { return }
      if next == "\u{1B}" {
        if rest.first == "\\" { rest.removeFirst() }
        return
      }
    }
  }

  /// Whether a scalar shows nothing by itself: controls, formatting and bidirectional marks, tags,
  /// private use and what is not a character at all.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
