import Model

/// Answers of Amazon that tell one setting of a thing and nothing else of it.
enum AmazonAnswers {
  static let types: [ObjectType] = [encryption, block, continuousBackups, trailStatus]

  private static let rule =
    "ServerSideEncryptionConfiguration.Rules.ApplyServerSideEncryptionByDefault."

  static let encryption = ObjectType(
    ["export:aws:bucket-encryption"], .objectStore, .amazon, as: "aws_s3_bucket",
    [
      // An answer without a rule is that of a bucket that nobody set up.
      .encrypted: .first(
        .words(["aes256", "aws:kms", "aws:kms:dsse"], rule + "SSEAlgorithm"), .always),
      .algorithm: .first(
        .text(
          rule + "SSEAlgorithm",
          as: ["AES256": "AES-256", "aws:kms": "AES-256", "aws:kms:dsse": "AES-256"]), .always),
      .customerKey: .isSet(rule + "KMSMasterKeyID"),
    ])

  static let block = ObjectType(
    ["export:aws:public-access-block"], .objectStore, .amazon, as: "aws_s3_bucket",
    [
      .publicBlocked: SettingRule { reading in
        var found: Setting?
        for name in [
          "BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets",
        ] {
          let setting = SettingRule.flag("PublicAccessBlockConfiguration." + name).read(reading)
          guard let setting, !setting.isAbsent else { continue }
          if setting.boolean == false { return setting }
          if found == nil || setting.isUnknown { found = setting }
        }
        return found
      }
    ])

  static let continuousBackups = ObjectType(
    ["export:aws:continuous-backups"], .keyValueTable, .amazon, as: "aws_dynamodb_table",
    [
      .pointInTime: BackupSelection.tablePointInTime, .backupDays: BackupSelection.tableDays,
    ])

  static let trailStatus = ObjectType(
    ["export:aws:trail-status"], .auditTrail, .amazon, as: "aws_cloudtrail",
    [.enabled: .flag("IsLogging")])
}
