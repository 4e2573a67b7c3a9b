/// A part of the configuration that could not be read or resolved, so that nothing is known of it.
package struct ReadingGap: Hashable, Sendable, Comparable {
  /// Relative to the folder of the request.
  package let file: String
  package let span: TextSpan?
  package let reason: String

  package init(file: String, span: TextSpan? = nil, reason: String) {
    self.file = file
    self.span = span
    self.reason = reason
  }

  package var location: Location { Location(path: file, span: span) }

  package static func < (left: ReadingGap, right: ReadingGap) -> Bool {
    (left.file, left.span ?? .start, left.reason) < (right.file, right.span ?? .start, right.reason)
  }
}
