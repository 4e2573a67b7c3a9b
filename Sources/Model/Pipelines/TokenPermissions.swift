/// What the token of a workflow or a job may do.
package struct TokenPermissions: Hashable, Sendable {
  package enum Access: String, Hashable, Sendable {
    case none
    case read
    case write
  }

  package struct Scope: Hashable, Sendable {
    /// `contents`, `pull-requests`.
    package let name: String
    /// Nil for a word that is not known.
    package let access: Access?
    package let span: TextSpan

    package init(name: String, access: Access?, span: TextSpan) {
      self.name = name
      self.access = access
      self.span = span
    }
  }

  /// What `read-all` and `write-all` give for every scope; nil where scopes are listed.
  package let all: Access?
  package let scopes: [Scope]
  package let span: TextSpan

  package init(all: Access?, scopes: [Scope], span: TextSpan) {
    self.all = all
    self.scopes = scopes
    self.span = span
  }
}
