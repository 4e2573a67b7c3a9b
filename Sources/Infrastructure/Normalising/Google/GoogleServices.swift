import Model

/// Networks, logs, identity and alarms of Google Cloud.
enum GoogleServices {
  static let types: [ObjectType] = [
    firewall, plainProxy, secureProxy, policy, cluster, logBucket, audit, grant, key, alarm,
  ]

  static let firewall = ObjectType(
    ["google_compute_firewall"], .firewallRule, .google, .blocks(["allow"]),
    where: { reading in
      reading.resource.attributes["direction"]?.string?.uppercased() != "EGRESS"
        && ScalarReading.boolean(
          reading.resource.attributes["disabled"] ?? Node(.null, at: .start)) != true
    },
    [
      .isPublic: SettingRule { reading in
        OpenNetworks.rule("source_ranges", "sourceRanges").read(
          Reading(reading.resource, index: reading.index))
      },
      .ports: OpenNetworks.ports("ports"),
    ])

  /// A proxy that answers plain HTTP is fine where its map sends everything on.
  static let plainProxy = ObjectType(
    ["google_compute_target_http_proxy", "google_compute_region_target_http_proxy"], .listener,
    .google,
    [
      .transitEncrypted: SettingRule { reading in
        reading.setting(.known(.boolean(false)), "target_http_proxy", at: reading.anchor)
      },
      .redirects: SettingRule { reading in
        let named = reading.index.resource(
          of: ["google_compute_url_map", "google_compute_region_url_map"], namedBy: ["url_map"],
          of: reading.resource)
        guard let map = named.found else {
          return named.isUnclear
            ? reading.unknown("the address map is not in the folder", "url_map")
            : reading.absent("url_map")
        }
        let setting = SettingRule.flag("default_url_redirect.https_redirect").read(
          reading.reading(map))
        guard let setting, setting.isAbsent else { return setting }
        return Setting(
          .known(.boolean(false)), attribute: setting.attribute, written: setting.shownValue,
          at: setting.location)
      },
    ])

  static let secureProxy = ObjectType(
    [
      "google_compute_target_https_proxy", "google_compute_region_target_https_proxy",
      "google_compute_target_ssl_proxy",
    ], .listener, .google,
    [
      .transitEncrypted: .always,
      .minimumTLS: SettingRule { reading in
        let policies = ["google_compute_ssl_policy", "google_compute_region_ssl_policy"]
        let named = reading.index.resource(
          of: policies, namedBy: ["ssl_policy"], of: reading.resource)
        if let found = named.found {
          let setting = TLSPolicyName.rule("min_tls_version").read(reading.reading(found))
          guard let setting, setting.isAbsent else { return setting }
          return Setting(
            .defaulted(
              .text("1.0"),
              ProviderDefault(reason: "a policy answers TLS 1.0 until it is told not to")
            ), attribute: setting.attribute, written: setting.shownValue,
            at: setting.location)
        }
        let (attribute, lookup) = reading.find(["ssl_policy", "sslPolicy"])
        guard let node = lookup.nodes.first else { return reading.absent(attribute) }
        return reading.unknown("the policy of TLS is not in the folder", attribute, at: node.span)
      },
    ])

  static let policy = ObjectType(
    ["google_compute_ssl_policy", "google_compute_region_ssl_policy"], .loadBalancer, .google,
    [.minimumTLS: TLSPolicyName.rule("min_tls_version", "minTlsVersion")])

  static let cluster = ObjectType(
    ["google_container_cluster"], .kubernetesCluster, .google,
    [
      .encrypted: .words(["encrypted"], "database_encryption.state", "databaseEncryption.state"),
      .isPublic: SettingRule { reading in
        let hidden = SettingRule.flag(
          "private_cluster_config.enable_private_endpoint",
          "privateClusterConfig.enablePrivateEndpoint"
        ).read(reading)
        if let hidden, hidden.boolean == true {
          return Setting(
            .known(.boolean(false)), attribute: hidden.attribute, written: hidden.shownValue,
            at: hidden.location)
        }
        if let hidden, hidden.isUnknown { return hidden }
        return OpenNetworks.rule(
          "master_authorized_networks_config.cidr_blocks.cidr_block",
          "masterAuthorizedNetworksConfig.cidrBlocks.cidrBlock"
        ).read(reading)
      },
      .deletionProtection: .flag("deletion_protection"),
    ])

  static let logBucket = ObjectType(
    [
      "google_logging_project_bucket_config", "google_logging_folder_bucket_config",
      "google_logging_organization_bucket_config",
    ], .logGroup, .google,
    [
      .retentionDays: .count("retention_days", "retentionDays"), .encrypted: .always,
      .algorithm: .always,
    ])

  /// Who reads data is only recorded where it is asked for.
  static let audit = ObjectType(
    [
      "google_project_iam_audit_config", "google_folder_iam_audit_config",
      "google_organization_iam_audit_config",
    ], .auditTrail, .google,
    [
      .enabled: .always,
      .allRegions: .always, .globalEvents: .words(["allservices"], "service"),
    ])

  static let grant = ObjectType(
    [
      "google_project_iam_member", "google_project_iam_binding", "google_folder_iam_member",
      "google_folder_iam_binding", "google_organization_iam_member",
      "google_organization_iam_binding",
    ], .grant, .google,
    [
      .administrator: .words(["roles/owner", "roles/editor"], "role", worst: true),
      .anyPrincipal: GoogleStorage.anybody("member", "members"),
    ])

  static let key = ObjectType(
    ["export:google:service-account-key"], .accessKey, .google,
    where: { ($0.text("keyType") ?? "USER_MANAGED") == "USER_MANAGED" },
    [.created: .text("validAfterTime")])

  static let alarm = ObjectType(
    ["google_monitoring_alert_policy"], .alarm, .google,
    [
      .notifies: .isSet("notification_channels", "notificationChannels"),
      .enabled: .flag("enabled"), .metric: .text("display_name", "displayName"),
    ])
}
