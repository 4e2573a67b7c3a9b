import Model

/// Databases, caches, search domains and warehouses of Amazon.
enum AmazonDatabases {
  static let types: [ObjectType] = [
    instance, cluster, documents, graph, table, dax, warehouse, replicationGroup, cacheCluster,
    memory, search, ledger, timeSeries, broker, parameters, clusterParameters,
    warehouseParameters, documentParameters,
  ]

  /// A member of a cluster stores nothing of its own.
  private static func standsAlone(_ reading: Reading) -> Bool {
    reading.find(["DBClusterIdentifier"]).lookup.isEmpty
  }

  static let instance = ObjectType(
    ["aws_db_instance", "AWS::RDS::DBInstance"], .database, .amazon, where: standsAlone,
    [
      .encrypted: .flag("storage_encrypted", "StorageEncrypted"), .algorithm: .always,
      .customerKey: .isSet("kms_key_id", "KmsKeyId"),
      .backupDays: BackupSelection.days("backup_retention_period", "BackupRetentionPeriod"),
      .pointInTime: BackupSelection.pointInTime("backup_retention_period", "BackupRetentionPeriod"),
      .otherRegion: .joined(
        BackupSelection.otherRegion, from: ["aws_db_instance_automated_backups_replication"],
        by: ["source_db_instance_arn"], .isSet("source_db_instance_arn")),
      .schedule: .text("backup_window", "PreferredBackupWindow"),
      .backupEncrypted: .flag("storage_encrypted", "StorageEncrypted"),
      .deletionProtection: .flag("deletion_protection", "DeletionProtection"),
      .isPublic: .flag("publicly_accessible", "PubliclyAccessible", worst: true),
      .transitEncrypted: DatabaseParameters.transit(
        ["parameter_group_name", "DBParameterGroupName", "DBParameterGroups.DBParameterGroupName"]),
    ])

  static let cluster = ObjectType(
    ["aws_rds_cluster", "AWS::RDS::DBCluster"], .databaseCluster, .amazon,
    [
      .encrypted: .flag("storage_encrypted", "StorageEncrypted"), .algorithm: .always,
      .customerKey: .isSet("kms_key_id", "KmsKeyId"),
      .backupDays: BackupSelection.days("backup_retention_period", "BackupRetentionPeriod"),
      .pointInTime: .always,
      .otherRegion: BackupSelection.otherRegion,
      .schedule: .text("preferred_backup_window", "PreferredBackupWindow"),
      .backupEncrypted: .flag("storage_encrypted", "StorageEncrypted"),
      .deletionProtection: .flag("deletion_protection", "DeletionProtection"),
      .transitEncrypted: DatabaseParameters.transit([
        "db_cluster_parameter_group_name", "DBClusterParameterGroupName", "DBClusterParameterGroup",
      ]),
    ])

  private static let clusterSettings: [SettingName: SettingRule] = [
    .encrypted: .flag("storage_encrypted", "StorageEncrypted"), .algorithm: .always,
    .customerKey: .isSet("kms_key_arn", "kms_key_id", "KmsKeyId"),
    .backupDays: BackupSelection.days("backup_retention_period", "BackupRetentionPeriod"),
    .pointInTime: .always, .otherRegion: BackupSelection.otherRegion,
    .schedule: .text("preferred_backup_window", "PreferredBackupWindow"),
    .backupEncrypted: .flag("storage_encrypted", "StorageEncrypted"),
    .deletionProtection: .flag("deletion_protection", "DeletionProtection"),
  ]

  static let documents = ObjectType(
    ["aws_docdb_cluster", "AWS::DocDB::DBCluster"], .databaseCluster, .amazon, clusterSettings)

  static let graph = ObjectType(
    ["aws_neptune_cluster", "AWS::Neptune::DBCluster"], .databaseCluster, .amazon, clusterSettings)

  static let table = ObjectType(
    [
      "aws_dynamodb_table", "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable",
      "AWS::Serverless::SimpleTable",
    ], .keyValueTable, .amazon,
    [
      .encrypted: .always, .algorithm: .always,
      .customerKey: .isSet(
        "server_side_encryption.kms_key_arn", "SSESpecification.KMSMasterKeyId",
        "SSEDescription.KMSMasterKeyArn", "Replicas.SSESpecification.KMSMasterKeyId"),
      .pointInTime: BackupSelection.tablePointInTime,
      .backupDays: BackupSelection.tableDays,
      .otherRegion: .first(BackupSelection.otherRegion, .isSet("replica.region_name", "Replicas")),
      .backupEncrypted: .always,
      .deletionProtection: .flag("deletion_protection_enabled", "DeletionProtectionEnabled"),
    ])

  static let dax = ObjectType(
    ["aws_dax_cluster", "AWS::DAX::Cluster"], .cache, .amazon,
    [
      .encrypted: .first(
        .flag("server_side_encryption.enabled", "SSESpecification.SSEEnabled"),
        .words(["enabled"], "SSEDescription.Status")),
      .algorithm: .always,
      .transitEncrypted: .words(
        ["tls"], "cluster_endpoint_encryption_type", "ClusterEndpointEncryptionType"),
    ])

  static let warehouse = ObjectType(
    ["aws_redshift_cluster", "AWS::Redshift::Cluster"], .warehouse, .amazon,
    [
      .encrypted: .flag("encrypted", "Encrypted"), .algorithm: .always,
      .customerKey: .isSet("kms_key_id", "KmsKeyId"),
      .backupDays: .count(
        "automated_snapshot_retention_period", "AutomatedSnapshotRetentionPeriod"),
      .otherRegion: .joined(
        .isSet(
          "snapshot_copy.destination_region", "ClusterSnapshotCopyStatus.DestinationRegion",
          "SnapshotCopyConfiguration.DestinationRegion"),
        from: ["aws_redshift_snapshot_copy"], by: ["cluster_identifier"],
        .isSet("destination_region")),
      .backupEncrypted: .flag("encrypted", "Encrypted"),
      .isPublic: .flag("publicly_accessible", "PubliclyAccessible", worst: true),
      .transitEncrypted: DatabaseParameters.warehouseTransit,
    ])

  static let replicationGroup = ObjectType(
    ["aws_elasticache_replication_group", "AWS::ElastiCache::ReplicationGroup"], .cache, .amazon,
    [
      .encrypted: valkeyAware(.flag("at_rest_encryption_enabled", "AtRestEncryptionEnabled")),
      .algorithm: .always, .customerKey: .isSet("kms_key_id", "KmsKeyId"),
      .transitEncrypted: valkeyAware(
        .flag("transit_encryption_enabled", "TransitEncryptionEnabled")),
      .backupDays: .count("snapshot_retention_limit", "SnapshotRetentionLimit"),
    ])

  /// Valkey is encrypted by itself where Redis is not, and what the engine is may be unknown.
  private static func valkeyAware(_ rule: SettingRule) -> SettingRule {
    SettingRule { reading in
      guard let setting = rule.read(reading), setting.isAbsent else { return rule.read(reading) }
      let engine = reading.find(["engine", "Engine"]).lookup.nodes.first
      guard let engine, engine.scalarText != "redis", engine.scalarText != "Redis" else {
        return setting
      }
      return reading.unknown(
        "what Amazon ElastiCache does by itself depends on the engine", setting.attribute)
    }
  }

  static let cacheCluster = ObjectType(
    ["aws_elasticache_cluster", "AWS::ElastiCache::CacheCluster"], .cache, .amazon,
    where: { $0.find(["replication_group_id", "ReplicationGroupId"]).lookup.isEmpty },
    [
      .encrypted: .first(.flag("AtRestEncryptionEnabled"), .always),
      .transitEncrypted: .flag("transit_encryption_enabled", "TransitEncryptionEnabled"),
    ])

  static let memory = ObjectType(
    ["aws_memorydb_cluster", "AWS::MemoryDB::Cluster"], .database, .amazon,
    [
      .encrypted: .always, .algorithm: .always,
      .customerKey: .isSet("kms_key_arn", "KmsKeyId"),
      .transitEncrypted: .flag("tls_enabled", "TLSEnabled"),
      .backupDays: .count("snapshot_retention_limit", "SnapshotRetentionLimit"),
    ])

  static let search = ObjectType(
    [
      "aws_elasticsearch_domain", "aws_opensearch_domain", "AWS::Elasticsearch::Domain",
      "AWS::OpenSearchService::Domain",
    ], .searchDomain, .amazon,
    [
      .encrypted: .flag("encrypt_at_rest.enabled", "EncryptionAtRestOptions.Enabled"),
      .algorithm: .always,
      .customerKey: .isSet("encrypt_at_rest.kms_key_id", "EncryptionAtRestOptions.KmsKeyId"),
      .transitEncrypted: .flag(
        "domain_endpoint_options.enforce_https", "DomainEndpointOptions.EnforceHTTPS"),
      .minimumTLS: TLSPolicyName.rule(
        "domain_endpoint_options.tls_security_policy", "DomainEndpointOptions.TLSSecurityPolicy"),
    ])

  static let ledger = ObjectType(
    ["aws_qldb_ledger", "AWS::QLDB::Ledger"], .database, .amazon,
    [
      .encrypted: .always, .algorithm: .always, .customerKey: .isSet("kms_key", "KmsKey"),
      .deletionProtection: .flag("deletion_protection", "DeletionProtection"),
    ])

  static let timeSeries = ObjectType(
    ["aws_timestreamwrite_database", "AWS::Timestream::Database"], .database, .amazon,
    [
      .encrypted: .always, .algorithm: .always, .customerKey: .isSet("kms_key_id", "KmsKeyId"),
    ])

  static let broker = ObjectType(
    ["aws_mq_broker", "AWS::AmazonMQ::Broker"], .queue, .amazon,
    [
      .encrypted: .always, .algorithm: .always,
      .customerKey: .isSet("encryption_options.kms_key_id", "EncryptionOptions.KmsKeyId"),
      .isPublic: .flag("publicly_accessible", "PubliclyAccessible", worst: true),
    ])

  static let parameters = ObjectType(
    ["aws_db_parameter_group", "AWS::RDS::DBParameterGroup"], .parameterGroup, .amazon,
    [
      .transitEncrypted: DatabaseParameters.transitOfGroup,
      .minimumTLS: DatabaseParameters.minimumOfGroup,
    ])

  static let clusterParameters = ObjectType(
    ["aws_rds_cluster_parameter_group", "AWS::RDS::DBClusterParameterGroup"], .parameterGroup,
    .amazon,
    [
      .transitEncrypted: DatabaseParameters.transitOfGroup,
      .minimumTLS: DatabaseParameters.minimumOfGroup,
    ])

  static let warehouseParameters = ObjectType(
    ["aws_redshift_parameter_group", "AWS::Redshift::ClusterParameterGroup"], .parameterGroup,
    .amazon, [.transitEncrypted: DatabaseParameters.warehouseGroup])

  static let documentParameters = ObjectType(
    ["aws_docdb_cluster_parameter_group", "AWS::DocDB::DBClusterParameterGroup"], .parameterGroup,
    .amazon, [.transitEncrypted: DatabaseParameters.documentGroup])
}
