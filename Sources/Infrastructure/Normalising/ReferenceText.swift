/// The addresses that the reason of an unknown value names: `aws_s3_bucket.data.id is known after apply`.
///
/// A source that cannot tell a value says which resource it comes from, and that is enough to know
/// what belongs to what.
enum ReferenceText {
  private static let mostTokens = 64

  /// Words with a dot in them, and words in backticks.
  static func tokens(of reason: String) -> [String] {
    var tokens: [String] = []
    var token = ""
    var isQuoted = false
    var bracketDepth = 0
    func finish() {
      while token.hasSuffix(".") || token.hasSuffix(",") || token.hasSuffix(":") {
        token.removeLast()
      }
      if !token.isEmpty, isQuoted || token.contains("."), tokens.count < mostTokens {
        tokens.append(token)
      }
      token = ""
      bracketDepth = 0
    }
    for character in reason.prefix(4_000) {
      switch character {
      case "`":
        finish()
        isQuoted.toggle()
      case "[":
        bracketDepth += 1
        token.append(character)
      case "]":
        bracketDepth = max(0, bracketDepth - 1)
        token.append(character)
      case "\"", "'":
        if bracketDepth > 0 { token.append(character) } else { finish() }
      case "_", ".", "-", "*", "/": token.append(character)
      default:
        if character.isLetter || character.isNumber || bracketDepth > 0 {
          token.append(character)
        } else {
          finish()
        }
      }
    }
    finish()
    return tokens
  }

  /// Whether a token is the address or an attribute of it: `a.b`, `a.b.id`, `a.b[0].id`.
  static func token(_ token: String, names address: String) -> Bool {
    guard token.hasPrefix(address) else { return false }
    guard let next = token.dropFirst(address.count).first else { return true }
    return next == "." || next == "["
  }
}
