/// Asks for files that hold structured data, parsed.
package struct StructuredFilesRequest: ObservationRequest {
  package typealias Facts = StructuredFiles

  package enum Format: String, CaseIterable, Sendable {
    case yaml
    case json
    case toml
    case ini
    case env
  }

  /// Absolute path of the folder the patterns start from.
  package let folder: String
  package let patterns: [String]
  /// Nil takes the format from each file's name.
  package let format: Format?

  package init(folder: String, patterns: [String], format: Format? = nil) {
    self.folder = folder
    self.patterns = patterns
    self.format = format
  }

  package var subject: String { patterns.joined(separator: ", ") }
}

package struct StructuredFiles: Sendable {
  package let files: [StructuredFile]

  package init(files: [StructuredFile]) { self.files = files }
}

package struct StructuredFile: Sendable {
  /// Relative to the request's folder.
  package let path: String
  /// SHA-256 of the bytes; nil when they could not be read.
  package let digest: String?
  /// The documents in the file, several in a YAML stream; or why it could not be read, with the place
  /// in the reason.
  package let documents: Result<[Node], Unavailable>

  package init(path: String, digest: String?, documents: Result<[Node], Unavailable>) {
    self.path = path
    self.digest = digest
    self.documents = documents
  }
}
