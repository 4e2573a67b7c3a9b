/// What an expression may cost, so that none can hold a check up.
package struct ExpressionLimits: Hashable, Sendable {
  /// The longest text, in code points.
  package let codePoints: Int
  /// The deepest nesting of the syntax tree.
  package let depth: Int
  /// The most nodes of the syntax tree.
  package let nodes: Int
  /// The most steps of one evaluation: one for each operation, and one for each element, or eight
  /// bytes of text, that it goes through.
  package let cost: Int

  package init(
    codePoints: Int = 16_384, depth: Int = 100, nodes: Int = 4_096, cost: Int = 2_000_000
  ) {
    self.codePoints = codePoints
    self.depth = depth
    self.nodes = nodes
    self.cost = cost
  }

  package static let standard = ExpressionLimits()
}
