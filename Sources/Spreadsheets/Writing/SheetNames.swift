/// Names of sheets as spreadsheet programs accept them.
enum SheetNames {
  /// Characters, in UTF-16 units.
  private static let longest = 31

  /// The names without `[ ] : * ? / \` and without control characters, at most 31 characters long,
  /// each different from those before it whatever the case.
  static func fit(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      let clean = fit(name)
      var candidate = clean
      var number = 2
      while !taken.insert(candidate.lowercased()).inserted {
        let ending = " (\(number))"
        candidate = cut(clean, to: longest - ending.utf16.count) + ending
        number += 1
      }
      return candidate
    }
  }

  private static func fit(_ name: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let isRefused = "[]:*?/\\".unicodeScalars.contains(scalar) || scalar.value < 0x20
      scalars.append(isRefused ? " " : scalar)
    }
    var text = Substring(String(scalars))
    while let first = text.first, first == "'" || first == " " { text.removeFirst() }
    text = cut(String(text), to: longest)[...]
    while let last = text.last, last == "'" || last == " " { text.removeLast() }
    // "History" is a name that Excel keeps to itself.
    return text.isEmpty || text.lowercased() == "history" ? "Sheet" : String(text)
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    var result = ""
    var count = 0
    for character in text {
      count += character.utf16.count
      guard count <= limit else { break }
      result.append(character)
    }
    return result
  }
}
