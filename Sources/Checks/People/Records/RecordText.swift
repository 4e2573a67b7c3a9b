import Model

/// Puts texts from registers and documents into messages.
enum RecordText {
  /// The text without white space around it.
  static func trimmed(_ text: String) -> String {
    let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
    let scalars = text.unicodeScalars.drop(while: isSpace)
    guard let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(scalars[...last])
  }

  /// At most so many code points on one line, without control characters, which could rewrite a
  /// terminal.
  static func shown(_ text: String, limit: Int = 80) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(limit) {
      let isControl = [.control, .format, .lineSeparator, .paragraphSeparator].contains(
        scalar.properties.generalCategory)
      shown.append(isControl ? " " : scalar)
    }
    let isCut = text.unicodeScalars.count > limit
    return String(shown) + (isCut ? "…" : "")
  }

  /// A length of time, in hours up to four days because promises are written in hours.
  static func duration(seconds: Int) -> String {
    guard (3_600..<4 * 86_400).contains(seconds) else { return TimeSpan.words(seconds: seconds) }
    let minutes = seconds / 60 % 60
    let hours = counted(seconds / 3_600, "hour")
    return minutes == 0 ? hours : "\(hours) \(counted(minutes, "minute"))"
  }

  static func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
  }

  /// `a`, `a and b`, `a, b and c`.
  static func joined(_ words: [String], by conjunction: String = "and") -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
  }
}
