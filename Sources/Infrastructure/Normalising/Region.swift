import Model

/// Where a resource lies.
enum Region {
  /// Roles that hold data or run code somewhere; what is global or belongs to another object has none.
  private static let placed: Set<InfrastructureRole> = [
    .objectStore, .database, .databaseCluster, .keyValueTable, .warehouse, .cache, .searchDomain,
    .volume, .fileSystem, .snapshot, .queue, .topic, .stream, .backupVault, .logGroup,
    .containerRegistry, .secretStore, .kubernetesCluster, .key,
  ]

  static func setting(for reading: Reading, _ type: ObjectType) -> Setting? {
    guard placed.contains(type.role) else { return nil }
    let whole = Reading(reading.resource, index: reading.index)
    switch type.provider {
    case .amazon: return amazon(whole)
    case .google: return google(whole)
    case .azure:
      let setting = SettingRule.text("location").read(whole)
      // What has no place of its own belongs to something that has.
      return setting?.isAbsent == true ? nil : setting
    case .any: return nil
    }
  }

  static func amazon(_ reading: Reading) -> Setting {
    let (attribute, lookup) = reading.find(["region", "Region"])
    if let node = lookup.nodes.first, let text = node.string {
      return reading.setting(.known(.text(text)), attribute, at: node.span)
    }
    let zone = reading.find(["availability_zone", "AvailabilityZone"])
    if let node = zone.lookup.nodes.first, let text = node.string, text.last?.isLetter == true {
      return reading.setting(.known(.text(String(text.dropLast()))), zone.attribute, at: node.span)
    }
    for name in ["arn", "Arn", "DBInstanceArn", "DBClusterArn", "TableArn", "TopicArn", "KeyArn"] {
      guard let node = reading.root[name], let text = node.string else { continue }
      // arn:partition:service:region:account:resource
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count > 5, parts[0] == "arn", !parts[3].isEmpty else { continue }
      return reading.setting(.known(.text(String(parts[3]))), name, at: node.span)
    }
    return provider("aws", "region", reading)
  }

  private static func google(_ reading: Reading) -> Setting {
    let (attribute, lookup) = reading.find(["location", "region", "zone", "locationId"])
    guard let node = lookup.nodes.first else { return provider("google", "region", reading) }
    guard let text = node.string else {
      return reading.unknown(
        ScalarReading.reason(node, expected: "text"), attribute, at: node.span)
    }
    // A zone is its region and a letter; the answers of the provider give whole addresses.
    let name = text.split(separator: "/").last.map(String.init) ?? text
    let parts = name.split(separator: "-")
    let isZone = parts.count == 3 && parts[2].count == 1
    let region = isZone ? parts.dropLast().joined(separator: "-") : name.lowercased()
    return reading.setting(.known(.text(region)), attribute, at: node.span)
  }

  /// The region of the provider's block that the resource uses.
  ///
  /// The block of the same folder is meant; without one, all of that name must say the same.
  private static func provider(_ name: String, _ attribute: String, _ reading: Reading) -> Setting {
    let resource = reading.resource
    let used = resource.attributes["provider"]?.string ?? name
    let blocks = reading.index.resources(of: "provider.\(name)", beside: resource)
      .filter { $0.address.hasSuffix("provider.\(used)") }
    let near = blocks.filter {
      TreePath.folder(of: $0.file) == TreePath.folder(of: resource.file)
    }
    var found: Setting?
    for block in near.isEmpty ? blocks : near {
      guard let setting = SettingRule.text(attribute).read(reading.reading(block)),
        !setting.isAbsent
      else { continue }
      if let found, found.state != setting.state {
        return reading.unknown("several blocks of the provider name different regions", attribute)
      }
      found = found ?? setting
    }
    return found ?? reading.unknown("no file says in which region it is deployed", attribute)
  }
}
