/// A glob over control identifiers: `*` stands for any characters, dots included.
package struct ControlGlob: Sendable {
  private let pattern: [Unicode.Scalar]
  /// Whether it names one control and nothing else.
  package let isExact: Bool

  package init(_ text: String) {
    pattern = Array(text.unicodeScalars)
    isExact = !pattern.contains("*")
  }

  package func matches(_ id: String) -> Bool { matches(Array(id.unicodeScalars)) }

  /// The same for an identifier that is matched against many globs.
  package func matches(_ id: [Unicode.Scalar]) -> Bool { PathGlob.matches(id, pattern) }
}
