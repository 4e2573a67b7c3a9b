import Model
import Systems

/// Keeps what scans of one repository came to, so that the next looks only at what is new.
///
/// Names of objects and what was told of them, with every secret masked and digested as it is in
/// results. Each file is good for one repository, one set of rules and one key alone.
struct SecretScanCache {
  private let folder: CacheFolder
  private let repository: String
  private let rulesDigest: String
  private let hash: ObjectHash

  private static let form = 1

  init(_ folder: CacheFolder, of folders: RepositoryFolders, rulesDigest: String) {
    self.folder = folder
    repository = folders.common
    self.rulesDigest = rulesDigest
    hash = folders.hash
  }

  // MARK: - Outcomes

  /// Looks for what a scan of the whole history came to.
  ///
  /// - Parameters:
  ///   - state: Of objects and references.
  ///   - unreachable: Whether objects counted that no reference leads to.
  /// - Returns: The outcome; nil when it is not kept.
  func outcome(in state: String, unreachable: Bool) -> HistoryOutcome? {
    let purpose = outcomePurpose(state, unreachable)
    guard let bytes = folder.read(name("outcome"), for: purpose) else { return nil }
    do {
      var reader = CacheReader(bytes)
      let outcome = try reader.outcome()
      return reader.isAtEnd ? outcome : nil
    } catch {
      return nil
    }
  }

  /// Keeps an outcome, unless another run could come to another.
  func keep(_ outcome: HistoryOutcome, in state: String, unreachable: Bool) {
    guard outcome.isLasting else { return }
    var writer = CacheWriter()
    writer.add(outcome)
    folder.write(writer.bytes, as: name("outcome"), for: outcomePurpose(state, unreachable))
  }

  private func outcomePurpose(_ state: String, _ unreachable: Bool) -> String {
    purpose("outcome") + "\n\(state) \(unreachable)"
  }

  // MARK: - Objects

  /// What is known of objects; nothing when nothing is kept.
  func objects() -> KnownObjects {
    guard let bytes = folder.read(name("objects"), for: purpose("objects")) else {
      return KnownObjects(hash: hash)
    }
    do {
      var reader = CacheReader(bytes)
      let known = try reader.knownObjects(hash)
      return reader.isAtEnd ? known : KnownObjects(hash: hash)
    } catch {
      return KnownObjects(hash: hash)
    }
  }

  /// Keeps what is known of objects.
  func keep(_ objects: KnownObjects) {
    var writer = CacheWriter()
    writer.add(objects)
    folder.write(writer.bytes, as: name("objects"), for: purpose("objects"))
  }

  private func name(_ word: String) -> String {
    "\(word)-\(Digest.sha256(repository).prefix(16))"
  }

  private func purpose(_ word: String) -> String {
    "\(word) \(Self.form) \(rulesDigest) \(SecretCollector.largestBlob)\n\(repository)"
  }
}
