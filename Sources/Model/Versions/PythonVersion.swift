/// A version as PEP 440 has it: `1!2.0rc1.post2.dev3+local`.
package struct PythonVersion: Hashable, Sendable, Comparable {
  private static let longestText = 256

  private let epoch: Int
  /// Without trailing zeros, as `1.0` and `1` are the same version.
  private let release: [Int]
  private let writtenRelease: [Int]
  private let prerelease: Stage?
  private let post: Int?
  private let development: Int?
  private let local: [LocalPart]

  /// Reads a version and the other spellings that PEP 440 allows (`v1.0-alpha_1`); nil for anything
  /// else.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.longestText, text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return nil
    }
    var reader = PythonVersionReader(text)
    guard let parts = reader.read() else { return nil }
    epoch = parts.epoch
    writtenRelease = parts.release
    var release = parts.release
    while release.count > 1, release.last == 0 { release.removeLast() }
    self.release = release
    prerelease = parts.prerelease
    post = parts.post
    development = parts.development
    local = parts.local
  }

  /// The spelling that PEP 440 calls normal, with as many zeros as were written.
  package var description: String {
    let start =
      (epoch == 0 ? "" : "\(epoch)!") + writtenRelease.map(String.init).joined(separator: ".")
    let stage = prerelease.map { "\($0.kind.rawValue)\($0.number)" } ?? ""
    let rest = (post.map { ".post\($0)" } ?? "") + (development.map { ".dev\($0)" } ?? "")
    return start + stage + rest + (local.isEmpty ? "" : "+")
      + local.map(\.description).joined(separator: ".")
  }

  package static func < (left: PythonVersion, right: PythonVersion) -> Bool {
    if left.epoch != right.epoch { return left.epoch < right.epoch }
    if left.release != right.release {
      return left.release.lexicographicallyPrecedes(right.release)
    }
    if left.stageRank != right.stageRank {
      return left.stageRank.lexicographicallyPrecedes(right.stageRank)
    }
    return left.local.lexicographicallyPrecedes(right.local)
  }

  package static func == (left: PythonVersion, right: PythonVersion) -> Bool {
    left.epoch == right.epoch && left.release == right.release
      && left.stageRank == right.stageRank && left.local == right.local
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(epoch)
    hasher.combine(release)
    hasher.combine(stageRank)
    hasher.combine(local)
  }

  /// Orders what stands after the release: development before prereleases before the release itself
  /// before its post-releases.
  private var stageRank: [Int] {
    let stage: [Int] =
      if let prerelease {
        [prerelease.kind.rank, prerelease.number]
      } else if post == nil,
        development != nil
      { [0, 0] } else { [4, 0] }
    return stage + [post.map { $0 + 1 } ?? 0, development ?? Int.max]
  }
}

extension PythonVersion {
  struct Stage: Hashable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
      case alpha = "a"
      case beta = "b"
      case candidate = "rc"

      var rank: Int {
        switch self {
        case .alpha: 1
        case .beta: 2
        case .candidate: 3
        }
      }
    }

    let kind: Kind
    let number: Int
  }

  /// One part of a local version; numbers come after words.
  enum LocalPart: Hashable, Sendable, Comparable {
    case word(String)
    case number(Int)

    var description: String {
      switch self {
      case .word(let text): text
      case .number(let value): String(value)
      }
    }
  }
}
