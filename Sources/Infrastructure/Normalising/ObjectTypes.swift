import Model

/// Every kind of thing that the normal form has, and what providers do by themselves.
enum ObjectTypes {
  static let all: [ObjectType] =
    AmazonStorage.types + AmazonDatabases.types + AmazonMessaging.types + AmazonBackups.types
    + AmazonLogs.types + AmazonDelivery.types + AmazonIdentity.types + AmazonNetworks.types
    + AmazonAlarms.types + AmazonAnswers.types + GoogleTypes.types + AzureTypes.types
    + OtherTypes.types + Replicas.types

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

  /// Whether things of a dialect are judged in the normal form; workloads are other checks' matter.
  static func isJudged(_ dialect: ConfiguredResource.Dialect) -> Bool {
    [.terraform, .cloudFormation, .export].contains(dialect)
  }

  /// Whether a kind holds settings of others, or is a word of its tool, so that it is not reported as a
  /// stranger.
  static func isCompanion(_ kind: String) -> Bool {
    let isOfTool = ["data.", "provider.", "module", "terraform."].contains { kind.hasPrefix($0) }
    return isOfTool || companions.contains(kind)
  }

  private static let companions: Set<String> = AmazonStorage.companions
    .union(AmazonBackups.companions)
}
