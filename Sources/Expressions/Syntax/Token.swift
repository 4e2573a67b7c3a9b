/// One word of an expression.
struct Token {
  enum Kind: Equatable {
    case identifier(String)
    /// A field's name in backquotes, which may hold `-`, `.` and `/`.
    case quotedField(String)
    /// The magnitude; a sign is read by the parser, so that the smallest integer can be written.
    case integer(UInt)
    case unsigned(UInt)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case symbol(Symbol)
    case end
  }

  enum Symbol: String, CaseIterable {
    case optionalSelect = ".?"
    case and = "&&"
    case or = "||"
    case equal = "=="
    case notEqual = "!="
    case atMost = "<="
    case atLeast = ">="
    case less = "<"
    case greater = ">"
    case not = "!"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case remainder = "%"
    case question = "?"
    case colon = ":"
    case comma = ","
    case dot = "."
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
  }

  let kind: Kind
  /// Code points, from 0.
  let range: Range<Int>

  /// What an error message calls it.
  var shown: String {
    switch kind {
    case .identifier(let name), .quotedField(let name): "`\(name)`"
    case .integer, .unsigned, .double: "a number"
    case .string: "text"
    case .bytes: "bytes"
    case .symbol(let symbol): "`\(symbol.rawValue)`"
    case .end: "the end"
    }
  }
}
