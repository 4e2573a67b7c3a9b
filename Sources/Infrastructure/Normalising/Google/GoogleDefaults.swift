import Model

/// What Google Cloud does when nothing is written.
enum GoogleDefaults {
  private static let always: [SettingName: DefaultTable.Entry] = [
    .encrypted: .yes("Google encrypts everything it stores"),
    .algorithm: .text("AES-256", "Google encrypts what it stores with AES in 256 bits"),
    .backupEncrypted: .yes("Google encrypts everything it stores"),
  ]

  private static let storing = [
    "google_bigquery_dataset", "google_bigquery_table", "google_compute_disk",
    "google_compute_instance", "google_compute_snapshot", "google_pubsub_topic",
    "google_cloud_tasks_queue", "google_artifact_registry_repository",
    "google_secret_manager_secret", "google_logging_project_bucket_config",
    "google_storage_bucket", "google_sql_database_instance", "google_spanner_database",
    "google_bigtable_instance", "google_firestore_database", "google_alloydb_cluster",
    "google_filestore_instance", "google_redis_instance",
  ]

  static let table: [String: [SettingName: DefaultTable.Entry]] = {
    var all = own
    for kind in storing { all[kind, default: [:]].merge(always) { first, _ in first } }
    return all
  }()

  private static let own: [String: [SettingName: DefaultTable.Entry]] = [
    "google_storage_bucket": [
      .versioning: .no("a bucket keeps no versions until it is told to"),
      .publicBlocked: .no("a bucket inherits its lock, which is off until somebody sets it"),
      .isPublic: .no("a bucket is private until somebody is let in"),
      .otherRegion: .no("a bucket lies in one region unless its location spans several"),
    ],
    "google_storage_bucket_iam_member": [.anyPrincipal: .no("nobody is named")],
    "google_sql_database_instance": [
      .backupDays: .number(0, "Terraform switches backups on only where it is told to"),
      .pointInTime: .no("recovery to a point in time is off until it is switched on"),
      .otherRegion: .no("backups lie in the nearest multi-region unless a place is given"),
      .schedule: .text("daily", "a backup is taken every day in a window that Google chooses"),
      .deletionProtection: .yes("Terraform protects an instance until it is told not to"),
      .isPublic: .no("nobody is let in until a network is listed"),
      .transitEncrypted: .no("Cloud SQL accepts plain connections until it is told not to"),
    ],
    "google_bigquery_dataset": [.isPublic: .no("nobody is let in until somebody is named")],
    "google_bigquery_table": [
      .deletionProtection: .yes("Terraform protects a table until it is told not to")
    ],
    "google_spanner_database": [
      .deletionProtection: .yes("Terraform protects a database until it is told not to")
    ],
    "google_bigtable_instance": [
      .deletionProtection: .yes("Terraform protects an instance until it is told not to")
    ],
    "google_firestore_database": [
      .pointInTime: .no("recovery to a point in time is off until it is switched on"),
      .deletionProtection: .no("a database can be deleted until it is protected"),
    ],
    "google_alloydb_cluster": [
      .backupDays: .number(14, "AlloyDB keeps automatic backups for 14 days"),
      .pointInTime: .yes("AlloyDB has continuous backups until it is told not to"),
      .deletionProtection: .unknown("the default depends on the version of the provider"),
    ],
    "google_filestore_instance": [
      .deletionProtection: .no("an instance can be deleted until it is protected")
    ],
    "google_redis_instance": [
      .transitEncrypted: .no("Memorystore speaks without TLS until it is told to")
    ],
    "google_kms_crypto_key": [.rotation: .no("a key is renewed only where a period is given")],
    "google_compute_firewall": [
      .isPublic: .yes("a rule without a source lets everybody in")
    ],
    "google_compute_target_http_proxy": [
      .redirects: .no("a proxy sends nothing on until its map says so")
    ],
    "google_compute_target_https_proxy": [
      .transitEncrypted: .yes("the proxy answers TLS only"),
      .minimumTLS: .text("1.0", "a proxy without a policy answers TLS 1.0"),
    ],
    "google_compute_ssl_policy": [
      .minimumTLS: .text("1.0", "a policy answers TLS 1.0 until it is told not to")
    ],
    "google_container_cluster": [
      .encrypted: .no("secrets have no layer of encryption of their own until it is asked for"),
      .isPublic: .yes("the address of a cluster is open to the internet"),
      .deletionProtection: .yes("Terraform protects a cluster until it is told not to"),
    ],
    "google_logging_project_bucket_config": [
      .retentionDays: .number(30, "Cloud Logging keeps entries for 30 days")
    ],
    "google_project_iam_audit_config": [
      .enabled: .yes("the configuration records from when it is there"),
      .allRegions: .yes("Google records all regions together"),
    ],
    "google_project_iam_member": [.anyPrincipal: .no("nobody is named")],
    "google_monitoring_alert_policy": [
      .enabled: .yes("a policy is on until it is switched off"),
      .notifies: .no("a policy tells nobody until it is told whom"),
    ],
  ]
}
