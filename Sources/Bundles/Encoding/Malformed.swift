/// Why bytes that came from outside are not what they should be.
package struct Malformed: Error, Hashable, Sendable {
  /// The end of a sentence that begins with what was read.
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}
