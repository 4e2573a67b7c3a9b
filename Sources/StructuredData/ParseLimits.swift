/// How much of a file the parsers accept, so that hostile input costs a bounded amount.
package struct ParseLimits: Sendable {
  package var maximumBytes: Int
  /// Nested lists and mappings, those reached through YAML aliases included.
  package var maximumDepth: Int
  /// Values in one file, each copy made by a YAML alias counted.
  package var maximumNodes: Int

  package init(
    maximumBytes: Int = 16 * 1024 * 1024, maximumDepth: Int = 200, maximumNodes: Int = 1_000_000
  ) {
    self.maximumBytes = maximumBytes
    self.maximumDepth = maximumDepth
    self.maximumNodes = maximumNodes
  }

  package static let standard = ParseLimits()
}
