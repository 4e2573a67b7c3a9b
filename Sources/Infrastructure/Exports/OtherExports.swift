import Model

/// What the commands of Google and Azure list, and PostgreSQL's own settings.
enum OtherExports {
  static let shapes: [ExportShape] =
    googleKinds.map { kind, type in byMember(["kind"], kind, type) }
    + azureTypes.map { name, type in byMember(["type"], name, type) } + [
      ExportShape("/cryptoKeys/", named("/cryptoKeys/", "google_kms_crypto_key", with: "purpose")),
      ExportShape("/topics/", named("/topics/", "google_pubsub_topic", with: "name")),
      ExportShape(
        "/alertPolicies/",
        named("/alertPolicies/", "google_monitoring_alert_policy", with: "conditions")),
      ExportShape(
        "/serviceAccounts/", named("/keys/", "export:google:service-account-key", with: "keyType")),
      ExportShape("container.googleapis.com") { root in
        let members = (root.elements ?? [root]).filter {
          $0["selfLink"]?.string?.hasPrefix("https://container.googleapis.com/") == true
        }
        return members.isEmpty
          ? nil : members.map { ExportShape.Found(kind: "google_container_cluster", node: $0) }
      },
      ExportShape("\"bindings\"") { root in
        guard let bindings = root["bindings"]?.elements,
          bindings.contains(where: { $0["members"] != nil && $0["role"] != nil })
        else { return nil }
        return bindings.map { ExportShape.Found(kind: "google_project_iam_binding", node: $0) }
      },
      ExportShape("\"ssl_min_protocol_version\"", settings),
    ]

  private static let googleKinds: [(StaticString, String)] = [
    ("sql#instance", "google_sql_database_instance"), ("storage#bucket", "google_storage_bucket"),
    ("compute#disk", "google_compute_disk"), ("compute#firewall", "google_compute_firewall"),
    ("compute#snapshot", "google_compute_snapshot"),
    ("bigquery#dataset", "google_bigquery_dataset"),
    ("compute#sslPolicy", "google_compute_ssl_policy"),
  ]

  private static let azureTypes: [(StaticString, String)] = [
    ("Microsoft.Storage/storageAccounts", "azurerm_storage_account"),
    ("Microsoft.Compute/disks", "azurerm_managed_disk"),
    ("Microsoft.Sql/servers", "azurerm_mssql_server"),
    ("Microsoft.DBforPostgreSQL/flexibleServers", "azurerm_postgresql_flexible_server"),
    ("Microsoft.DBforMySQL/flexibleServers", "azurerm_mysql_flexible_server"),
    ("Microsoft.DocumentDB/databaseAccounts", "azurerm_cosmosdb_account"),
    ("Microsoft.Cache/Redis", "azurerm_redis_cache"),
    ("Microsoft.KeyVault/vaults", "azurerm_key_vault"),
    ("Microsoft.ContainerRegistry/registries", "azurerm_container_registry"),
    ("Microsoft.OperationalInsights/workspaces", "azurerm_log_analytics_workspace"),
    ("Microsoft.Network/networkSecurityGroups", "azurerm_network_security_group"),
    ("Microsoft.Web/sites", "azurerm_linux_web_app"),
    ("Microsoft.ServiceBus/Namespaces", "azurerm_servicebus_namespace"),
    ("Microsoft.EventHub/Namespaces", "azurerm_eventhub_namespace"),
  ]

  /// A thing, or a list of them, that says of itself what it is.
  private static func byMember(_ keys: [String], _ word: StaticString, _ kind: String)
    -> ExportShape
  {
    let wanted = word.description.lowercased()
    return ExportShape(word) { root in
      let members = (root.elements ?? root["items"]?.elements ?? [root]).filter { node in
        keys.contains { node[$0]?.string?.lowercased() == wanted }
      }
      return members.isEmpty
        ? nil : members.map { ExportShape.Found(kind: kind, node: $0) }
    }
  }

  /// A thing, or a list of them, whose name tells what it is.
  private static func named(_ part: String, _ kind: String, with own: String)
    -> @Sendable (Node) -> [ExportShape.Found]?
  {
    { root in
      let members = (root.elements ?? [root]).filter {
        $0["name"]?.string?.contains(part) == true && $0[own] != nil
      }
      return members.isEmpty
        ? nil : members.map { ExportShape.Found(kind: kind, node: $0) }
    }
  }

  /// Rows of `pg_settings`, of which each has one setting.
  private static let settings: @Sendable (Node) -> [ExportShape.Found]? = { root in
    guard let rows = root.elements,
      rows.contains(where: { $0["name"]?.string == "ssl" && $0["setting"] != nil })
    else { return nil }
    let entries = rows.compactMap { row -> Node.Entry? in
      guard let name = row["name"]?.string, let value = row["setting"] else { return nil }
      return Node.Entry(key: name, keySpan: row.span, value: value)
    }
    return [
      ExportShape.Found(kind: "postgresql.conf", node: Node(.mapping(entries), at: root.span))
    ]
  }
}
