import Model

/// Logs, trails and detectors of Amazon.
enum AmazonLogs {
  static let types: [ObjectType] = [
    group, trail, kubernetes, guardDuty, recorder, hub, flow,
  ]

  static let group = ObjectType(
    ["aws_cloudwatch_log_group", "AWS::Logs::LogGroup"], .logGroup, .amazon,
    [
      .retentionDays: SettingRule { reading in
        let rule = SettingRule.count("retention_in_days", "RetentionInDays", "retentionInDays")
        // Terraform writes 0 for ever.
        if let setting = rule.read(reading), case .known(.integer(0)) = setting.state {
          return Setting(
            .known(.unlimited), attribute: setting.attribute, written: setting.shownValue,
            at: setting.location)
        }
        // An answer of the service leaves the number out where there is none.
        if reading.resource.layer == .export, let setting = rule.read(reading), setting.isAbsent {
          return Setting(
            .known(.unlimited), attribute: setting.attribute, written: setting.shownValue,
            at: setting.location)
        }
        return rule.read(reading)
      },
      .encrypted: .always, .algorithm: .always,
      .customerKey: .isSet("kms_key_id", "KmsKeyId", "kmsKeyId"),
    ])

  static let trail = ObjectType(
    ["aws_cloudtrail", "AWS::CloudTrail::Trail"], .auditTrail, .amazon,
    [
      .enabled: .flag("enable_logging", "IsLogging"),
      .allRegions: .flag("is_multi_region_trail", "IsMultiRegionTrail"),
      .globalEvents: .flag("include_global_service_events", "IncludeGlobalServiceEvents"),
      .validation: .flag(
        "enable_log_file_validation", "EnableLogFileValidation", "LogFileValidationEnabled"),
      .customerKey: .isSet("kms_key_id", "KMSKeyId", "KmsKeyId"),
      .forwarded: .isSet("cloud_watch_logs_group_arn", "CloudWatchLogsLogGroupArn"),
    ])

  static let kubernetes = ObjectType(
    ["aws_eks_cluster", "AWS::EKS::Cluster"], .kubernetesCluster, .amazon,
    [
      .encrypted: .first(
        .isSet("encryption_config.provider.key_arn", "EncryptionConfig.Provider.KeyArn"),
        .isSet("encryptionConfig.provider.keyArn")),
      .isPublic: SettingRule { reading in
        let open = SettingRule.flag(
          "vpc_config.endpoint_public_access", "ResourcesVpcConfig.EndpointPublicAccess",
          "resourcesVpcConfig.endpointPublicAccess", worst: true
        ).read(reading)
        guard let open, open.boolean != false else { return open }
        let networks = OpenNetworks.rule(
          "vpc_config.public_access_cidrs", "ResourcesVpcConfig.PublicAccessCidrs",
          "resourcesVpcConfig.publicAccessCidrs"
        ).read(reading)
        guard let networks, !networks.isAbsent else { return open }
        return networks
      },
      .enabled: SettingRule { reading in
        let (attribute, lookup) = reading.find([
          "enabled_cluster_log_types", "Logging.ClusterLogging.EnabledTypes.Type",
        ])
        let nodes = lookup.flattened
        if let node = nodes.first(where: { $0.string == "audit" }) {
          return reading.setting(.known(.boolean(true)), attribute, at: node.span)
        }
        if let node = nodes.first(where: { $0.string == nil }) {
          return reading.unknown(
            ScalarReading.reason(node, expected: "text"), attribute, at: node.span)
        }
        return reading.setting(.known(.boolean(false)), attribute, at: lookup.anchor)
      },
    ])

  static let guardDuty = ObjectType(
    ["aws_guardduty_detector", "AWS::GuardDuty::Detector"], .detector, .amazon,
    [.enabled: .flag("enable", "Enable")])

  static let recorder = ObjectType(
    ["aws_config_configuration_recorder_status"], .detector, .amazon,
    [.enabled: .flag("is_enabled")])

  static let hub = ObjectType(
    ["aws_securityhub_account", "AWS::SecurityHub::Hub"], .detector, .amazon,
    [.enabled: .always])

  static let flow = ObjectType(
    ["aws_flow_log", "AWS::EC2::FlowLog"], .detector, .amazon, [.enabled: .always])
}
