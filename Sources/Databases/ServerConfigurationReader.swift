import Model

/// Reads `postgresql.conf` and `pg_hba.conf` (PostgreSQL documentation, sections 20.1.2 and 21.1).
package enum ServerConfigurationReader {
  package static func isHostRules(_ path: String) -> Bool {
    path.split(separator: "/").last?.contains("hba") ?? false
  }

  /// `name = value` lines; the last of a name counts.
  package static func settings(
    _ bytes: [UInt8], path: String
  ) -> (settings: [HostBasedAccess.FileSetting], gaps: [SchemaGap]) {
    var settings: [HostBasedAccess.FileSetting] = []
    var gaps: [SchemaGap] = []
    for (number, line) in lines(bytes) {
      let words = words(line, quotes: ["'"], separators: [" ", "\t", "="])
      guard let name = words.first?.lowercased() else { continue }
      let location = Location(path: path, span: TextSpan(line: number, column: 1))
      if name.hasPrefix("include") {
        gaps.append(
          SchemaGap(
            effects: [.settings], reason: "it includes another file, which is not read here",
            location: location))
        continue
      }
      settings.append(
        HostBasedAccess.FileSetting(
          name: name, value: words.count > 1 ? words[1] : "", isApplied: true,
          location: location))
    }
    return (settings, gaps)
  }

  package static func hostRules(
    _ bytes: [UInt8], path: String
  ) -> (rules: [HostBasedAccess.Rule], gaps: [SchemaGap]) {
    var rules: [HostBasedAccess.Rule] = []
    var gaps: [SchemaGap] = []
    for (number, line) in lines(bytes) {
      let words = words(line, quotes: ["\""], separators: [" ", "\t"])
      guard let type = words.first else { continue }
      let location = Location(path: path, span: TextSpan(line: number, column: 1))
      let isLocal = type == "local"
      // An address may be followed by its mask in a word of its own.
      let hasMask = !isLocal && words.count > 4 && words[4].contains(".") && !words[4].contains("=")
      let method = isLocal ? 3 : hasMask ? 5 : 4
      guard words.count > method, !type.hasPrefix("include"), !type.hasPrefix("@") else {
        gaps.append(
          SchemaGap(effects: [.settings], reason: "a line could not be read", location: location))
        continue
      }
      rules.append(
        HostBasedAccess.Rule(
          type: type, databases: words[1].split(separator: ",").map(String.init),
          users: words[2].split(separator: ",").map(String.init),
          address: isLocal ? nil : words[3], method: words[method], error: nil,
          location: location))
    }
    return (rules, gaps)
  }

  private static func lines(_ bytes: [UInt8]) -> [(Int, String)] {
    var number = 0
    return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      number += 1
      return (number, String(decoding: line, as: UTF8.self))
    }
  }

  /// The words of a line up to a comment; quotes hold spaces together.
  private static func words(
    _ line: String, quotes: Set<Character>, separators: Set<Character>
  ) -> [String] {
    var words: [String] = []
    var current: String?
    var quote: Character?
    for character in line where character != "\r" {
      if let open = quote {
        if character == open { quote = nil } else { current?.append(character) }
      } else if quotes.contains(character) {
        quote = character
        current = current ?? ""
      } else if character == "#" {
        break
      } else if separators.contains(character) {
        if let word = current { words.append(word) }
        current = nil
      } else {
        current = (current ?? "") + String(character)
      }
    }
    if let word = current { words.append(word) }
    return words
  }
}
