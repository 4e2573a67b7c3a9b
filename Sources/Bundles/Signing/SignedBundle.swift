import FoundationEssentials
import Model
import Systems

/// The texts of the files that carry the signatures.
package struct SignedBundle: Hashable, Sendable {
  package let statement: String
  package let signature: String
  package let allowedSigners: String
  /// Nil when the key could not sign it.
  package internal(set) var envelope: String?
  package internal(set) var reasonWithoutEnvelope: String?

  init(statement: String, signature: String, allowedSigners: String) {
    self.statement = statement
    self.signature = signature
    self.allowedSigners = allowedSigners
  }

  /// Writes the files, and removes those that an earlier run left and this one does not replace.
  ///
  /// The signature goes first and comes last, so that a run that is cut short leaves nothing that
  /// verifies.
  ///
  /// - Returns: The names of the files.
  /// - Throws: a reason that names the file that cannot be written.
  package func write(
    into folder: SealedFolder, names: BundleNames = .standard
  ) throws(Unavailable) -> [String] {
    try remove(names.signature, in: folder)
    try write(statement, names.statement, in: folder)
    if let envelope {
      try write(envelope, names.envelope, in: folder)
    } else {
      try remove(names.envelope, in: folder)
    }
    try write(allowedSigners, names.allowedSigners, in: folder)
    try write(signature, names.signature, in: folder)
    return [names.statement, names.signature] + (envelope == nil ? [] : [names.envelope])
      + [names.allowedSigners]
  }

  private func write(_ text: String, _ name: String, in folder: SealedFolder) throws(Unavailable) {
    let path = folder.path + "/" + name
    do { try Data(text.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
      throw Unavailable("\(path) cannot be written: \(Self.words(for: error))")
    }
  }

  private func remove(_ name: String, in folder: SealedFolder) throws(Unavailable) {
    let path = folder.path + "/" + name
    do { try FileManager.default.removeItem(atPath: path) } catch {
      if (error as? CocoaError)?.code == .fileNoSuchFile { return }
      throw Unavailable("\(path) cannot be replaced: \(Self.words(for: error))")
    }
  }

  private static func words(for error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileWriteNoPermission: "permission denied"
    case .fileWriteOutOfSpace: "the disk is full"
    case .fileWriteVolumeReadOnly: "the disk is read-only"
    default: "it is not a writable file"
    }
  }
}
