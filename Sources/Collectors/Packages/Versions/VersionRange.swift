import Model

/// A set of semantic versions, as npm and Cargo write them in requirements.
package struct VersionRange: Hashable, Sendable {
  struct Bound: Hashable, Sendable {
    enum Relation: Sendable {
      case less
      case lessOrEqual
      case greater
      case greaterOrEqual
      case equal
    }

    let relation: Relation
    let version: SemanticVersion

    func contains(_ candidate: SemanticVersion) -> Bool {
      switch relation {
      case .less: candidate < version
      case .lessOrEqual: candidate <= version
      case .greater: candidate > version
      case .greaterOrEqual: candidate >= version
      case .equal: candidate == version
      }
    }
  }

  /// One of these must hold, in all of its bounds.
  let alternatives: [[Bound]]

  /// Whether a version lies in the range.
  ///
  /// A prerelease is in only where a bound names a prerelease of the same release: who asks for
  /// `>=1.2.3-beta` wants its betas, not those of 1.3.0.
  package func contains(_ version: SemanticVersion) -> Bool {
    alternatives.contains { bounds in
      bounds.allSatisfy { $0.contains(version) }
        && (!version.isPrerelease || bounds.contains { Self.admits(version, $0.version) })
    }
  }

  /// The only version of the range, when it names exactly one.
  package var exactVersion: SemanticVersion? {
    guard alternatives.count == 1, let bounds = alternatives.first, bounds.count == 1,
      let bound = bounds.first, bound.relation == .equal
    else { return nil }
    return bound.version
  }

  private static func admits(_ version: SemanticVersion, _ bound: SemanticVersion) -> Bool {
    bound.isPrerelease
      && (bound.major, bound.minor, bound.patch) == (version.major, version.minor, version.patch)
  }
}
