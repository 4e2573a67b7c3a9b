/// Where a pattern and its groups matched, in bytes.
package struct PatternMatch: Hashable, Sendable {
  /// The whole match, then each group; nil for a group that took no part.
  package let captures: [Range<Int>?]
  private let names: [String: Int]

  init(captures: [Range<Int>?], names: [String: Int]) {
    self.captures = captures
    self.names = names
  }

  package var range: Range<Int> { capture(0) ?? 0..<0 }

  package func capture(_ number: Int) -> Range<Int>? {
    captures.indices.contains(number) ? captures[number] : nil
  }

  package func capture(named name: String) -> Range<Int>? { names[name].flatMap(capture) }
}

/// A pattern needed more effort than is allowed, so whether it matches is not known.
package struct PatternLimitExceeded: Error, Hashable, Sendable {
  package init() {}
}
