import Model

/// Object stores, volumes, file systems and registries of Amazon.
enum AmazonStorage {
  static let companions: Set<String> = [
    "aws_s3_bucket_server_side_encryption_configuration", "aws_s3_bucket_versioning",
    "aws_s3_bucket_public_access_block", "aws_s3_bucket_acl", "aws_s3_bucket_logging",
    "aws_s3_bucket_lifecycle_configuration", "aws_s3_bucket_replication_configuration",
    "aws_s3_bucket_ownership_controls", "aws_s3_bucket_policy", "aws_ebs_encryption_by_default",
    "aws_efs_backup_policy", "aws_s3_account_public_access_block",
  ]

  static let types: [ObjectType] = [
    bucket, volume, volumeOfInstance, snapshot, snapshotCopy, fileSystem, windowsFiles, registry,
    secret, workspace,
  ]

  private static let algorithms = [
    "AES256": "AES-256", "aws:kms": "AES-256", "aws:kms:dsse": "AES-256",
  ]
  private static let inBucket = "server_side_encryption_configuration.rule."
  private static let ofRule = "apply_server_side_encryption_by_default."

  private static func encryption(
    _ rule: (_ own: String, _ joined: String, _ formation: String, _ answer: String) -> (
      own: SettingRule, joined: SettingRule
    ), _ attribute: (terraform: String, formation: String)
  ) -> SettingRule {
    let rules = rule(
      inBucket + ofRule + attribute.terraform, "rule." + ofRule + attribute.terraform,
      "BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault."
        + attribute.formation,
      "ServerSideEncryptionConfiguration.Rules.ApplyServerSideEncryptionByDefault."
        + attribute.formation)
    return .joined(
      rules.own, from: ["aws_s3_bucket_server_side_encryption_configuration"], by: ["bucket"],
      rules.joined)
  }

  static let bucket = ObjectType(
    ["aws_s3_bucket", "AWS::S3::Bucket"], .objectStore, .amazon,
    [
      .encrypted: encryption(
        { (.words(known, $0, $2, $3), .words(known, $1)) }, ("sse_algorithm", "SSEAlgorithm")),
      .algorithm: encryption(
        { (.text($0, $2, $3, as: algorithms), .text($1, as: algorithms)) },
        ("sse_algorithm", "SSEAlgorithm")),
      .customerKey: encryption(
        { (.isSet($0, $2, $3), .isSet($1)) }, ("kms_master_key_id", "KMSMasterKeyID")),
      .versioning: .joined(
        .first(
          .flag("versioning.enabled"),
          .words(["enabled"], "versioning_configuration.status", "VersioningConfiguration.Status")),
        from: ["aws_s3_bucket_versioning"], by: ["bucket"],
        .words(["enabled"], "versioning_configuration.status")),
      .otherRegion: .joined(
        .first(
          .isSet("replication_configuration.rules", "replication_configuration.rule"),
          .isSet("ReplicationConfiguration.Rules")),
        from: ["aws_s3_bucket_replication_configuration"], by: ["bucket"], .isSet("rule")),
      .publicBlocked: .joined(
        .flag(
          "PublicAccessBlockConfiguration.BlockPublicAcls",
          "PublicAccessBlockConfiguration.BlockPublicPolicy"),
        from: ["aws_s3_bucket_public_access_block"], by: ["bucket"], blocked),
      .isPublic: .joined(
        .words(openLists, "acl", "AccessControl", worst: true), from: ["aws_s3_bucket_acl"],
        by: ["bucket"], .words(openLists, "acl", worst: true)),
      .transitEncrypted: .joined(
        nil, from: ["aws_s3_bucket_policy", "AWS::S3::BucketPolicy"], by: ["bucket", "Bucket"],
        BucketPolicy.refusesPlain),
    ])

  private static let known: Set<String> = ["aes256", "aws:kms", "aws:kms:dsse"]
  private static let openLists: Set<String> = [
    "public-read", "public-read-write", "authenticated-read", "publicread", "publicreadwrite",
    "authenticatedread",
  ]

  /// All four locks; one that is left out is off.
  private static let blocked = SettingRule { reading in
    var found: Setting?
    for name in [
      "block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets",
    ] {
      guard let setting = SettingRule.flag(name).read(reading) else { continue }
      if setting.isAbsent {
        return reading.setting(.known(.boolean(false)), name, at: reading.anchor)
      }
      if setting.boolean == false { return setting }
      if found == nil || setting.isUnknown { found = setting }
    }
    return found
  }

  static let volume = ObjectType(
    ["aws_ebs_volume", "AWS::EC2::Volume"], .volume, .amazon,
    [
      .encrypted: accountDefault(.flag("encrypted", "Encrypted")), .algorithm: .always,
      .customerKey: .isSet("kms_key_id", "KmsKeyId"),
    ])

  static let volumeOfInstance = ObjectType(
    [
      "aws_instance", "aws_launch_template", "aws_launch_configuration", "AWS::EC2::Instance",
      "AWS::EC2::LaunchTemplate",
    ], .volume, .amazon, .found(volumes),
    [
      .encrypted: accountDefault(.flag("encrypted", "Encrypted")), .algorithm: .always,
      .customerKey: .isSet("kms_key_id", "KmsKeyId"),
    ])

  /// The volumes that an instance or template describes; an instance has a first one in any case.
  private static func volumes(_ reading: Reading) -> [(name: String, node: Node)] {
    var found: [(name: String, node: Node)] = []
    for path in [
      "root_block_device", "ebs_block_device", "block_device_mappings.ebs",
      "BlockDeviceMappings.Ebs", "LaunchTemplateData.BlockDeviceMappings.Ebs",
    ] {
      let nodes = AttributeLookup(path, in: reading.root, from: reading.anchor).flattened
      for (position, node) in nodes.enumerated() {
        found.append(("\(path)\(nodes.count == 1 ? "" : "[\(position)]")", node))
      }
    }
    let isInstance = ["aws_instance", "AWS::EC2::Instance"].contains(reading.resource.kind)
    let hasRoot =
      reading.resource.dialect == .terraform
      ? found.contains { $0.name.hasPrefix("root_block_device") } : !found.isEmpty
    if isInstance, !hasRoot {
      found.append(("root_block_device", Node(.mapping([]), at: reading.anchor)))
    }
    return found
  }

  /// Whether new volumes are encrypted is a switch of the account, if nothing is written.
  private static func accountDefault(_ own: SettingRule) -> SettingRule {
    SettingRule { reading in
      guard let mine = own.read(reading), mine.isAbsent else { return own.read(reading) }
      let switches = reading.index.resources(
        of: "aws_ebs_encryption_by_default", beside: reading.resource)
      guard let first = switches.first else { return mine }
      let setting = SettingRule.flag("enabled").read(reading.reading(first))
      guard let setting, setting.isAbsent else { return setting }
      return Reading(first, index: reading.index).setting(
        .known(.boolean(true)), "enabled", at: first.span)
    }
  }

  static let snapshot = ObjectType(
    ["AWS::EC2::Snapshot", "AWS::RDS::DBSnapshot"], .snapshot, .amazon,
    [.encrypted: .flag("Encrypted"), .algorithm: .always, .customerKey: .isSet("KmsKeyId")])

  static let snapshotCopy = ObjectType(
    ["aws_ebs_snapshot_copy", "aws_ami_copy"], .snapshot, .amazon,
    [
      .encrypted: .flag("encrypted"), .algorithm: .always, .customerKey: .isSet("kms_key_id"),
    ])

  static let fileSystem = ObjectType(
    ["aws_efs_file_system", "AWS::EFS::FileSystem"], .fileSystem, .amazon,
    [
      .encrypted: .flag("encrypted", "Encrypted"), .algorithm: .always,
      .customerKey: .isSet("kms_key_id", "KmsKeyId"),
    ])

  static let windowsFiles = ObjectType(
    [
      "aws_fsx_windows_file_system", "aws_fsx_lustre_file_system", "aws_fsx_ontap_file_system",
      "aws_fsx_openzfs_file_system", "AWS::FSx::FileSystem",
    ], .fileSystem, .amazon,
    [
      .encrypted: .always, .algorithm: .always, .customerKey: .isSet("kms_key_id", "KmsKeyId"),
      .backupDays: .count(
        "automatic_backup_retention_days", "WindowsConfiguration.AutomaticBackupRetentionDays"),
    ])

  static let registry = ObjectType(
    ["aws_ecr_repository", "AWS::ECR::Repository"], .containerRegistry, .amazon,
    [
      .encrypted: .always, .algorithm: .always,
      .customerKey: .isSet(
        "encryption_configuration.kms_key", "EncryptionConfiguration.KmsKey",
        "encryptionConfiguration.kmsKey"),
    ])

  static let secret = ObjectType(
    ["aws_secretsmanager_secret", "AWS::SecretsManager::Secret"], .secretStore, .amazon,
    [
      .encrypted: .always, .algorithm: .always, .customerKey: .isSet("kms_key_id", "KmsKeyId"),
    ])

  static let workspace = ObjectType(
    ["aws_workspaces_workspace", "AWS::WorkSpaces::Workspace"], .volume, .amazon,
    [
      .encrypted: SettingRule { reading in
        let root = SettingRule.flag("root_volume_encryption_enabled", "RootVolumeEncryptionEnabled")
        let user = SettingRule.flag("user_volume_encryption_enabled", "UserVolumeEncryptionEnabled")
        guard let first = root.read(reading), first.boolean == true else {
          return root.read(reading)
        }
        return user.read(reading)
      },
      .algorithm: .always,
      .customerKey: .isSet("volume_encryption_key", "VolumeEncryptionKey"),
    ])
}
