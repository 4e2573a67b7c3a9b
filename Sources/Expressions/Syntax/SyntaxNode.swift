/// A part of an expression as it was written; macros are calls like others here.
struct SyntaxNode: Sendable {
  struct Element: Sendable {
    let value: SyntaxNode
    /// `[?e]`: left out where the optional is empty.
    let isOptional: Bool
  }

  struct Entry: Sendable {
    let key: SyntaxNode
    let value: SyntaxNode
    let isOptional: Bool
  }

  indirect enum Kind: Sendable {
    case literal(ExpressionValue)
    /// With a leading dot where it is to be looked up at the root only.
    case identifier(String)
    case select(SyntaxNode, field: String, isOptional: Bool)
    case index(SyntaxNode, SyntaxNode, isOptional: Bool)
    case call(function: String, target: SyntaxNode?, arguments: [SyntaxNode])
    case list([Element])
    case map([Entry])
    case message(String)
    case not(SyntaxNode)
    case negate(SyntaxNode)
    case binary(BinaryOperator, SyntaxNode, SyntaxNode)
    /// Two operands or more.
    case and([SyntaxNode])
    case or([SyntaxNode])
    case conditional(SyntaxNode, SyntaxNode, SyntaxNode)
  }

  let kind: Kind
  /// All of it, in code points from 0.
  let range: Range<Int>
  /// What an error points at: the operator, the field's or the function's name.
  let anchor: Int
  /// Levels of nodes, counted from 1.
  let depth: Int

  /// `a.b.c` where it is nothing but names.
  var qualifiedName: String? {
    switch kind {
    case .identifier(let name): name
    case .select(let operand, let field, false): operand.qualifiedName.map { "\($0).\(field)" }
    default: nil
    }
  }

  /// A plain name, such as the variable of a comprehension.
  var simpleName: String? {
    guard case .identifier(let name) = kind, !name.hasPrefix(".") else { return nil }
    return name
  }
}

enum BinaryOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="
  case contained = "in"

  /// How closely it binds.
  var precedence: Int {
    switch self {
    case .multiply, .divide, .remainder: 3
    case .add, .subtract: 2
    default: 1
    }
  }
}
