/// A literal to look for.
package struct Literal: Hashable, Sendable {
  package let bytes: [UInt8]
  /// Whether ASCII letters match only in the case they are written in.
  package let isCaseSensitive: Bool
  package let condition: Condition

  package init(_ text: String, caseSensitive: Bool = true, condition: Condition = .none) {
    self.init(Array(text.utf8), caseSensitive: caseSensitive, condition: condition)
  }

  package init(_ bytes: [UInt8], caseSensitive: Bool, condition: Condition) {
    self.bytes = bytes
    isCaseSensitive = caseSensitive
    self.condition = condition
  }

  /// What must stand around an occurrence for it to count.
  ///
  /// Short or common literals occur everywhere; these looks cost a few bytes each and leave only
  /// the places that a pattern could match.
  package enum Condition: Hashable, Sendable {
    case none
    /// So many characters of a token without a break, from the literal's start on.
    case token(length: Int)
    /// A sign of assignment after the rest of the name, as in `password_hash' =>`.
    case assignment
    /// The same, and behind the sign a value of at least so many characters, in quotation marks or
    /// not.
    case value(length: Int)
    /// An `@` in the same word, as in `https://name:word@host`.
    case userInformation
  }
}

/// One or more occurrences of a literal near each other.
package struct LiteralHit: Hashable, Sendable {
  /// Its index in the list that the database was made from.
  package let literal: Int
  /// From the start of the first occurrence to the end of the last.
  package let range: Range<Int>

  package init(literal: Int, range: Range<Int>) {
    self.literal = literal
    self.range = range
  }
}
