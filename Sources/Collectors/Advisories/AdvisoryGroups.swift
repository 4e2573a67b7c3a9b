import Model

/// Records that share a name, directly or through others, are one hole.
struct AdvisoryGroups {
  private var parents: [String: String] = [:]
  private var members: [String: [String]] = [:]

  init(_ advisories: [Advisory]) {
    for advisory in advisories {
      for name in [advisory.id] + advisory.aliases { join(advisory.id, name) }
    }
    for name in parents.keys { members[root(of: name), default: []].append(name) }
  }

  /// What stands for the hole that a record tells of.
  func name(of id: String) -> String { Self.preferred(members[root(of: id)] ?? [id]).first ?? id }

  /// Names without repetition, the one that people know first: a CVE, then GitHub's, then others.
  static func preferred(_ names: [String]) -> [String] {
    func rank(_ name: String) -> Int {
      name.hasPrefix("CVE-") ? 0 : name.hasPrefix("GHSA-") ? 1 : 2
    }
    return Set(names).sorted { (rank($0), $0) < (rank($1), $1) }
  }

  private func root(of name: String) -> String {
    var current = name
    while let parent = parents[current], parent != current { current = parent }
    return current
  }

  private mutating func join(_ left: String, _ right: String) {
    let one = root(of: left)
    let other = root(of: right)
    parents[one] = one
    parents[other] = one
    parents[right] = parents[right] ?? one
  }
}
