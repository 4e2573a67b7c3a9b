import Model

/// A list of an expression, or one of a document as it stands there.
package enum ListValue: Sendable {
  case values([ExpressionValue])
  case nodes([Node])

  package var count: Int {
    switch self {
    case .values(let values): values.count
    case .nodes(let nodes): nodes.count
    }
  }

  /// The value at a position, or nil when there is none.
  func element(_ index: Int) -> ExpressionValue? {
    guard index >= 0, index < count else { return nil }
    switch self {
    case .values(let values): return values[index]
    case .nodes(let nodes): return ExpressionValue(nodes[index])
    }
  }

  package var values: [ExpressionValue] {
    switch self {
    case .values(let values): values
    case .nodes(let nodes): nodes.map(ExpressionValue.init)
    }
  }
}
