import Model

/// What stores data at Azure.
enum AzureStorage {
  static let types: [ObjectType] = [
    account, container, disk, sqlServer, sqlDatabase, flexible, singleServer, documents, cache,
    eventHubs, serviceBus, warehouse, dataLake, registry, vault, key, search,
  ]

  static let account = ObjectType(
    ["azurerm_storage_account"], .objectStore, .azure,
    [
      .encrypted: .always, .algorithm: .always,
      .customerKey: .joined(
        .isSet("customer_managed_key.key_vault_key_id"),
        from: ["azurerm_storage_account_customer_managed_key"], by: ["storage_account_id"],
        .isSet("key_vault_id", "key_name")),
      .versioning: .flag("blob_properties.versioning_enabled"),
      .otherRegion: .words(
        ["grs", "ragrs", "gzrs", "ragzrs", "standard_grs", "standard_ragrs", "standard_gzrs"],
        "account_replication_type", "sku.name"),
      .publicBlocked: .notFlag(
        "allow_nested_items_to_be_public", "allow_blob_public_access", "allowBlobPublicAccess"),
      .transitEncrypted: .flag(
        "https_traffic_only_enabled", "enable_https_traffic_only", "enableHttpsTrafficOnly"),
      .minimumTLS: TLSPolicyName.rule("min_tls_version", "minimumTlsVersion"),
    ])

  static let container = ObjectType(
    ["azurerm_storage_container"], .objectStore, .azure,
    [
      .encrypted: .always, .algorithm: .always,
      .isPublic: .words(
        ["blob", "container"], "container_access_type", "properties.publicAccess", worst: true),
    ])

  static let disk = ObjectType(
    ["azurerm_managed_disk"], .volume, .azure,
    [
      .encrypted: .always, .algorithm: .always,
      .customerKey: .isSet("disk_encryption_set_id", "encryption.diskEncryptionSetId"),
    ])

  static let sqlServer = ObjectType(
    ["azurerm_mssql_server", "azurerm_sql_server"], .database, .azure,
    [
      .encrypted: .always, .algorithm: .always,
      .minimumTLS: .when(
        { $0.text("minimum_tls_version")?.lowercased() != "disabled" },
        TLSPolicyName.rule("minimum_tls_version", "minimalTlsVersion")),
      .transitEncrypted: .always,
      .isPublic: publicNetwork,
    ])

  static let sqlDatabase = ObjectType(
    ["azurerm_mssql_database"], .database, .azure,
    [
      .encrypted: .flag("transparent_data_encryption_enabled"), .algorithm: .always,
      .backupDays: .count("short_term_retention_policy.retention_days"),
      .pointInTime: .always,
      .otherRegion: .first(
        .flag("geo_backup_enabled"), .words(["geo", "geozone"], "storage_account_type")),
      .backupEncrypted: .flag("transparent_data_encryption_enabled"),
    ])

  /// Whether anything but the provider's own network reaches it.
  private static let publicNetwork = SettingRule { reading in
    let flag = SettingRule.flag("public_network_access_enabled", worst: true).read(reading)
    if let flag, !flag.isAbsent { return flag }
    let word = SettingRule.words(
      ["enabled"], "publicNetworkAccess", "network.publicNetworkAccess", worst: true
    ).read(reading)
    if let word, !word.isAbsent { return word }
    return flag
  }

  static let flexible = ObjectType(
    ["azurerm_postgresql_flexible_server", "azurerm_mysql_flexible_server"], .database, .azure,
    [
      .encrypted: .always, .algorithm: .always,
      .customerKey: .isSet("customer_managed_key.key_vault_key_id"),
      .backupDays: .count("backup_retention_days", "backup.backupRetentionDays"),
      .pointInTime: .always,
      .otherRegion: .first(
        .flag("geo_redundant_backup_enabled"),
        .words(["enabled"], "backup.geoRedundantBackup")),
      .backupEncrypted: .always,
      .isPublic: SettingRule { reading in
        // A server inside a network of its own has no public address.
        let inside = SettingRule.isSet("delegated_subnet_id", "network.delegatedSubnetResourceId")
          .read(reading)
        if let inside, inside.boolean == true {
          return Setting(
            .known(.boolean(false)), attribute: inside.attribute, written: inside.shownValue,
            at: inside.location)
        }
        return publicNetwork.read(reading)
      },
    ])

  static let singleServer = ObjectType(
    ["azurerm_postgresql_server", "azurerm_mysql_server", "azurerm_mariadb_server"], .database,
    .azure,
    [
      .encrypted: .always, .algorithm: .always,
      .backupDays: .count("backup_retention_days", "storage_profile.backup_retention_days"),
      .pointInTime: .always,
      .otherRegion: .first(
        .flag("geo_redundant_backup_enabled"),
        .words(["enabled"], "storage_profile.geo_redundant_backup")),
      .backupEncrypted: .always,
      .transitEncrypted: .first(
        .flag("ssl_enforcement_enabled"), .words(["enabled"], "ssl_enforcement")),
      .minimumTLS: .when(
        { $0.text("ssl_minimal_tls_version_enforced") != "TLSEnforcementDisabled" },
        TLSPolicyName.rule("ssl_minimal_tls_version_enforced", "minimalTlsVersion")),
      .isPublic: publicNetwork,
    ])

  static let documents = ObjectType(
    ["azurerm_cosmosdb_account"], .keyValueTable, .azure,
    [
      .encrypted: .always, .algorithm: .always,
      .customerKey: .isSet("key_vault_key_id", "keyVaultKeyUri"),
      .pointInTime: .words(["continuous"], "backup.type", "backupPolicy.type"),
      .isPublic: publicNetwork,
      .minimumTLS: TLSPolicyName.rule("minimal_tls_version", "minimalTlsVersion"),
    ])

  static let cache = ObjectType(
    ["azurerm_redis_cache"], .cache, .azure,
    [
      .encrypted: .always, .algorithm: .always,
      .transitEncrypted: .notFlag(
        "non_ssl_port_enabled", "enable_non_ssl_port", "enableNonSslPort"),
      .minimumTLS: TLSPolicyName.rule("minimum_tls_version", "minimumTlsVersion"),
      .isPublic: publicNetwork,
    ])

  static let eventHubs = ObjectType(
    ["azurerm_eventhub_namespace"], .stream, .azure,
    [
      .encrypted: .always, .algorithm: .always,
      .minimumTLS: TLSPolicyName.rule("minimum_tls_version", "minimumTlsVersion"),
      .isPublic: publicNetwork,
    ])

  static let serviceBus = ObjectType(
    ["azurerm_servicebus_namespace"], .queue, .azure,
    [
      .encrypted: .always, .algorithm: .always,
      .customerKey: .isSet("customer_managed_key.key_vault_key_id"),
      .minimumTLS: TLSPolicyName.rule("minimum_tls_version", "minimumTlsVersion"),
      .isPublic: publicNetwork,
    ])

  static let warehouse = ObjectType(
    ["azurerm_kusto_cluster"], .warehouse, .azure,
    [
      .encrypted: .always, .algorithm: .always, .isPublic: publicNetwork,
    ])

  static let dataLake = ObjectType(
    ["azurerm_data_lake_store"], .objectStore, .azure,
    [.encrypted: .words(["enabled"], "encryption_state"), .algorithm: .always])

  static let registry = ObjectType(
    ["azurerm_container_registry"], .containerRegistry, .azure,
    [
      .encrypted: .always, .algorithm: .always,
      .customerKey: .isSet("encryption.key_vault_key_id"), .isPublic: publicNetwork,
    ])

  static let vault = ObjectType(
    ["azurerm_key_vault"], .secretStore, .azure,
    [
      .encrypted: .always, .algorithm: .always,
      .deletionProtection: .flag(
        "purge_protection_enabled", "properties.enablePurgeProtection"),
      .isPublic: SettingRule { reading in
        let rule = SettingRule.words(
          ["deny"], "network_acls.default_action", "properties.networkAcls.defaultAction"
        ).read(reading)
        if let rule, rule.boolean == true {
          return Setting(
            .known(.boolean(false)), attribute: rule.attribute, written: rule.shownValue,
            at: rule.location)
        }
        return publicNetwork.read(reading)
      },
    ])

  static let key = ObjectType(
    ["azurerm_key_vault_key"], .key, .azure, [.rotation: .isSet("rotation_policy")])

  static let search = ObjectType(
    ["azurerm_search_service"], .searchDomain, .azure,
    [.encrypted: .always, .algorithm: .always, .isPublic: publicNetwork])
}
