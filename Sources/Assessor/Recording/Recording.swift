import Model
import Systems

/// What an earlier run observed, read from its folder with every digest checked.
package struct Recording: Sendable {
  private static let largestFile = 64 << 20
  private static let largestIndex = 16 << 20

  /// The most bytes of one recording.
  private static let largest = 1 << 30

  let index: RecordingIndex
  let entries: [String: RecordingIndex.Entry]
  /// The bytes of each file.
  let files: [String: [UInt8]]

  package var recordedAt: Instant { index.recordedAt }

  package var isActive: Bool { index.isActive }

  /// Reads a recording.
  ///
  /// - Throws: what is missing or changed, by its name.
  package init(at path: String) throws(Unavailable) {
    let tree = FileTree(root: path)
    func failure(_ reason: String) -> Unavailable {
      Unavailable("cannot replay \(path): \(reason)")
    }
    do throws(Unavailable) {
      index = try Self.decoded(
        RecordingIndex.self, from: tree.read(RecordingIndex.name, limit: Self.largestIndex),
        RecordingIndex.name)
    } catch {
      throw failure(error.reason)
    }
    guard index.schema == RecordingIndex.currentSchema else {
      throw failure("\(RecordingIndex.name) is no \(RecordingIndex.currentSchema)")
    }
    var files: [String: [UInt8]] = [:]
    var entries: [String: RecordingIndex.Entry] = [:]
    var size = 0
    for entry in index.entries {
      entries[entry.request] = entry
      guard let name = entry.file else { continue }
      do throws(Unavailable) {
        files[name] = try tree.read(name, limit: Self.largestFile)
      } catch {
        throw failure(error.reason)
      }
      guard let bytes = files[name], Digest.sha256(bytes) == entry.sha256 else {
        throw failure("\(name) has been changed since it was recorded")
      }
      size += bytes.count
      guard size <= Self.largest else { throw failure("it is larger than 1 GiB") }
    }
    self.files = files
    self.entries = entries
  }

  static func decoded<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8], _ name: String
  ) throws(Unavailable) -> Value {
    do {
      return try RecordingFormat.decoded(type, from: bytes)
    } catch {
      throw Unavailable("\(name) cannot be read as part of a recording")
    }
  }

  /// What stands in for variables of the environment that a posture's live targets lack here, so that
  /// they can be replayed: where they lead to is known, and nobody is shown a credential.
  package func values(missingFrom posture: Posture) -> [String: String] {
    let recorded = Dictionary(index.targets.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    var values: [String: String] = [:]
    for target in posture.targets {
      guard let known = recorded[target.name], case .failure(let reason) = target.kind,
        case .unsetVariable(let name) = reason.cause
      else { continue }
      values[name] = target.label == "$" + name ? known.origin : known.proxy ?? "recorded"
    }
    return values
  }
}
