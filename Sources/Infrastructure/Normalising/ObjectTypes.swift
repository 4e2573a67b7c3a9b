import Model

/// Every kind of thing that the normal form has, and what providers do by themselves.
enum ObjectTypes {
  static let all: [ObjectType] =
    AmazonStorage.types + AmazonDatabases.types + AmazonMessaging.types + AmazonBackups.types
    + AmazonLogs.types + AmazonDelivery.types + AmazonIdentity.types + AmazonNetworks.types
    + AmazonAlarms.types + AmazonAnswers.types + GoogleTypes.types + AzureTypes.types
    + OtherTypes.types

  static let defaults = DefaultTable([
    AmazonDefaults.table, GoogleDefaults.table, AzureDefaults.table, OtherTypes.defaults,
  ])

  static let byKind: [String: [ObjectType]] = {
    var table: [String: [ObjectType]] = [:]
    for type in all {
      for kind in type.kinds { table[kind, default: []].append(type) }
    }
    return table
  }()

  /// Whether a resource holds settings of others, or is a word of its tool, so that it is not reported
  /// as a stranger.
  static func isCompanion(_ resource: ConfiguredResource) -> Bool {
    if [.terraform, .cloudFormation, .export].contains(resource.dialect) {
      let isOfTool = ["data.", "provider.", "module", "terraform."].contains {
        resource.kind.hasPrefix($0)
      }
      return isOfTool || companions.contains(resource.kind)
    }
    // Workloads and web servers are other checks' matter.
    return true
  }

  private static let companions: Set<String> = AmazonStorage.companions
    .union(AmazonBackups.companions)
}
