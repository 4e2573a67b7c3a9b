import Model

/// Turns what sources read into the normal form.
package enum Normaliser {
  private static let mostBlocks = 10_000

  /// Every kind of resource that the normal form has, in all dialects, sorted.
  package static var kinds: [String] { ObjectTypes.byKind.keys.sorted() }

  package static func facts(of resources: ConfiguredResources) -> InfrastructureFacts {
    let index = ResourceIndex(resources.resources)
    var objects: [InfrastructureObject] = []
    var otherKinds: [String: Int] = [:]
    for resource in resources.resources {
      guard let types = ObjectTypes.byKind[resource.kind] else {
        if ObjectTypes.isJudged(resource.dialect), !ObjectTypes.isCompanion(resource.kind) {
          otherKinds[resource.kind, default: 0] += 1
        }
        continue
      }
      for type in types { objects += self.objects(of: resource, as: type, in: index) }
    }
    objects.sort {
      ($0.location, $0.address, $0.role.rawValue) < ($1.location, $1.address, $1.role.rawValue)
    }
    return InfrastructureFacts(
      objects: objects,
      gaps: resources.gaps.sorted().map { InfrastructureGap($0, roles: roles(of: $0)) },
      digests: resources.digests,
      otherKinds: otherKinds)
  }

  /// What a gap could have held, where it says of which resource it speaks.
  ///
  /// How many there are of a resource is asked of that resource alone: `how many of `a.b` there are`.
  private static func roles(of gap: ReadingGap) -> Set<InfrastructureRole>? {
    let opening = "how many of `"
    guard gap.dialect ?? .terraform == .terraform, gap.reason.hasPrefix(opening) else { return nil }
    let address = gap.reason.dropFirst(opening.count).prefix { $0 != "`" }
    let probe = ConfiguredResource(
      layer: .code, dialect: .terraform, kind: "", address: String(address), file: gap.file,
      span: .start, attributes: Node(.null, at: .start))
    let rest = address.dropFirst(ResourceIndex.modulePrefix(of: probe).count)
    let kind = String(rest.prefix { $0 != "." })
    guard kind != "module" else { return nil }
    if let types = ObjectTypes.byKind[kind] { return Set(types.map(\.role)) }
    return ObjectTypes.isCompanion(kind) ? nil : []
  }

  private static func objects(
    of resource: ConfiguredResource, as type: ObjectType, in index: ResourceIndex
  ) -> [InfrastructureObject] {
    let whole = Reading(resource, index: index)
    let nodes: [(name: String, node: Node)]
    switch type.parts {
    case .whole:
      return type.isMeant(whole) ? [object(whole, as: type, address: resource.address)] : []
    case .blocks(let paths): nodes = paths.flatMap { blocks(at: $0, of: resource) }
    case .found(let find): nodes = find(whole)
    }
    return nodes.prefix(mostBlocks).compactMap { name, node in
      let reading = Reading(resource, root: node, index: index)
      guard type.isMeant(reading) else { return nil }
      return object(reading, as: type, address: "\(resource.address).\(name)")
    }
  }

  private static func blocks(at path: String, of resource: ConfiguredResource)
    -> [(name: String, node: Node)]
  {
    let nodes = AttributeLookup(path, in: resource.attributes, from: resource.span).flattened
    return nodes.enumerated().map { ("\(path)\(nodes.count == 1 ? "" : "[\($0)]")", $1) }
  }

  private static func object(_ reading: Reading, as type: ObjectType, address: String)
    -> InfrastructureObject
  {
    let resource = reading.resource
    var settings: [SettingName: Setting] = [:]
    for (name, rule) in type.settings {
      guard let setting = rule.read(reading) else { continue }
      settings[name] = settled(setting, name, type, reading)
    }
    if settings[.region] == nil, let region = Region.setting(for: reading, type) {
      settings[.region] = region
    }
    return InfrastructureObject(
      role: type.role, provider: type.provider, layer: resource.layer, kind: resource.kind,
      type: type.name, address: address, names: names(of: resource, type),
      location: Location(path: resource.file, span: reading.anchor), settings: settings,
      waivers: resource.waivers)
  }

  /// A part of a resource does not have the names of the whole.
  private static func names(of resource: ConfiguredResource, _ type: ObjectType) -> [String] {
    guard case .whole = type.parts else { return [] }
    let names = ObjectNames.names(of: resource)
    // An answer that names nothing is told by the name of its file.
    guard resource.layer == .export, names.isEmpty else { return names }
    return [ExportSource.stem(resource.file)]
  }

  /// Puts a provider's default in the place of what is not written.
  private static func settled(
    _ setting: Setting, _ name: SettingName, _ type: ObjectType, _ reading: Reading
  ) -> Setting {
    guard setting.isAbsent, let place = setting.location.span else { return setting }
    let isConstant = setting.attribute.isEmpty
    // An answer of the provider says what is so; what is missing in it was left out of the export.
    if reading.resource.layer == .export, !isConstant {
      guard defaultEntry(name, type, reading) != nil else { return setting }
      return Setting(
        .unknown(reason: "the export does not hold \(setting.attribute)"),
        attribute: setting.attribute, at: Location(path: setting.location.path, span: place))
    }
    switch defaultEntry(name, type, reading) {
    case .value(let value, let source):
      return Setting(
        .defaulted(value, source), attribute: setting.attribute, written: setting.shownValue,
        at: setting.location)
    case .unknown(let reason):
      return Setting(
        .unknown(reason: reason), attribute: setting.attribute, written: setting.shownValue,
        at: setting.location)
    case nil: return setting
    }
  }

  /// A tool may have a default of its own beside the provider's.
  private static func defaultEntry(_ name: SettingName, _ type: ObjectType, _ reading: Reading)
    -> DefaultTable.Entry?
  {
    ObjectTypes.defaults[reading.resource.kind, name] ?? ObjectTypes.defaults[type.name, name]
  }
}
