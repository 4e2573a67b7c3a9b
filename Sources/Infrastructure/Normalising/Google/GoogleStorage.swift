import Model

/// What stores data at Google, which encrypts all of it; a customer's own key is a choice.
enum GoogleStorage {
  static let types: [ObjectType] = [
    bucket, bucketGrant, sql, disk, instanceDisk, snapshot, dataset, table, spanner, bigtable,
    firestore, alloy, files, cache, topic, queue, registry, secret, key,
  ]

  private static func storing(_ more: [SettingName: SettingRule] = [:], key: String...)
    -> [SettingName: SettingRule]
  {
    var settings: [SettingName: SettingRule] = [.encrypted: .always, .algorithm: .always]
    if !key.isEmpty {
      settings[.customerKey] = SettingRule { reading in
        for path in key {
          guard let setting = SettingRule.isSet(path).read(reading) else { continue }
          if !setting.isAbsent { return setting }
        }
        return reading.absent(key.first ?? "")
      }
    }
    return settings.merging(more) { $1 }
  }

  static let bucket = ObjectType(
    ["google_storage_bucket"], .objectStore, .google,
    storing(
      [
        .versioning: .flag("versioning.enabled"),
        .publicBlocked: .words(
          ["enforced"], "public_access_prevention",
          "iamConfiguration.publicAccessPrevention", "iam_configuration.public_access_prevention"),
        .otherRegion: .words(
          ["us", "eu", "asia", "nam4", "eur4", "asia1", "eur5", "eur7", "eur8"], "location"),
        .isPublic: .joined(
          from: [
            "google_storage_bucket_acl", "google_storage_default_object_acl",
          ], by: ["bucket"],
          .first(
            .words(["publicread", "publicreadwrite"], "predefined_acl", worst: true),
            SettingRule { reading in
              let (attribute, lookup) = reading.find(["role_entity"])
              guard
                let node = lookup.flattened.first(where: { $0.string?.contains(":all") == true })
              else { return reading.absent(attribute) }
              return reading.setting(.known(.boolean(true)), attribute, at: node.span)
            })),
      ], key: "encryption.default_kms_key_name", "encryption.defaultKmsKeyName"))

  static let bucketGrant = ObjectType(
    [
      "google_storage_bucket_iam_member", "google_storage_bucket_iam_binding",
      "google_storage_bucket_access_control", "google_storage_default_object_access_control",
      "google_bigquery_dataset_iam_member", "google_bigquery_dataset_iam_binding",
      "google_pubsub_topic_iam_member", "google_pubsub_topic_iam_binding",
      "google_pubsub_subscription_iam_member", "google_kms_crypto_key_iam_member",
      "google_kms_crypto_key_iam_binding", "google_secret_manager_secret_iam_member",
      "google_secret_manager_secret_iam_binding", "google_artifact_registry_repository_iam_member",
      "google_artifact_registry_repository_iam_binding", "google_compute_image_iam_member",
    ], .grant, .google, [.anyPrincipal: anybody("member", "members", "entity")])

  /// Whether one of the members is everybody, or everybody with an account.
  static func anybody(_ paths: String...) -> SettingRule {
    SettingRule { reading in
      var last: Setting?
      for path in paths {
        let setting = SettingRule.words(
          ["allusers", "allauthenticatedusers"], path, worst: true
        ).read(reading)
        guard let setting, !setting.isAbsent else { continue }
        if setting.isUnknown, case .unknown(let reason) = setting.state,
          reading.index.namesResource(reason, for: reading.resource)
        {
          last = Setting(
            .known(.boolean(false)), attribute: setting.attribute, written: setting.shownValue,
            at: setting.location)
          continue
        }
        if setting.boolean != false { return setting }
        last = setting
      }
      return last ?? reading.absent(paths.first ?? "")
    }
  }

  static let sql = ObjectType(
    ["google_sql_database_instance"], .database, .google,
    storing(
      [
        .backupDays: SettingRule { reading in
          let enabled = SettingRule.flag(
            "settings.backup_configuration.enabled", "settings.backupConfiguration.enabled"
          ).read(reading)
          guard let enabled, enabled.boolean == true else {
            guard let enabled, enabled.boolean == false else { return enabled }
            return Setting(
              .known(.integer(0)), attribute: enabled.attribute, written: enabled.shownValue,
              at: enabled.location)
          }
          let count = SettingRule.count(
            "settings.backup_configuration.backup_retention_settings.retained_backups",
            "settings.backupConfiguration.backupRetentionSettings.retainedBackups"
          ).read(reading)
          guard let count, !count.isAbsent else {
            return reading.setting(
              .defaulted(
                .integer(7),
                ProviderDefault(reason: "Cloud SQL keeps seven daily backups by itself")),
              "settings.backup_configuration.backup_retention_settings.retained_backups",
              at: enabled.location.span ?? reading.anchor)
          }
          return count
        },
        .pointInTime: .flag(
          "settings.backup_configuration.point_in_time_recovery_enabled",
          "settings.backup_configuration.binary_log_enabled",
          "settings.backupConfiguration.pointInTimeRecoveryEnabled",
          "settings.backupConfiguration.binaryLogEnabled"),
        .otherRegion: .isSet(
          "settings.backup_configuration.location", "settings.backupConfiguration.location"),
        .schedule: .text(
          "settings.backup_configuration.start_time", "settings.backupConfiguration.startTime"),
        .backupEncrypted: .always,
        .deletionProtection: .first(
          .flag("deletion_protection"), .flag("settings.deletion_protection_enabled"),
          .flag("settings.deletionProtectionEnabled")),
        .isPublic: OpenNetworks.rule(
          "settings.ip_configuration.authorized_networks.value",
          "settings.ipConfiguration.authorizedNetworks.value"),
        .transitEncrypted: .first(
          .words(
            ["encrypted_only", "trusted_client_certificate_required"],
            "settings.ip_configuration.ssl_mode", "settings.ipConfiguration.sslMode"),
          .flag("settings.ip_configuration.require_ssl", "settings.ipConfiguration.requireSsl")),
      ], key: "encryption_key_name", "diskEncryptionConfiguration.kmsKeyName"))

  static let disk = ObjectType(
    ["google_compute_disk", "google_compute_region_disk"], .volume, .google,
    storing(
      key: "disk_encryption_key.kms_key_self_link", "disk_encryption_key.raw_key",
      "diskEncryptionKey.kmsKeyName"))

  static let instanceDisk = ObjectType(
    ["google_compute_instance", "google_compute_instance_template"], .volume, .google,
    .blocks(["boot_disk", "attached_disk", "disk"]),
    storing(
      key: "kms_key_self_link", "disk_encryption_key_raw",
      "disk_encryption_key.kms_key_self_link"))

  static let snapshot = ObjectType(
    ["google_compute_snapshot"], .snapshot, .google,
    storing(key: "snapshot_encryption_key.kms_key_self_link"))

  static let dataset = ObjectType(
    ["google_bigquery_dataset"], .warehouse, .google,
    storing(
      [.isPublic: anybody("access.special_group", "access.iam_member", "access.specialGroup")],
      key: "default_encryption_configuration.kms_key_name",
      "defaultEncryptionConfiguration.kmsKeyName"))

  static let table = ObjectType(
    ["google_bigquery_table"], .warehouse, .google,
    storing(
      [.deletionProtection: .flag("deletion_protection")],
      key: "encryption_configuration.kms_key_name", "encryptionConfiguration.kmsKeyName"))

  static let spanner = ObjectType(
    ["google_spanner_database"], .database, .google,
    storing(
      [
        .deletionProtection: .first(
          .flag("deletion_protection"), .flag("enable_drop_protection"))
      ], key: "encryption_config.kms_key_name", "encryptionConfig.kmsKeyName"))

  static let bigtable = ObjectType(
    ["google_bigtable_instance"], .keyValueTable, .google,
    storing([.deletionProtection: .flag("deletion_protection")], key: "cluster.kms_key_name"))

  static let firestore = ObjectType(
    ["google_firestore_database"], .keyValueTable, .google,
    storing(
      [
        .pointInTime: .words(
          ["point_in_time_recovery_enabled"], "point_in_time_recovery_enablement",
          "pointInTimeRecoveryEnablement"),
        .deletionProtection: .words(
          ["delete_protection_enabled"], "delete_protection_state", "deleteProtectionState"),
      ], key: "cmek_config.kms_key_name", "cmekConfig.kmsKeyName"))

  static let alloy = ObjectType(
    ["google_alloydb_cluster"], .databaseCluster, .google,
    storing(
      [
        .backupDays: SettingRule { reading in
          let (attribute, lookup) = reading.find([
            "automated_backup_policy.time_based_retention.retention_period"
          ])
          guard let node = lookup.nodes.first else { return reading.absent(attribute) }
          guard let text = node.string, text.hasSuffix("s"),
            let seconds = Double(text.dropLast()), seconds < 1e12
          else {
            return reading.unknown(
              ScalarReading.reason(node, expected: "seconds"), attribute, at: node.span)
          }
          return reading.setting(
            .known(.integer(Int(seconds / 86_400))), attribute, at: node.span)
        },
        .pointInTime: .flag("continuous_backup_config.enabled"),
        .deletionProtection: .flag("deletion_protection"),
        .backupEncrypted: .always,
      ], key: "encryption_config.kms_key_name"))

  static let files = ObjectType(
    ["google_filestore_instance"], .fileSystem, .google,
    storing(
      [.deletionProtection: .flag("deletion_protection_enabled")], key: "kms_key_name"))

  static let cache = ObjectType(
    ["google_redis_instance", "google_redis_cluster"], .cache, .google,
    storing(
      [
        .transitEncrypted: .words(
          ["server_authentication", "transit_encryption_mode_server_authentication"],
          "transit_encryption_mode", "transitEncryptionMode")
      ], key: "customer_managed_key", "kms_key"))

  static let topic = ObjectType(
    ["google_pubsub_topic"], .topic, .google, storing(key: "kms_key_name", "kmsKeyName"))

  static let queue = ObjectType(
    ["google_cloud_tasks_queue", "google_pubsub_subscription"], .queue, .google, storing())

  static let registry = ObjectType(
    ["google_artifact_registry_repository"], .containerRegistry, .google,
    storing(key: "kms_key_name", "kmsKeyName"))

  static let secret = ObjectType(
    ["google_secret_manager_secret"], .secretStore, .google,
    storing(
      key: "replication.auto.customer_managed_encryption.kms_key_name",
      "replication.user_managed.replicas.customer_managed_encryption.kms_key_name"))

  static let key = ObjectType(
    ["google_kms_crypto_key"], .key, .google,
    where: { ($0.text("purpose") ?? "ENCRYPT_DECRYPT") == "ENCRYPT_DECRYPT" },
    [
      .rotation: .isSet("rotation_period", "rotationPeriod"),
      .rotationDays: SettingRule { reading in
        let (attribute, lookup) = reading.find(["rotation_period", "rotationPeriod"])
        guard let node = lookup.nodes.first else { return nil }
        guard let text = node.string, text.hasSuffix("s"), let seconds = Double(text.dropLast()),
          seconds < 1e12
        else {
          return reading.unknown(
            ScalarReading.reason(node, expected: "seconds"), attribute, at: node.span)
        }
        return reading.setting(.known(.integer(Int(seconds / 86_400))), attribute, at: node.span)
      },
    ])
}
