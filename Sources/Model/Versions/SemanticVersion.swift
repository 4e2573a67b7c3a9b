/// A version as Semantic Versioning 2.0.0 has it; npm, Cargo and Go share the form.
///
/// Build metadata is read and left out, since it has no part in precedence.
package struct SemanticVersion: Hashable, Sendable, Comparable {
  /// Longer texts are nobody's version; npm draws the line at the same length.
  private static let longestText = 256

  package let major: Int
  package let minor: Int
  package let patch: Int
  package let prerelease: [PrereleaseIdentifier]

  package init(
    _ major: Int, _ minor: Int, _ patch: Int, prerelease: [PrereleaseIdentifier] = []
  ) {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
  }

  /// Reads `1.2.3`, `1.2.3-beta.1` and `1.2.3+build`; nil for anything else, a leading `v` included.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.longestText else { return nil }
    var core = text[...]
    if let plus = core.firstIndex(of: "+") {
      guard Self.areBuildIdentifiers(core[core.index(after: plus)...]) else { return nil }
      core = core[..<plus]
    }
    var prerelease: [PrereleaseIdentifier] = []
    if let dash = core.firstIndex(of: "-") {
      guard let read = Self.prerelease(core[core.index(after: dash)...]) else { return nil }
      prerelease = read
      core = core[..<dash]
    }
    let numbers = core.split(separator: ".", omittingEmptySubsequences: false)
      .map { Self.number($0) }
    guard numbers.count == 3, let major = numbers[0], let minor = numbers[1],
      let patch = numbers[2]
    else { return nil }
    self.init(major, minor, patch, prerelease: prerelease)
  }

  package var isPrerelease: Bool { !prerelease.isEmpty }

  /// `1.2.3-beta.1`.
  package var description: String {
    let core = "\(major).\(minor).\(patch)"
    return prerelease.isEmpty ? core : core + "-" + prerelease.map(\.text).joined(separator: ".")
  }

  package static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    let cores = ((left.major, left.minor, left.patch), (right.major, right.minor, right.patch))
    guard cores.0 == cores.1 else { return cores.0 < cores.1 }
    // A version without a prerelease comes after all of its prereleases.
    if left.prerelease.isEmpty || right.prerelease.isEmpty {
      return right.prerelease.isEmpty && !left.prerelease.isEmpty
    }
    return left.prerelease.lexicographicallyPrecedes(right.prerelease)
  }

  /// Reads the identifiers after the first `-`; nil when one of them is empty or not allowed.
  package static func prerelease(_ text: Substring) -> [PrereleaseIdentifier]? {
    var identifiers: [PrereleaseIdentifier] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      guard let identifier = PrereleaseIdentifier(String(part)) else { return nil }
      identifiers.append(identifier)
    }
    return identifiers
  }

  /// Reads a number without leading zeros; nil when it is none, or beyond what a 53-bit integer holds.
  package static func number(_ text: Substring) -> Int? {
    let bytes = text.utf8
    guard (1...16).contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) }),
      bytes.count == 1 || bytes.first != 0x30, let value = Int(text),
      value <= 9_007_199_254_740_991
    else { return nil }
    return value
  }

  /// Whether this could stand after the `+`.
  package static func areBuildIdentifiers(_ text: Substring) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0.utf8.allSatisfy(PrereleaseIdentifier.isAllowed)
    }
  }
}
