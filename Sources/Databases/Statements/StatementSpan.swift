import Model

/// One SQL statement's stretch of a file.
package struct StatementSpan: Hashable, Sendable {
  /// Byte offsets in the file, end exclusive.
  package let bytes: Range<Int>
  package let span: TextSpan

  package init(bytes: Range<Int>, span: TextSpan) {
    self.bytes = bytes
    self.span = span
  }
}
