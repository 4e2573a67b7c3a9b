import Model

/// What Microsoft Azure does when nothing is written.
enum AzureDefaults {
  private static let always: [SettingName: DefaultTable.Entry] = [
    .encrypted: .yes("Azure encrypts everything it stores"),
    .algorithm: .text("AES-256", "Azure encrypts what it stores with AES in 256 bits"),
    .backupEncrypted: .yes("Azure encrypts everything it stores"),
    .isPublic: .yes("the public address is on until it is switched off"),
  ]

  private static let storing = [
    "azurerm_storage_account", "azurerm_storage_container", "azurerm_managed_disk",
    "azurerm_mssql_server", "azurerm_postgresql_flexible_server", "azurerm_postgresql_server",
    "azurerm_cosmosdb_account", "azurerm_redis_cache", "azurerm_eventhub_namespace",
    "azurerm_servicebus_namespace", "azurerm_kusto_cluster", "azurerm_container_registry",
    "azurerm_key_vault", "azurerm_search_service", "azurerm_log_analytics_workspace",
    "azurerm_recovery_services_vault", "azurerm_backup_policy_vm",
  ]

  static let table: [String: [SettingName: DefaultTable.Entry]] = {
    var all = own
    for kind in storing { all[kind, default: [:]].merge(always) { first, _ in first } }
    return all
  }()

  private static let single = DefaultTable.Entry.text(
    "1.2", "Terraform asks for TLS 1.2 where nothing is written")

  private static let own: [String: [SettingName: DefaultTable.Entry]] = [
    "azurerm_storage_account": [
      .versioning: .no("an account keeps no versions until it is told to"),
      .publicBlocked: .no("containers may be made public until the account forbids it"),
      .transitEncrypted: .yes("an account answers HTTPS only until it is told otherwise"),
      .minimumTLS: single,
    ],
    "azurerm_storage_container": [.isPublic: .no("a container is private until it is opened")],
    "azurerm_mssql_server": [
      .minimumTLS: single, .transitEncrypted: .yes("Azure SQL answers encrypted connections only"),
    ],
    "azurerm_mssql_database": [
      .encrypted: .yes("Azure SQL encrypts a database until it is told not to"),
      .algorithm: .text("AES-256", "Azure SQL encrypts with AES in 256 bits"),
      .backupEncrypted: .yes("backups are encrypted as the database is"),
      .backupDays: .number(7, "Azure SQL keeps backups for seven days"),
      .pointInTime: .yes("Azure SQL can restore any moment of its backups"),
      .otherRegion: .yes("Azure SQL keeps its backups in a second region until it is told not to"),
    ],
    "azurerm_postgresql_flexible_server": [
      .backupDays: .number(7, "a server keeps its backups for seven days"),
      .pointInTime: .yes("a server can be restored to any moment of its backups"),
      .otherRegion: .no("backups stay in their region until they are told not to"),
    ],
    "azurerm_postgresql_server": [
      .backupDays: .number(7, "a server keeps its backups for seven days"),
      .pointInTime: .yes("a server can be restored to any moment of its backups"),
      .otherRegion: .no("backups stay in their region until they are told not to"),
      .minimumTLS: .unknown("the default of the oldest version changed with the provider"),
    ],
    "azurerm_cosmosdb_account": [
      .pointInTime: .no("an account has periodic backups until continuous ones are asked for"),
      .minimumTLS: single,
    ],
    "azurerm_redis_cache": [
      .transitEncrypted: .yes("the plain port is off until it is switched on"),
      .minimumTLS: .unknown("the default of the oldest version changed with the provider"),
    ],
    "azurerm_eventhub_namespace": [.minimumTLS: single],
    "azurerm_servicebus_namespace": [.minimumTLS: single],
    "azurerm_data_lake_store": [
      .encrypted: .yes("a store is encrypted until it is told not to be"),
      .algorithm: .text("AES-256", "Azure encrypts what it stores with AES in 256 bits"),
    ],
    "azurerm_key_vault": [
      .deletionProtection: .no("a vault can be purged until it is protected")
    ],
    "azurerm_key_vault_key": [.rotation: .no("a key is renewed only where a policy says so")],
    "azurerm_network_security_rule": [.isPublic: .no("a rule without a source lets nobody in")],
    "azurerm_network_security_group": [.isPublic: .no("a rule without a source lets nobody in")],
    "azurerm_linux_web_app": [
      .transitEncrypted: .no("an application answers plain HTTP until it is told not to"),
      .minimumTLS: single,
    ],
    "azurerm_application_gateway": [
      .minimumTLS: .unknown("the default policy of a gateway depends on its version")
    ],
    "azurerm_cdn_endpoint": [
      .transitEncrypted: .no("an endpoint answers plain HTTP until it is told not to")
    ],
    "azurerm_log_analytics_workspace": [
      .retentionDays: .number(30, "a workspace keeps entries for 30 days")
    ],
    "azurerm_recovery_services_vault": [
      .deletionProtection: .yes("a vault keeps what was deleted until it is told not to"),
      .otherRegion: .yes("a vault keeps its data in two regions until it is told not to"),
    ],
    "azurerm_kubernetes_cluster": [
      .isPublic: .yes("the address of a cluster is open to the internet")
    ],
    "azurerm_monitor_metric_alert": [
      .enabled: .yes("an alert is on until it is switched off"),
      .notifies: .no("an alert tells nobody until it is told whom"),
    ],
    "azurerm_role_assignment": [
      .administrator: .unknown("the role is named by its identifier alone")
    ],
  ]
}
