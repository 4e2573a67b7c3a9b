import Model

/// Networks, applications, logs, identity and alarms of Azure.
enum AzureServices {
  static let types: [ObjectType] = [
    rule, groupRule, serverRule, application, gateway, gatewayPolicy, contentEndpoint, workspace,
    flowLog, auditing, profile, backupPolicy, vault, role, assignment, cluster, alarm, defender,
  ]

  private static func admits(_ reading: Reading) -> Bool {
    reading.text("direction")?.lowercased() != "outbound"
      && reading.text("access")?.lowercased() != "deny"
  }

  private static let networkRule: [SettingName: SettingRule] = [
    .isPublic: OpenNetworks.rule(
      "source_address_prefix", "source_address_prefixes", "sourceAddressPrefix",
      "sourceAddressPrefixes"),
    .ports: OpenNetworks.ports(
      "destination_port_range", "destination_port_ranges", "destinationPortRange",
      "destinationPortRanges"),
  ]

  static let rule = ObjectType(
    ["azurerm_network_security_rule"], .firewallRule, .azure, where: admits, networkRule)

  static let groupRule = ObjectType(
    ["azurerm_network_security_group"], .firewallRule, .azure,
    .blocks(["security_rule", "securityRules"]), where: admits, networkRule)

  /// A range of addresses that reach a database.
  static let serverRule = ObjectType(
    [
      "azurerm_mssql_firewall_rule", "azurerm_sql_firewall_rule",
      "azurerm_postgresql_firewall_rule", "azurerm_postgresql_flexible_server_firewall_rule",
      "azurerm_mysql_firewall_rule", "azurerm_mysql_flexible_server_firewall_rule",
    ], .firewallRule, .azure,
    [
      .isPublic: SettingRule { reading in
        let first = reading.find(["start_ip_address", "startIpAddress"])
        let last = reading.find(["end_ip_address", "endIpAddress"])
        guard let start = first.lookup.nodes.first, let end = last.lookup.nodes.first else {
          return reading.absent(first.attribute)
        }
        guard let low = start.string, let high = end.string else {
          return reading.unknown("the range of addresses is not known", first.attribute)
        }
        // 0.0.0.0 to 0.0.0.0 stands for every service of Azure, whoever's it is.
        let isOpen = low == "0.0.0.0" && ["0.0.0.0", "255.255.255.255"].contains(high)
        return reading.setting(.known(.boolean(isOpen)), first.attribute, at: start.span)
      },
      .ports: SettingRule { reading in
        reading.setting(.known(.text("database")), "end_ip_address", at: reading.anchor)
      },
    ])

  static let application = ObjectType(
    [
      "azurerm_linux_web_app", "azurerm_windows_web_app", "azurerm_linux_function_app",
      "azurerm_windows_function_app", "azurerm_app_service", "azurerm_function_app",
    ], .webApplication, .azure,
    [
      .transitEncrypted: .flag("https_only", "httpsOnly"),
      .minimumTLS: TLSPolicyName.rule(
        "site_config.minimum_tls_version", "site_config.min_tls_version",
        "siteConfig.minTlsVersion"),
    ])

  static let gateway = ObjectType(
    ["azurerm_application_gateway"], .listener, .azure, .blocks(["http_listener"]),
    [
      .transitEncrypted: .words(["https"], "protocol"),
      .redirects: SettingRule { reading in
        let rules = AttributeLookup(
          "redirect_configuration", in: reading.resource.attributes, from: reading.anchor
        ).flattened
        // Which rule belongs to which listener is said by names that rarely are known.
        guard let first = rules.first else {
          return reading.setting(
            .known(.boolean(false)), "redirect_configuration", at: reading.anchor)
        }
        return reading.unknown(
          "which listener is sent on is not resolved", "redirect_configuration", at: first.span)
      },
    ])

  static let gatewayPolicy = ObjectType(
    ["azurerm_application_gateway"], .loadBalancer, .azure,
    [
      .minimumTLS: TLSPolicyName.rule("ssl_policy.min_protocol_version", "ssl_policy.policy_name")
    ])

  static let contentEndpoint = ObjectType(
    ["azurerm_cdn_endpoint"], .contentNetwork, .azure,
    [.transitEncrypted: .notFlag("is_http_allowed")])

  static let workspace = ObjectType(
    ["azurerm_log_analytics_workspace"], .logGroup, .azure,
    [
      .retentionDays: .count("retention_in_days", "retentionInDays"), .encrypted: .always,
      .algorithm: .always,
    ])

  /// Days of a policy that may be off; 0 keeps for ever.
  private static func policyDays(_ days: String, _ enabled: String?) -> SettingRule {
    SettingRule { reading in
      if let enabled {
        let isOn = SettingRule.flag(enabled).read(reading)
        if let isOn, isOn.isUnknown { return isOn }
        if let isOn, isOn.boolean == false {
          return Setting(
            .known(.unlimited), attribute: isOn.attribute, written: isOn.shownValue,
            at: isOn.location)
        }
      }
      let setting = SettingRule.count(days).read(reading)
      guard let setting, case .known(.integer(0)) = setting.state else { return setting }
      return Setting(
        .known(.unlimited), attribute: setting.attribute, written: setting.shownValue,
        at: setting.location)
    }
  }

  static let flowLog = ObjectType(
    ["azurerm_network_watcher_flow_log"], .logGroup, .azure,
    [.retentionDays: policyDays("retention_policy.days", "retention_policy.enabled")])

  static let auditing = ObjectType(
    [
      "azurerm_mssql_server_extended_auditing_policy",
      "azurerm_mssql_database_extended_auditing_policy",
    ], .logGroup, .azure, [.retentionDays: policyDays("retention_in_days", nil)])

  static let profile = ObjectType(
    ["azurerm_monitor_log_profile"], .logGroup, .azure,
    [.retentionDays: policyDays("retention_policy.days", "retention_policy.enabled")])

  static let backupPolicy = ObjectType(
    ["azurerm_backup_policy_vm", "azurerm_backup_policy_file_share"], .backupPlan, .azure,
    [
      .backupDays: .count("retention_daily.count"), .schedule: .text("backup.frequency"),
      .backupEncrypted: .always,
    ])

  static let vault = ObjectType(
    ["azurerm_recovery_services_vault"], .backupVault, .azure,
    [
      .encrypted: .always, .algorithm: .always, .customerKey: .isSet("encryption.key_id"),
      .deletionProtection: .flag("soft_delete_enabled"),
      .otherRegion: .words(["georedundant"], "storage_mode_type"),
    ])

  static let role = ObjectType(
    ["azurerm_role_definition"], .policyStatement, .azure, .blocks(["permissions"]),
    [
      .wildcardAction: .words(["*"], "actions", worst: true)
    ])

  static let assignment = ObjectType(
    ["azurerm_role_assignment"], .grant, .azure,
    [
      .administrator: SettingRule { reading in
        let role = SettingRule.words(
          ["owner", "contributor", "user access administrator"], "role_definition_name",
          "roleDefinitionName", worst: true
        ).read(reading)
        guard let role, role.boolean == true else { return role }
        // Over one group or one thing it is not the whole subscription.
        guard let scope = reading.find(["scope"]).lookup.nodes.first else { return role }
        if let text = scope.string {
          let parts = text.split(separator: "/")
          return parts.count <= 2
            ? role : reading.setting(.known(.boolean(false)), "scope", at: scope.span)
        }
        let reason = ScalarReading.reason(scope, expected: "text")
        return reason.contains("azurerm_subscription")
          ? role
          : reading.index.namesResource(reason, for: reading.resource)
            ? reading.setting(.known(.boolean(false)), "scope", at: scope.span)
            : reading.unknown(reason, "scope", at: scope.span)
      }
    ])

  static let cluster = ObjectType(
    ["azurerm_kubernetes_cluster"], .kubernetesCluster, .azure,
    [
      .isPublic: SettingRule { reading in
        let hidden = SettingRule.flag("private_cluster_enabled").read(reading)
        if let hidden, hidden.boolean == true {
          return Setting(
            .known(.boolean(false)), attribute: hidden.attribute, written: hidden.shownValue,
            at: hidden.location)
        }
        if let hidden, hidden.isUnknown { return hidden }
        return OpenNetworks.rule(
          "api_server_access_profile.authorized_ip_ranges", "api_server_authorized_ip_ranges"
        ).read(reading)
      }
    ])

  static let alarm = ObjectType(
    [
      "azurerm_monitor_metric_alert", "azurerm_monitor_activity_log_alert",
      "azurerm_monitor_scheduled_query_rules_alert_v2",
    ], .alarm, .azure,
    [
      .notifies: .isSet("action", "actions"), .enabled: .flag("enabled"),
      .metric: .text("criteria.metric_name", "criteria.operation_name", "name"),
    ])

  static let defender = ObjectType(
    ["azurerm_security_center_subscription_pricing"], .detector, .azure,
    [.enabled: .words(["standard"], "tier")])
}
