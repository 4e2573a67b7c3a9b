import Model

/// A version of which parts may be left out or written `x`: `1`, `1.2`, `1.x`, `*`.
struct PartialVersion {
  let major: Int?
  let minor: Int?
  let patch: Int?
  let prerelease: [PrereleaseIdentifier]
  /// Whether a part was written as `*`, `x` or `X`.
  let hasWildcard: Bool

  /// Reads what stands where a version may; nil when it is none.
  ///
  /// What follows a left-out part is left out as well: `1.x.3` is `1`.
  init?(_ text: Substring) {
    guard text.utf8.count <= 256 else { return nil }
    var core = text
    if let plus = core.firstIndex(of: "+") {
      guard SemanticVersion.areBuildIdentifiers(core[core.index(after: plus)...]) else {
        return nil
      }
      core = core[..<plus]
    }
    var prerelease: [PrereleaseIdentifier] = []
    let dash = core.firstIndex(of: "-")
    if let dash {
      guard let read = SemanticVersion.prerelease(core[core.index(after: dash)...]) else {
        return nil
      }
      prerelease = read
      core = core[..<dash]
    }
    let parts = core.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), dash == nil || parts.count == 3 else { return nil }
    var numbers: [Int?] = []
    for part in parts {
      if ["*", "x", "X"].contains(part) {
        numbers.append(nil)
      } else {
        guard let number = SemanticVersion.number(part) else { return nil }
        numbers.append(number)
      }
    }
    hasWildcard = numbers.contains { $0 == nil }
    let known = numbers.prefix { $0 != nil }.compactMap(\.self)
    major = known.first
    minor = known.dropFirst().first
    patch = known.dropFirst(2).first
    self.prerelease = patch == nil ? [] : prerelease
  }

  /// The lowest version it stands for.
  var floor: SemanticVersion {
    SemanticVersion(major ?? 0, minor ?? 0, patch ?? 0, prerelease: prerelease)
  }

  /// The version itself when nothing was left out.
  var complete: SemanticVersion? { patch == nil ? nil : floor }

  /// What comes after everything it stands for, its prereleases excluded; nil when that is every
  /// version.
  var ceiling: SemanticVersion? {
    guard let major else { return nil }
    guard let minor else { return Self.lowest(major + 1, 0, 0) }
    guard let patch else { return Self.lowest(major, minor + 1, 0) }
    return Self.lowest(major, minor, patch + 1)
  }

  /// The first release that `^` leaves out.
  var caretCeiling: SemanticVersion? {
    guard let major else { return nil }
    guard major == 0, let minor else { return Self.lowest(major + 1, 0, 0) }
    guard minor == 0, let patch else { return Self.lowest(0, minor + 1, 0) }
    return Self.lowest(0, 0, patch + 1)
  }

  /// The first release that `~` leaves out.
  var tildeCeiling: SemanticVersion? {
    guard let major else { return nil }
    guard let minor else { return Self.lowest(major + 1, 0, 0) }
    return Self.lowest(major, minor + 1, 0)
  }

  static func lowest(_ major: Int, _ minor: Int, _ patch: Int) -> SemanticVersion {
    SemanticVersion(major, minor, patch, prerelease: [.lowest])
  }
}

extension PartialVersion {
  typealias Bound = VersionRange.Bound

  static let nothing = [Bound(relation: .less, version: lowest(0, 0, 0))]
  static let everything = [Bound(relation: .greaterOrEqual, version: SemanticVersion(0, 0, 0))]

  /// Everything from the floor up to a first version that is left out.
  func bounds(below ceiling: SemanticVersion?) -> [Bound] {
    [Bound(relation: .greaterOrEqual, version: floor)]
      + (ceiling.map { [Bound(relation: .less, version: $0)] } ?? [])
  }

  var equalBounds: [Bound] {
    if let complete { return [Bound(relation: .equal, version: complete)] }
    return bounds(below: ceiling)
  }

  /// What a comparison with it means when parts of it may be left out: `>1` is `>=2.0.0`.
  func bounds(comparedBy symbol: String) -> [Bound] {
    if let complete {
      switch symbol {
      case ">": return [Bound(relation: .greater, version: complete)]
      case ">=": return [Bound(relation: .greaterOrEqual, version: complete)]
      case "<": return [Bound(relation: .less, version: complete)]
      default: return [Bound(relation: .lessOrEqual, version: complete)]
      }
    }
    guard let major, let ceiling else {
      return symbol == "<" || symbol == ">" ? Self.nothing : Self.everything
    }
    switch symbol {
    case ">":
      let next = SemanticVersion(ceiling.major, ceiling.minor, ceiling.patch)
      return [Bound(relation: .greaterOrEqual, version: next)]
    case ">=": return [Bound(relation: .greaterOrEqual, version: floor)]
    case "<": return [Bound(relation: .less, version: Self.lowest(major, minor ?? 0, 0))]
    default: return [Bound(relation: .less, version: ceiling)]
    }
  }
}
