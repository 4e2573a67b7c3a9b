import Model

/// An error while an expression was evaluated.
package final class Failure: Error {
  package enum Kind: String, Sendable {
    case noSuchField = "no such field"
    case noSuchOverload = "no such overload"
    case range = "out of range"
    case invalidArgument = "invalid argument"
    case unknownName = "unknown name"
    case cost = "cost limit exceeded"
  }

  package let kind: Kind
  /// For people: `no such key: \`encrypted\`; there is \`encryption\``.
  package let message: String
  /// The part of the expression that failed, in code points; nil until an operation says it.
  package let range: Range<Int>?

  init(_ kind: Kind, _ message: String, at range: Range<Int>? = nil) {
    self.kind = kind
    self.message = message
    self.range = range
  }

  /// The same error, at the innermost part that is known.
  func placed(at range: Range<Int>) -> Failure {
    self.range == nil ? Failure(kind, message, at: range) : self
  }
}

/// Why a value is not known, and where it stands.
package struct Unknown: Hashable, Sendable {
  package let reason: String
  package let span: TextSpan?

  package init(reason: String, span: TextSpan?) {
    self.reason = reason
    self.span = span
  }
}

/// Everything that a result would need to know.
package struct Unknowns: Hashable, Sendable {
  private static let most = 20

  package private(set) var list: [Unknown]

  package init(_ list: [Unknown]) { self.list = list }

  /// Without repetition, in the order in which they were met.
  mutating func merge(_ other: Unknowns) {
    for unknown in other.list where list.count < Self.most && !list.contains(unknown) {
      list.append(unknown)
    }
  }
}
