/// Why a server did not answer; never holds a password.
package struct PostgreSQLError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// No connection: refused, unknown host, no encryption, wrong password.
    case connection
    /// The server says that this role may not.
    case forbidden
    case timeout
    /// The statement is wrong, or anything else.
    case other
  }

  package let kind: Kind
  /// The end of a sentence that begins with what was tried.
  package let words: String
  /// Five characters of the SQL standard; nil when it did not come from the server.
  package let state: String?

  package init(_ kind: Kind, _ words: String, state: String? = nil) {
    self.kind = kind
    self.words = words
    self.state = state
  }
}
