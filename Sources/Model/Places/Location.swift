/// Where something was seen: a place in a file, in a blob of the history, or behind a URL.
package struct Location: Hashable, Sendable, Comparable, Codable {
  /// The path as a person would type it from the posture's folder, with `/` between parts.
  package var path: String?
  package var span: TextSpan?
  /// The URL with any user information removed.
  package var url: String?
  /// Full hexadecimal identifiers, when the place is in a repository's history.
  package var commit: String?
  package var blob: String?

  package init(
    path: String? = nil, span: TextSpan? = nil, url: String? = nil, commit: String? = nil,
    blob: String? = nil
  ) {
    self.path = path
    self.span = span
    self.url = url
    self.commit = commit
    self.blob = blob
  }

  /// `path:line:column`, or the URL, in the form that editors and terminals make clickable.
  package var description: String {
    guard let path else { return url ?? "" }
    guard let span else { return path }
    return "\(path):\(span.line):\(span.column)"
  }

  private var sortKey: (String, String, Int, Int, String) {
    (path ?? "", url ?? "", span?.line ?? 0, span?.column ?? 0, commit ?? "")
  }

  package static func < (left: Location, right: Location) -> Bool { left.sortKey < right.sortKey }
}
