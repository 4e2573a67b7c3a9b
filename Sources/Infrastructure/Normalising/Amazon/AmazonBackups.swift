import Model

/// Backup vaults and plans of Amazon, and keys.
enum AmazonBackups {
  static let companions: Set<String> = [
    "aws_backup_selection", "AWS::Backup::BackupSelection",
    "aws_db_instance_automated_backups_replication", "aws_redshift_snapshot_copy",
  ]

  static let types: [ObjectType] = [vault, plan, key]

  static let vault = ObjectType(
    ["aws_backup_vault", "AWS::Backup::BackupVault"], .backupVault, .amazon,
    [
      .encrypted: .always, .algorithm: .always,
      .customerKey: .isSet("kms_key_arn", "EncryptionKeyArn"),
      .deletionProtection: .joined(
        .isSet("LockConfiguration"), from: ["aws_backup_vault_lock_configuration"],
        by: ["backup_vault_name"], .isSet("backup_vault_name")),
    ])

  static let plan = ObjectType(
    ["aws_backup_plan", "AWS::Backup::BackupPlan"], .backupPlan, .amazon,
    [
      .backupDays: BackupPlanRule.days, .otherRegion: BackupPlanRule.copies,
      .schedule: BackupPlanRule.schedule, .backupEncrypted: .always,
    ])

  /// Keys of the customer's own, that encrypt; keys that the service keeps are renewed by it.
  static let key = ObjectType(
    ["aws_kms_key", "AWS::KMS::Key"], .key, .amazon,
    where: { reading in
      let usage = reading.text("key_usage", "KeyUsage") ?? "ENCRYPT_DECRYPT"
      let spec =
        reading.text("customer_master_key_spec", "key_spec", "KeySpec") ?? "SYMMETRIC_DEFAULT"
      let manager = reading.text("KeyManager") ?? "CUSTOMER"
      return usage == "ENCRYPT_DECRYPT" && spec == "SYMMETRIC_DEFAULT" && manager == "CUSTOMER"
    },
    [
      .rotation: .flag("enable_key_rotation", "EnableKeyRotation", "KeyRotationEnabled"),
      .rotationDays: .when(
        { !$0.find(["rotation_period_in_days", "RotationPeriodInDays"]).lookup.isEmpty },
        .count("rotation_period_in_days", "RotationPeriodInDays")),
    ])
}
