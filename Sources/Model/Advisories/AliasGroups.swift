/// Finds the records of several databases that tell of one hole.
///
/// Aliases are symmetric and transitive (OSV schema, "aliases field"). What stands upstream is another
/// package's hole that a distribution passes on: one of them is the same hole under another name, but
/// several are as many holes, which one record must not tie together.
package struct AliasGroups: Sendable {
  private var indices: [String: Int] = [:]
  private var identifiers: [String] = []
  private var parents: [Int] = []

  package init() {}

  package init(_ advisories: some Sequence<Advisory>) {
    for advisory in advisories {
      insert(advisory.id, aliases: advisory.aliases, upstream: advisory.upstream)
    }
  }

  /// Adds the names of a record.
  package mutating func insert(_ id: String, aliases: [String], upstream: [String]) {
    let own = index(of: id)
    let isOneHole = Set(upstream).count == 1
    for other in aliases + (isOneHole ? upstream : []) { join(own, index(of: other)) }
  }

  /// All groups, by their names.
  package var all: [AliasGroup] {
    var groups = self
    var members: [Int: [String]] = [:]
    for index in identifiers.indices {
      members[groups.root(of: index), default: []].append(identifiers[index])
    }
    return members.values.map { AliasGroup($0) }.sorted {
      $0.identifiers.lexicographicallyPrecedes($1.identifiers)
    }
  }

  /// The group of every name.
  package var byIdentifier: [String: AliasGroup] {
    var groups: [String: AliasGroup] = [:]
    for group in all { for identifier in group.identifiers { groups[identifier] = group } }
    return groups
  }

  private mutating func index(of identifier: String) -> Int {
    if let known = indices[identifier] { return known }
    indices[identifier] = identifiers.count
    parents.append(identifiers.count)
    identifiers.append(identifier)
    return identifiers.count - 1
  }

  /// The first of a group; what lies on the way to it moves closer, which keeps the ways short.
  private mutating func root(of index: Int) -> Int {
    var index = index
    while parents[index] != index {
      parents[index] = parents[parents[index]]
      index = parents[index]
    }
    return index
  }

  private mutating func join(_ left: Int, _ right: Int) {
    let (one, other) = (root(of: left), root(of: right))
    parents[max(one, other)] = min(one, other)
  }
}
