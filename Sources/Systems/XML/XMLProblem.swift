/// Why an XML text cannot be read, and where.
package struct XMLProblem: Error, Hashable, Sendable {
  package let message: String
  /// From 1; nil when the text as a whole is meant.
  package let line: Int?
  package let column: Int?

  package init(_ message: String, line: Int? = nil, column: Int? = nil) {
    self.message = message
    self.line = line
    self.column = column
  }

  /// The message with its place: `12:4: the document ends early`.
  package var description: String {
    guard let line else { return message }
    return column.map { "\(line):\($0): \(message)" } ?? "\(line): \(message)"
  }
}
