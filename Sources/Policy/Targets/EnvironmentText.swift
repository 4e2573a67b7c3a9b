import Model

/// A text in which `$NAME` stands for a variable of the environment and `$$` for a dollar sign.
struct EnvironmentText {
  enum Piece: Equatable {
    case text(String)
    case variable(String)
  }

  let pieces: [Piece]

  init(_ text: String) {
    var pieces: [Piece] = []
    var plain = ""
    var rest = text[...]
    while let first = rest.popFirst() {
      guard first == "$" else {
        plain.append(first)
        continue
      }
      let name = rest.prefix(while: Self.isNameCharacter)
      if rest.first == "$" {
        rest.removeFirst()
        plain.append("$")
      } else if let start = name.first, !start.isNumber {
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = ""
        pieces.append(.variable(String(name)))
        rest = rest.dropFirst(name.count)
      } else {
        plain.append("$")
      }
    }
    if !plain.isEmpty { pieces.append(.text(plain)) }
    self.pieces = pieces
  }

  /// The name when the text is one variable and nothing else.
  var onlyVariable: String? {
    guard pieces.count == 1, case .variable(let name) = pieces.first else { return nil }
    return name
  }

  var hasVariable: Bool {
    pieces.contains { if case .variable = $0 { true } else { false } }
  }

  func filled(from environment: [String: String]) throws(Unavailable) -> String {
    var filled = ""
    for piece in pieces {
      switch piece {
      case .text(let text): filled += text
      case .variable(let name): filled += try Self.value(of: name, in: environment)
      }
    }
    return filled
  }

  static func value(
    of name: String, in environment: [String: String]
  ) throws(Unavailable) -> String {
    guard let value = environment[name] else {
      throw Unavailable(
        "environment variable \(name) is not set", cause: .unsetVariable(name))
    }
    guard !value.isEmpty else { throw Unavailable("environment variable \(name) is empty") }
    return value
  }

  private static func isNameCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "_")
  }
}
