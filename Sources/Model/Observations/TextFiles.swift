/// Asks for files as text, with when git last saw them change.
package struct TextFilesRequest: ObservationRequest {
  package typealias Facts = TextFiles

  package let folder: String
  package let patterns: [String]
  /// Globs of files that are not read although a pattern fits them.
  package let exceptions: [String]
  /// Whether the repository's history is read for the last change.
  package let wantsLastChange: Bool

  package init(
    folder: String, patterns: [String], exceptions: [String] = [], wantsLastChange: Bool = false
  ) {
    self.folder = folder
    self.patterns = patterns
    self.exceptions = exceptions
    self.wantsLastChange = wantsLastChange
  }

  package var subject: String { patterns.joined(separator: ", ") }
}

package struct TextFiles: Sendable {
  package let files: [TextFile]

  package init(files: [TextFile]) { self.files = files }
}

package struct TextFile: Sendable {
  package struct Change: Sendable {
    package let commit: String
    package let date: Instant

    package init(commit: String, date: Instant) {
      self.commit = commit
      self.date = date
    }
  }

  package let path: String
  package let size: Int
  package let digest: String?
  package let text: Result<String, Unavailable>
  /// The newest commit that changed the file; nil when it was not asked for.
  package let lastChange: Result<Change, Unavailable>?

  package init(
    path: String, size: Int, digest: String?, text: Result<String, Unavailable>,
    lastChange: Result<Change, Unavailable>? = nil
  ) {
    self.path = path
    self.size = size
    self.digest = digest
    self.text = text
    self.lastChange = lastChange
  }
}
