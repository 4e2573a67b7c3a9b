/// A part of the configuration that could not be read or resolved, so that nothing is known of it.
package struct ReadingGap: Hashable, Sendable, Comparable {
  /// Relative to the folder of the request.
  package let file: String
  package let span: TextSpan?
  package let reason: String
  /// In whose words the part is written, which tells what it could have held; nil when it is not known.
  package var dialect: ConfiguredResource.Dialect?

  package init(
    file: String, span: TextSpan? = nil, reason: String,
    dialect: ConfiguredResource.Dialect? = nil
  ) {
    self.file = file
    self.span = span
    self.reason = reason
    self.dialect = dialect
  }

  package var location: Location { Location(path: file, span: span) }

  package static func < (left: ReadingGap, right: ReadingGap) -> Bool {
    (left.file, left.span ?? .start, left.reason) < (right.file, right.span ?? .start, right.reason)
  }
}
