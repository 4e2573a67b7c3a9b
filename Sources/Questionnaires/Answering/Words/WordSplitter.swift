/// Cuts text into lower-case words.
enum WordSplitter {
  /// Words of at most so many letters are kept whole; no word of any language is longer.
  private static let longestWord = 64

  /// The words in order, at most `limit` of them, and whether there were more.
  ///
  /// Letters and digits make a word, and a full stop between two digits (`1.2`). Apostrophes vanish
  /// (`don't` is `dont`), `%` is the word `percent` and `+` after a digit the word `plus`.
  static func words(_ text: String, limit: Int) -> (words: [String], isCut: Bool) {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    func finish() {
      guard !word.isEmpty else { return }
      words.append(String(String.UnicodeScalarView(word.prefix(longestWord))))
      word = String.UnicodeScalarView()
    }
    while let scalar = next, words.count <= limit {
      next = scalars.next()
      if isWordScalar(scalar) {
        if word.count <= longestWord { word += scalar.properties.lowercaseMapping.unicodeScalars }
      } else if scalar == ".", isDigit(previous), next.map(isDigit) == true {
        word.append(scalar)
      } else if scalar != "'" && scalar != "’" {
        finish()
        if scalar == "%" { words.append("percent") }
        if scalar == "+", isDigit(previous) { words.append("plus") }
      }
      previous = scalar
    }
    finish()
    return (Array(words.prefix(limit)), words.count > limit)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return isDigit(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
