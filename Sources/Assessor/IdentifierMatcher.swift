import Model
import Systems

/// Matches control identifiers against exact names and globs such as `transport.*`.
package struct IdentifierMatcher: Sendable {
  private let exact: Set<String>
  private let globs: [GlobPattern]

  /// - Parameter texts: Names and globs; a glob that cannot be read matches nothing.
  package init(_ texts: [String]) {
    exact = Set(texts)
    globs = texts.compactMap { try? GlobPattern($0) }
  }

  package func matches(_ identifier: String) -> Bool {
    exact.contains(identifier) || globs.contains { $0.matches(identifier: identifier) }
  }
}
