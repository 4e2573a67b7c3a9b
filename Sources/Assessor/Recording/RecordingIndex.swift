import Model

/// What is in a recording; the file `recording.json` of its folder.
package struct RecordingIndex: Codable, Sendable {
  /// A file that is read again when the recording is replayed.
  package struct Pin: Hashable, Codable, Sendable {
    /// As seen from the request's folder.
    package let path: String
    /// Nil when it could not be read.
    package let sha256: String?
    /// The last commit that changed it, where that counts.
    package let commit: String?

    package init(path: String, sha256: String?, commit: String? = nil) {
      self.path = path
      self.sha256 = sha256
      self.commit = commit
    }
  }

  /// What became of one request.
  struct Entry: Codable, Sendable {
    /// What was looked at, for people.
    let subject: String
    /// The request as `RecordableRequest` writes it, with its kind.
    let request: String
    /// The file with the answer, and its digest.
    var file: String?
    var sha256: String?
    /// The files that the answer rests on, where they alone are kept.
    var pins: [Pin]?
    /// Why there was no answer that could be pinned.
    var unavailable: Unavailable?
  }

  /// A live target, so that it can be replayed where the environment's variables are not set.
  struct Target: Codable, Sendable {
    let name: String
    let origin: String
    let proxy: String?
  }

  static let name = "recording.json"
  static let currentSchema = "avouch-recording/1"

  let schema: String
  let toolVersion: String
  let recordedAt: Instant
  /// Whether checks were allowed to do more than look.
  let isActive: Bool
  let targets: [Target]
  let entries: [Entry]
}
