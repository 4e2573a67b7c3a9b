import Model

/// The resources of one reading by kind, and which of them name each other.
struct ResourceIndex: Sendable {
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
  }

  private let byKind: [Key: [ConfiguredResource]]
  /// Addresses without their instance keys, of all resources.
  private let addresses: Set<String>

  init(_ resources: [ConfiguredResource]) {
    var byKind: [Key: [ConfiguredResource]] = [:]
    var addresses: Set<String> = []
    for resource in resources {
      let key = Key(layer: resource.layer, dialect: resource.dialect, kind: resource.kind)
      byKind[key, default: []].append(resource)
      addresses.insert(Self.withoutInstance(resource.address))
    }
    self.byKind = byKind
    self.addresses = addresses
  }

  func resources(of kind: String, beside resource: ConfiguredResource) -> [ConfiguredResource] {
    byKind[Key(layer: resource.layer, dialect: resource.dialect, kind: kind)] ?? []
  }

  /// The resources of some kinds in which an attribute names this one.
  func resources(of kinds: [String], naming owner: ConfiguredResource, by paths: [String])
    -> Relation
  {
    var relation = Relation()
    let names = Set(ObjectNames.names(of: owner))
    for kind in kinds {
      for candidate in resources(of: kind, beside: owner) {
        switch self.match(candidate, owner, names: names, by: paths) {
        case .names: relation.related.append(candidate)
        case .unclear: relation.unclear = relation.unclear ?? candidate
        case .other: break
        }
      }
    }
    return relation
  }

  /// The resource of some kinds that an attribute of this one names.
  func resource(of kinds: [String], namedBy paths: [String], of resource: ConfiguredResource)
    -> (found: ConfiguredResource?, isUnclear: Bool)
  {
    let lookups = paths.flatMap {
      AttributeLookup($0, in: resource.attributes, from: resource.span).flattened
    }
    guard !lookups.isEmpty else { return (nil, false) }
    var isUnclear = false
    for kind in kinds {
      for candidate in resources(of: kind, beside: resource) {
        let names = Set(ObjectNames.names(of: candidate))
        for node in lookups {
          switch self.value(node, of: resource, refersTo: candidate, names: names) {
          case .names: return (candidate, false)
          case .unclear: isUnclear = true
          case .other: break
          }
        }
      }
    }
    return (nil, isUnclear || lookups.contains { !($0.scalarText != nil) })
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
    case unclear
  }

  private func match(
    _ candidate: ConfiguredResource, _ owner: ConfiguredResource, names: Set<String>,
    by paths: [String]
  ) -> Match {
    let nodes = paths.flatMap {
      AttributeLookup($0, in: candidate.attributes, from: candidate.span).flattened
    }
    var result = Match.other
    for node in nodes {
      switch value(node, of: candidate, refersTo: owner, names: names) {
      case .names: return .names
      case .unclear: result = .unclear
      case .other: break
      }
    }
    return result
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
    guard Self.shareNames(holder, target) else {
      return namesResource(reason, for: holder) ? .other : .unclear
    }
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
    // It names something else that is there; else nobody can say.
    let isElsewhere = namesResource(reason, for: holder)
    return isElsewhere ? .other : .unclear
  }

  /// Whether an address in one can mean the other: a template names what is in its file, a module what
  /// is in its folder.
  private static func shareNames(_ one: ConfiguredResource, _ other: ConfiguredResource) -> Bool {
    if one.file == other.file { return true }
    guard one.dialect == .terraform, one.layer == .code else { return one.layer == .export }
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

  /// What a token could be the address of: `a.b.id` of `a.b` and of `a`.
  private static func candidates(of token: String) -> [String] {
    var found = [withoutInstance(token)]
    var rest = token
    while let dot = rest.lastIndex(of: "."), found.count < 12 {
      rest = String(rest[..<dot])
      found.append(withoutInstance(rest))
    }
    return found
  }
}
