/// The few settings of a repository that say how its objects are kept.
struct RepositorySettings {
  private var values: [String: String] = [:]

  /// Reads sections without a name of their own, and the values in them without quotes.
  init(_ text: String) {
    var section = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let line = Self.trimmed(line)
      if line.hasPrefix("[") {
        section = line.dropFirst().prefix { $0 != "]" }.lowercased()
      } else if let sign = line.firstIndex(of: "=") {
        let key = section + "." + Self.trimmed(line[..<sign]).lowercased()
        values[key] = String(Self.trimmed(line[line.index(after: sign)...]))
      }
    }
  }

  subscript(section: String, key: String) -> String? { values[section + "." + key] }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
