import Model

/// Policies, users, keys and accounts of Amazon.
enum AmazonIdentity {
  static let types: [ObjectType] = [
    policy, inlinePolicies, trust, resourcePolicy, attachment, accessKey, reportUser,
    account,
  ]

  private static let statement: [SettingName: SettingRule] = [
    .wildcardAction: PolicyDocument.everyAction, .wildcardResource: PolicyDocument.everyResource,
  ]

  static let policy = ObjectType(
    [
      "aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy",
      "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy",
    ], .policyStatement, .amazon,
    PolicyDocument.statements("policy", "PolicyDocument", "PolicyVersion.Document"),
    where: PolicyDocument.allows, statement)

  static let inlinePolicies = ObjectType(
    ["aws_iam_role", "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group"], .policyStatement,
    .amazon, PolicyDocument.statements("inline_policy.policy", "Policies"),
    where: PolicyDocument.allows, statement)

  static let trust = ObjectType(
    ["aws_iam_role", "AWS::IAM::Role"], .policyStatement, .amazon,
    PolicyDocument.statements("assume_role_policy", "AssumeRolePolicyDocument"),
    where: PolicyDocument.allows, [.anyPrincipal: PolicyDocument.anyPrincipal])

  /// Policies of things, in which all actions of the thing's service are usual.
  static let resourcePolicy = ObjectType(
    [
      "aws_s3_bucket_policy", "AWS::S3::BucketPolicy", "aws_sqs_queue_policy",
      "AWS::SQS::QueuePolicy", "aws_sns_topic_policy", "AWS::SNS::TopicPolicy",
      "aws_ecr_repository_policy", "aws_secretsmanager_secret_policy",
      "AWS::SecretsManager::ResourcePolicy", "aws_kms_key", "AWS::KMS::Key", "aws_kms_key_policy",
      "aws_elasticsearch_domain_policy", "aws_opensearch_domain_policy", "aws_sqs_queue",
      "aws_s3_bucket", "aws_backup_vault_policy", "aws_efs_file_system_policy",
      "aws_glacier_vault", "aws_sns_topic",
    ], .policyStatement, .amazon,
    PolicyDocument.statements(
      "policy", "PolicyDocument", "KeyPolicy", "ResourcePolicy", "access_policies", "access_policy",
      "Policy"),
    where: PolicyDocument.allows, [.anyPrincipal: PolicyDocument.anyPrincipal])

  static let attachment = ObjectType(
    [
      "aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment",
      "aws_iam_group_policy_attachment", "aws_iam_policy_attachment",
    ], .grant, .amazon,
    [
      .administrator: SettingRule { reading in
        let (attribute, lookup) = reading.find(["policy_arn"])
        guard let node = lookup.nodes.first else { return reading.absent(attribute) }
        guard let text = node.string else {
          let reason = ScalarReading.reason(node, expected: "text")
          // A policy of the folder is judged by its statements.
          return reading.index.namesResource(reason, for: reading.resource)
            ? reading.setting(.known(.boolean(false)), attribute, at: node.span)
            : reading.unknown(reason, attribute, at: node.span)
        }
        let isWide = ["/AdministratorAccess", "/IAMFullAccess"].contains { text.hasSuffix($0) }
        return reading.setting(.known(.boolean(isWide)), attribute, at: node.span)
      }
    ])

  static let accessKey = ObjectType(
    ["export:aws:access-key"], .accessKey, .amazon,
    where: { ($0.text("Status") ?? "Active").lowercased() == "active" },
    [.created: .text("CreateDate")])

  /// A row of the credential report.
  static let reportUser = ObjectType(
    ["export:aws:credential-report-user"], .user, .amazon,
    [
      .hasPassword: .flag("password_enabled"), .multiFactor: .flag("mfa_active"),
    ])

  static let account = ObjectType(
    ["export:aws:account-summary"], .account, .amazon,
    [
      .multiFactor: SettingRule { reading in
        let (attribute, lookup) = reading.find(["AccountMFAEnabled"])
        guard let node = lookup.nodes.first else { return reading.absent(attribute) }
        guard let number = ScalarReading.integer(node) else {
          return reading.unknown(
            ScalarReading.reason(node, expected: "a number"), attribute, at: node.span)
        }
        return reading.setting(.known(.boolean(number > 0)), attribute, at: node.span)
      },
      .rootKeys: SettingRule { reading in
        let (attribute, lookup) = reading.find(["AccountAccessKeysPresent"])
        guard let node = lookup.nodes.first else { return reading.absent(attribute) }
        guard let number = ScalarReading.integer(node) else {
          return reading.unknown(
            ScalarReading.reason(node, expected: "a number"), attribute, at: node.span)
        }
        return reading.setting(.known(.boolean(number > 0)), attribute, at: node.span)
      },
    ])
}
