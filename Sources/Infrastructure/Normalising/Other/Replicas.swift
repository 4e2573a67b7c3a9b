import Model

/// Copies of data that another resource keeps in a region of its own.
enum Replicas {
  static let types: [ObjectType] = [
    copy(["aws_dynamodb_table"], .amazon, "replica", "region_name"),
    copy(["AWS::DynamoDB::GlobalTable"], .amazon, "Replicas", "Region"),
    copy(["aws_secretsmanager_secret"], .amazon, "replica", "region"),
    copy(["AWS::SecretsManager::Secret"], .amazon, "ReplicaRegions", "Region"),
    copy(["aws_redshift_cluster"], .amazon, "snapshot_copy", "destination_region"),
    copy(
      ["google_secret_manager_secret"], .google, "replication.user_managed.replicas", "location"),
    copy(["azurerm_cosmosdb_account"], .azure, "geo_location", "location"),
    copy(["azurerm_cosmosdb_account"], .azure, "locations", "locationName"),
    copy(["azurerm_container_registry"], .azure, "georeplications", "location"),
  ]

  private static func copy(
    _ kinds: [String], _ provider: InfrastructureObject.Provider, _ block: String,
    _ attribute: String
  ) -> ObjectType {
    ObjectType(kinds, .replica, provider, .blocks([block]), [.region: .text(attribute)])
  }
}
