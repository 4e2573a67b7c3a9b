/// Asks for one document that an attestation or a control rests on.
package struct DocumentRequest: ObservationRequest {
  package typealias Facts = DocumentFile

  package let folder: String
  package let path: String

  package init(folder: String, path: String) {
    self.folder = folder
    self.path = path
  }

  package var subject: String { path }
}

package struct DocumentFile: Sendable {
  package let path: String
  package let size: Int
  /// SHA-256 of the bytes.
  package let digest: String

  package init(path: String, size: Int, digest: String) {
    self.path = path
    self.size = size
    self.digest = digest
  }
}
