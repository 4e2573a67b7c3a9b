import Model
import Synchronization

/// The resources of one reading by kind, and which of them name each other.
final class ResourceIndex: Sendable {
  /// Resources that belong to another one.
  struct Relation {
    var related: [ConfiguredResource] = []
    /// One whose owner cannot be told.
    var unclear: ConfiguredResource?
  }

  /// Resources are related within one layer of one tool: a plan speaks of what it plans.
  private struct Key: Hashable {
    let layer: ConfiguredResource.Layer
    let dialect: ConfiguredResource.Dialect
    let kind: String

    init(_ kind: String, beside resource: ConfiguredResource) {
      layer = resource.layer
      dialect = resource.dialect
      self.kind = kind
    }
  }

  private struct HolderKey: Hashable {
    let kind: Key
    let paths: [String]
  }

  private let byKind: [Key: [ConfiguredResource]]
  /// Addresses without their instance keys, of all resources.
  private let addresses: Set<String>
  private let holders = Mutex<[HolderKey: ReferenceTable]>([:])
  private let owners = Mutex<[Key: ReferenceTable]>([:])

  init(_ resources: [ConfiguredResource]) {
    var byKind: [Key: [ConfiguredResource]] = [:]
    var addresses: Set<String> = []
    for resource in resources {
      byKind[Key(resource.kind, beside: resource), default: []].append(resource)
      addresses.insert(Self.withoutInstance(resource.address))
    }
    self.byKind = byKind
    self.addresses = addresses
  }

  func resources(of kind: String, beside resource: ConfiguredResource) -> [ConfiguredResource] {
    byKind[Key(kind, beside: resource)] ?? []
  }

  /// The resources of some kinds in which an attribute names this one.
  func resources(of kinds: [String], naming owner: ConfiguredResource, by paths: [String])
    -> Relation
  {
    var relation = Relation()
    let names = ObjectNames.names(of: owner)
    let prefix = Self.modulePrefix(of: owner)
    let addresses = [owner.address, Self.withoutInstance(owner.address)]
    let words = names + addresses + addresses.map { String($0.dropFirst(prefix.count)) }
    for kind in kinds {
      let key = Key(kind, beside: owner)
      guard let candidates = byKind[key] else { continue }
      let table = holders.withLock { tables in
        let key = HolderKey(kind: key, paths: paths)
        if let known = tables[key] { return known }
        let table = holderTable(of: candidates, by: paths)
        tables[key] = table
        return table
      }
      for index in table.indices(of: words)
      where match(candidates[index], owner, names: Set(names), by: paths) == .names {
        relation.related.append(candidates[index])
      }
      if relation.unclear == nil, let index = table.unclear[Self.scope(of: owner)] {
        relation.unclear = candidates[index]
      }
    }
    return relation
  }

  /// The resource of some kinds that an attribute of this one names.
  func resource(of kinds: [String], namedBy paths: [String], of resource: ConfiguredResource)
    -> (found: ConfiguredResource?, isUnclear: Bool)
  {
    let nodes = paths.flatMap {
      AttributeLookup($0, in: resource.attributes, from: resource.span).flattened
    }
    guard !nodes.isEmpty else { return (nil, false) }
    let words = nodes.flatMap { self.words(of: $0, in: resource) }
    for kind in kinds {
      let key = Key(kind, beside: resource)
      guard let candidates = byKind[key] else { continue }
      let table = owners.withLock { tables in
        if let known = tables[key] { return known }
        var table = ReferenceTable()
        for (index, candidate) in candidates.enumerated() {
          for name in ObjectNames.names(of: candidate) { table.add(name, index) }
          table.add(candidate.address, index)
          table.add(Self.withoutInstance(candidate.address), index)
        }
        tables[key] = table
        return table
      }
      for index in table.indices(of: words) {
        let candidate = candidates[index]
        let names = Set(ObjectNames.names(of: candidate))
        let isNamed = nodes.contains {
          value($0, of: resource, refersTo: candidate, names: names) == .names
        }
        if isNamed { return (candidate, false) }
      }
    }
    return (nil, nodes.contains { $0.scalarText == nil })
  }

  /// Which candidates could name what: a superset, by words alone.
  private func holderTable(of candidates: [ConfiguredResource], by paths: [String])
    -> ReferenceTable
  {
    var table = ReferenceTable()
    for (index, candidate) in candidates.enumerated() {
      for path in paths {
        let lookup = AttributeLookup(path, in: candidate.attributes, from: candidate.span)
        for node in lookup.flattened {
          for word in words(of: node, in: candidate) { table.add(word, index) }
          if case .unknown(let reason) = node.content, !namesResource(reason, for: candidate) {
            table.addUnclear(Self.scope(of: candidate), index)
          }
        }
      }
    }
    return table
  }

  /// The names and addresses that a value may mean.
  private func words(of node: Node, in holder: ConfiguredResource) -> [String] {
    if let text = node.scalarText {
      guard text.hasPrefix("arn:") else { return [text] }
      let last = text.split(separator: ":").last.map(String.init) ?? text
      return [text, last, last.split(separator: "/").first.map(String.init) ?? last]
    }
    guard case .unknown(let reason) = node.content else { return [] }
    let prefix = Self.modulePrefix(of: holder)
    return ReferenceText.tokens(of: reason).flatMap(Self.beginnings)
      .flatMap { prefix.isEmpty ? [$0] : [$0, prefix + $0] }
  }

  /// What an unknown value can mean at most: what is in the folder of a module, or in the file.
  private static func scope(of resource: ConfiguredResource) -> String {
    resource.dialect == .terraform && [.code, .plan].contains(resource.layer)
      ? TreePath.folder(of: resource.file) : resource.file
  }

  /// Whether a reason speaks of a resource, so that the value will be set though it is not known yet.
  func namesResource(_ reason: String, for resource: ConfiguredResource) -> Bool {
    let prefix = Self.modulePrefix(of: resource)
    return ReferenceText.tokens(of: reason).contains { token in
      Self.candidates(of: token).contains {
        addresses.contains($0) || addresses.contains(prefix + $0)
      }
    }
  }

  private enum Match {
    case names
    case other
  }

  private func match(
    _ candidate: ConfiguredResource, _ owner: ConfiguredResource, names: Set<String>,
    by paths: [String]
  ) -> Match {
    for path in paths {
      let lookup = AttributeLookup(path, in: candidate.attributes, from: candidate.span)
      for node in lookup.flattened
      where value(node, of: candidate, refersTo: owner, names: names) == .names {
        return .names
      }
    }
    return .other
  }

  private func value(
    _ node: Node, of holder: ConfiguredResource, refersTo target: ConfiguredResource,
    names: Set<String>
  ) -> Match {
    if let text = node.scalarText {
      if names.contains(text) { return .names }
      // `arn:aws:s3:::name/*` speaks of the bucket too.
      let last = text.split(separator: ":").last.map(String.init) ?? text
      let bare = last.split(separator: "/").first.map(String.init) ?? last
      return text.hasPrefix("arn:") && (names.contains(last) || names.contains(bare))
        ? .names : .other
    }
    guard case .unknown(let reason) = node.content else { return .other }
    guard Self.shareNames(holder, target) else { return .other }
    let tokens = ReferenceText.tokens(of: reason)
    let full = target.address
    let prefix = Self.modulePrefix(of: holder)
    let isSameModule = Self.modulePrefix(of: target) == prefix
    let relative = isSameModule ? String(full.dropFirst(prefix.count)) : full
    let base = Self.withoutInstance(relative)
    for token in tokens {
      if ReferenceText.token(token, names: full) || ReferenceText.token(token, names: relative) {
        return .names
      }
      // Without its instance a reference may mean any of them, and by one of the other means it not.
      if base != relative, ReferenceText.token(token, names: base) {
        return token.dropFirst(base.count).first == "[" ? .other : .names
      }
    }
    return .other
  }

  /// Whether an address in one can mean the other: a template names what is in its file, a module what
  /// is in its folder.
  private static func shareNames(_ one: ConfiguredResource, _ other: ConfiguredResource) -> Bool {
    if one.file == other.file { return true }
    guard one.dialect == .terraform, [.code, .plan].contains(one.layer) else {
      return one.layer == .export
    }
    return modulePrefix(of: one) != modulePrefix(of: other)
      || TreePath.folder(of: one.file) == TreePath.folder(of: other.file)
  }

  /// `module.data.` of `module.data.aws_s3_bucket.main[0]`; empty outside of modules.
  static func modulePrefix(of resource: ConfiguredResource) -> String {
    guard resource.dialect == .terraform else { return "" }
    var rest = resource.address[...]
    while rest.hasPrefix("module.") {
      // An instance key may hold dots: `module.a["x.y"].`.
      var end = rest.index(rest.startIndex, offsetBy: "module.".count)
      var isBracketed = false
      while end < rest.endIndex, isBracketed || rest[end] != "." {
        if rest[end] == "[" { isBracketed = true }
        if rest[end] == "]" { isBracketed = false }
        end = rest.index(after: end)
      }
      guard end < rest.endIndex else { break }
      rest = rest[rest.index(after: end)...]
    }
    return String(resource.address[..<rest.startIndex])
  }

  /// The address without `[0]` or `["name"]` at its end.
  static func withoutInstance(_ address: String) -> String {
    guard address.hasSuffix("]"), let open = address.lastIndex(of: "[") else { return address }
    return String(address[..<open])
  }

  /// What a token could be the address of, without instances: `a.b[0].id` of `a.b` and of `a`.
  private static func candidates(of token: String) -> [String] {
    beginnings(of: token).map(withoutInstance)
  }

  /// A token and its beginnings up to each dot.
  private static func beginnings(of token: String) -> [String] {
    var found = [token]
    var rest = token
    while let dot = rest.lastIndex(of: "."), found.count < 12 {
      rest = String(rest[..<dot])
      found.append(rest)
    }
    return found
  }
}
