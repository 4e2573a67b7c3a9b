/// Puts variables into texts the way a shell does: `$NAME`, `${NAME}`, `${NAME:-default}`,
/// `${NAME-default}`, `${NAME:+other}`, `${NAME:?message}`.
struct VariableText {
  /// What a variable has.
  enum Value: Hashable {
    case text(String)
    case unknown(reason: String)
    /// It is not set; nothing stands for it.
    case unset
  }

  private static let deepest = 16
  private static let longest = 64 * 1024

  /// The escape character before a `$`; nil where `$$` stands for one instead.
  let escape: Character?
  /// Whether a variable that is not set is an empty text.
  let unsetIsEmpty: Bool
  let value: (String) -> Value

  func resolved(_ text: String) -> Value { resolved(Array(text), depth: 0) }

  private func resolved(_ text: [Character], depth: Int) -> Value {
    guard depth < Self.deepest, text.count < Self.longest else {
      return .unknown(reason: "the text has too many variables in each other")
    }
    var result = ""
    var position = 0
    while position < text.count {
      let character = text[position]
      let next = position + 1 < text.count ? text[position + 1] : nil
      if let escape, character == escape, next == "$" {
        result.append("$")
        position += 2
      } else if escape == nil, character == "$", next == "$" {
        result.append("$")
        position += 2
      } else if character == "$", let next, next == "{" || Self.isStart(next) {
        switch reference(in: text, at: &position, depth: depth) {
        case .text(let value): result += value
        case .unknown(let reason): return .unknown(reason: reason)
        case .unset: result += ""
        }
        guard result.utf8.count <= Self.longest else {
          return .unknown(reason: "the text is too long with its variables")
        }
      } else {
        result.append(character)
        position += 1
      }
    }
    return .text(result)
  }

  private static func isStart(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character == "_")
  }

  private static func isPart(_ character: Character) -> Bool {
    isStart(character) || (character.isASCII && character.isNumber)
  }

  private func reference(in text: [Character], at position: inout Int, depth: Int) -> Value {
    guard text[position + 1] == "{" else {
      let start = position + 1
      position = start
      while position < text.count, Self.isPart(text[position]) { position += 1 }
      return plain(String(text[start..<position]))
    }
    let start = position + 2
    var end = start
    var open = 1
    while end < text.count {
      if text[end] == "{" { open += 1 }
      if text[end] == "}" {
        open -= 1
        if open == 0 { break }
      }
      end += 1
    }
    guard end < text.count else {
      position = text.count
      return .unknown(reason: "a variable has no closing brace")
    }
    position = end + 1
    return braced(Array(text[start..<end]), depth: depth)
  }

  private func braced(_ inside: [Character], depth: Int) -> Value {
    let name = String(inside.prefix(while: Self.isPart))
    let rest = Array(inside.dropFirst(name.count))
    guard !name.isEmpty else { return .unknown(reason: "a variable has no name") }
    guard let first = rest.first else { return plain(name) }
    let isColon = first == ":"
    let sign = isColon ? rest.dropFirst().first : first
    let word = Array(rest.dropFirst(isColon ? 2 : 1))
    let current = value(name)
    let isSet =
      switch current {
      case .text(let text): !isColon || !text.isEmpty
      case .unknown: true
      case .unset: false
      }
    switch sign {
    case "-": return isSet ? current : resolved(word, depth: depth + 1)
    case "+": return isSet ? resolved(word, depth: depth + 1) : .text("")
    case "?": return isSet ? current : plain(name)
    default: return .unknown(reason: "the variable \(name) is changed in a way not worked out")
    }
  }

  private func plain(_ name: String) -> Value {
    let current = value(name)
    guard current == .unset, !unsetIsEmpty else { return current }
    return .unknown(reason: "the variable \(name) has no value here")
  }
}
