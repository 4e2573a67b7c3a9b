import Model

/// What parameter groups say of connections.
enum DatabaseParameters {
  private static let groups = [
    "aws_db_parameter_group", "aws_rds_cluster_parameter_group", "AWS::RDS::DBParameterGroup",
    "AWS::RDS::DBClusterParameterGroup",
  ]

  /// The value of a parameter, in a list of named parameters or in a mapping of them.
  private static func parameter(_ name: String, _ reading: Reading) -> (
    node: Node?, isUnclear: Bool
  ) {
    var isUnclear = false
    for path in ["parameter", "parameters"] {
      for node in AttributeLookup(path, in: reading.root, from: reading.anchor).flattened {
        switch node.content {
        case .unknown: isUnclear = true
        case .mapping where node["name"]?.string == name: return (node["value"], false)
        case .mapping:
          if let named = node["name"], named.string == nil { isUnclear = true }
        default: break
        }
      }
    }
    for node in AttributeLookup("Parameters", in: reading.root, from: reading.anchor).flattened {
      switch node.content {
      case .unknown: isUnclear = true
      case .mapping:
        // CloudFormation has a mapping, the answers of the service a list.
        if let value = node[name] { return (value, false) }
        if node["ParameterName"]?.string == name { return (node["ParameterValue"], false) }
      default: break
      }
    }
    return (nil, isUnclear)
  }

  private static func on(_ name: String, _ reading: Reading, isOn: Set<String>) -> Setting {
    let found = parameter(name, reading)
    guard let node = found.node else {
      return found.isUnclear
        ? reading.unknown("some of the parameters are not known", name) : reading.absent(name)
    }
    guard let text = node.scalarText else {
      return reading.unknown(ScalarReading.reason(node, expected: "text"), name, at: node.span)
    }
    return reading.setting(.known(.boolean(isOn.contains(text.lowercased()))), name, at: node.span)
  }

  /// The parameter that refuses plain connections depends on the engine, which the family names.
  static let transitOfGroup = SettingRule { reading in
    guard let family = reading.text("family", "Family", "DBParameterGroupFamily") else {
      return reading.unknown("the family of the parameter group is not known", "family")
    }
    return transit(family: family, in: reading)
  }

  static let minimumOfGroup = SettingRule { reading in
    guard let family = reading.text("family", "Family", "DBParameterGroupFamily") else {
      return nil
    }
    let isPostgres = family.contains("postgres")
    guard isPostgres || family.contains("mysql") || family.hasPrefix("mariadb") else { return nil }
    let name = isPostgres ? "ssl_min_protocol_version" : "tls_version"
    guard let node = parameter(name, reading).node else { return nil }
    guard let text = node.scalarText else {
      return reading.unknown(ScalarReading.reason(node, expected: "text"), name, at: node.span)
    }
    // MySQL lists every version that it answers.
    let versions = text.split(separator: ",").compactMap { TLSPolicyName.version(String($0)) }
    guard let oldest = versions.min() else {
      return reading.unknown("\(text) names no version of TLS", name, at: node.span)
    }
    return reading.setting(.known(.text(oldest)), name, at: node.span)
  }

  private static func transit(family: String, in reading: Reading) -> Setting? {
    let name: String
    if family.contains("postgres") || family.hasPrefix("sqlserver") {
      name = "rds.force_ssl"
    } else if family.contains("mysql") || family.hasPrefix("mariadb") {
      name = "require_secure_transport"
    } else {
      return nil
    }
    let setting = on(name, reading, isOn: ["1", "on", "true"])
    guard setting.isAbsent else { return setting }
    return standard(family, name, reading)
  }

  /// What a group without the parameter does.
  private static func standard(_ family: String, _ name: String, _ reading: Reading) -> Setting {
    if family.contains("postgres") {
      let digits = family.drop { !$0.isNumber }.prefix { $0.isNumber }
      guard let major = Int(digits) else {
        return reading.unknown("the version of \(family) is not known", name)
      }
      let isForced = major >= 15
      return reading.setting(
        .defaulted(
          .boolean(isForced),
          ProviderDefault(
            reason: isForced
              ? "Amazon RDS refuses plain connections from PostgreSQL 15 on"
              : "Amazon RDS accepts plain connections up to PostgreSQL 14")), name,
        at: reading.anchor)
    }
    let isForced = family.hasPrefix("mysql8.4") || family.hasPrefix("mariadb11.8")
    return reading.setting(
      .defaulted(
        .boolean(isForced),
        ProviderDefault(
          reason: isForced
            ? "Amazon RDS refuses plain connections to \(family)"
            : "Amazon RDS accepts plain connections to \(family)")), name,
      at: reading.anchor)
  }

  /// Of a database: what its parameter group says, or the standard group of its engine.
  static func transit(_ paths: [String]) -> SettingRule {
    SettingRule { reading in
      let named = reading.index.resource(of: groups, namedBy: paths, of: reading.resource)
      if let group = named.found { return transitOfGroup.read(reading.reading(group)) }
      let attribute = reading.find(paths).attribute
      guard let engine = reading.text("engine", "Engine") else {
        return reading.find(["engine", "Engine"]).lookup.isEmpty
          ? nil : reading.unknown("the engine is not known", attribute)
      }
      let isJudged = ["postgres", "mysql", "mariadb", "sqlserver"].contains { engine.contains($0) }
      guard isJudged else { return nil }
      // A group that is not here, unless it is the standard one, can say anything.
      let lookup = reading.find(paths).lookup
      let name = lookup.flattened.first
      if named.isUnclear || name.map({ $0.string?.hasPrefix("default.") != true }) ?? false {
        return reading.unknown(
          "the parameter group \(name?.string ?? "of it") is not in the folder", attribute,
          at: name?.span)
      }
      let version = reading.text("engine_version", "EngineVersion")
      guard let version else {
        return reading.unknown("the version of \(engine) is not known", attribute)
      }
      let major =
        engine.contains("postgres") ? version.split(separator: ".").first.map(String.init) : version
      return standard("\(engine)\(major ?? version)", attribute, reading)
    }
  }

  static let warehouseGroup = SettingRule { reading in
    let setting = on("require_ssl", reading, isOn: ["1", "on", "true"])
    guard setting.isAbsent else { return setting }
    return reading.setting(
      .defaulted(
        .boolean(false), ProviderDefault(reason: "a group has require_ssl off unless it is set")),
      "require_ssl", at: reading.anchor)
  }

  static let documentGroup = SettingRule { reading in
    let setting = on(
      "tls", reading, isOn: ["enabled", "fips-140-3", "tls1.2+", "tls1.3+"])
    guard setting.isAbsent else { return setting }
    return reading.setting(
      .defaulted(.boolean(true), ProviderDefault(reason: "Amazon DocumentDB has tls on")), "tls",
      at: reading.anchor)
  }

  static let warehouseTransit = SettingRule { reading in
    let paths = ["cluster_parameter_group_name", "ClusterParameterGroupName"]
    let named = reading.index.resource(
      of: ["aws_redshift_parameter_group", "AWS::Redshift::ClusterParameterGroup"], namedBy: paths,
      of: reading.resource)
    if let group = named.found { return warehouseGroup.read(reading.reading(group)) }
    let (attribute, lookup) = reading.find(paths)
    guard let node = lookup.nodes.first else { return reading.absent(attribute) }
    return reading.unknown(
      "the parameter group \(node.string ?? "of it") is not in the folder", attribute, at: node.span
    )
  }
}
