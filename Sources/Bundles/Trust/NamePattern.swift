/// Patterns of OpenSSH over names: `*`, `?`, several divided by commas, `!` before one that must not
/// match (ssh_config, PATTERNS).
struct NamePattern: Hashable, Sendable {
  let text: String

  func matches(_ name: String) -> Bool {
    var isMatched = false
    for pattern in text.utf8.split(separator: UInt8(ascii: ",")) {
      let isNegated = pattern.first == UInt8(ascii: "!")
      guard Self.matches(Array(isNegated ? pattern.dropFirst() : pattern), Array(name.utf8)) else {
        continue
      }
      if isNegated { return false }
      isMatched = true
    }
    return isMatched
  }

  /// Goes back to the last star only, so the time is bounded by the product of the lengths.
  private static func matches(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
    var place = 0
    var index = 0
    var star: (place: Int, index: Int)?
    while index < name.count {
      let wanted = place < pattern.count ? pattern[place] : nil
      if wanted == UInt8(ascii: "*") {
        star = (place, index)
        place += 1
      } else if wanted == UInt8(ascii: "?") || wanted == name[index] {
        place += 1
        index += 1
      } else if let last = star {
        star = (last.place, last.index + 1)
        place = last.place + 1
        index = last.index + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
