/// A stretch of text: lines and columns count from 1, columns in Unicode code points, and the
/// end column is the first one after the stretch (SARIF 2.1.0 section 3.30).
package struct TextSpan: Hashable, Sendable, Comparable, Codable {
  package let line: Int
  package let column: Int
  package let endLine: Int
  package let endColumn: Int

  package init(line: Int, column: Int, endLine: Int, endColumn: Int) {
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }

  /// A place without an extent.
  package init(line: Int, column: Int) {
    self.init(line: line, column: column, endLine: line, endColumn: column)
  }

  package static let start = TextSpan(line: 1, column: 1)

  package static func < (left: TextSpan, right: TextSpan) -> Bool {
    (left.line, left.column, left.endLine, left.endColumn)
      < (right.line, right.column, right.endLine, right.endColumn)
  }
}
