import Model

/// Every kind of thing that the normal form has, and what providers do by themselves.
enum ObjectTypes {
  static let all: [ObjectType] =
    AmazonStorage.types + AmazonDatabases.types + AmazonMessaging.types + AmazonBackups.types
    + AmazonLogs.types + AmazonDelivery.types + AmazonIdentity.types + AmazonNetworks.types
    + AmazonAlarms.types + GoogleTypes.types + AzureTypes.types + OtherTypes.types

  static let defaults = DefaultTable([
    AmazonDefaults.table, GoogleDefaults.table, AzureDefaults.table,
  ])

  static let byKind: [String: [ObjectType]] = {
    var table: [String: [ObjectType]] = [:]
    for type in all {
      for kind in type.kinds { table[kind, default: []].append(type) }
    }
    return table
  }()

  /// Kinds that hold settings of others, or nothing that is judged, so that they are not reported as
  /// strangers.
  static let companions: Set<String> = AmazonStorage.companions
    .union(AmazonBackups.companions)
}
