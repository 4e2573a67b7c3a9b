import Model

/// What Amazon does when nothing is written.
enum AmazonDefaults {
  typealias Table = [String: [SettingName: DefaultTable.Entry]]

  static let table: Table = storage.merging(databases) { $1 }.merging(others) { $1 }

  private static let strength = DefaultTable.Entry.text(
    "AES-256", "Amazon encrypts with AES in 256 bits")
  private static let accountSwitch = DefaultTable.Entry.unknown(
    "whether Amazon EBS encrypts a new volume by itself is a switch of the account")

  private static let storage: Table = [
    "aws_s3_bucket": [
      .encrypted: .yes("Amazon S3 encrypts every new object", since: "2023-01-05"),
      .algorithm: .text("AES-256", "Amazon S3 encrypts with AES in 256 bits"),
      .publicBlocked: .yes("Amazon S3 blocks public access to new buckets", since: "2023-04-28"),
      .isPublic: .no("a bucket is private until a list or policy opens it"),
      .versioning: .no("a bucket keeps no versions until it is told to"),
      .otherRegion: .no("a bucket is not replicated until it is told to"),
      .transitEncrypted: .no("Amazon S3 answers plain HTTP until a policy refuses it"),
    ],
    "aws_ebs_volume": [.encrypted: accountSwitch, .algorithm: strength],
    "aws_instance": [.encrypted: accountSwitch, .algorithm: strength],
    "AWS::EC2::Snapshot": [.algorithm: strength],
    "aws_ebs_snapshot_copy": [.encrypted: accountSwitch, .algorithm: strength],
    "aws_efs_file_system": [
      .encrypted: .no("Amazon EFS encrypts only where it is asked to"), .algorithm: strength,
    ],
    "aws_fsx_windows_file_system": [
      .encrypted: .yes("Amazon FSx encrypts every file system"), .algorithm: strength,
    ],
    "aws_ecr_repository": [
      .encrypted: .yes("Amazon ECR encrypts every image"), .algorithm: strength,
    ],
    "aws_secretsmanager_secret": [
      .encrypted: .yes("AWS Secrets Manager encrypts every secret"), .algorithm: strength,
    ],
    "aws_workspaces_workspace": [
      .encrypted: .no("Amazon WorkSpaces encrypts a volume only where it is asked to"),
      .algorithm: strength,
    ],
  ]

  private static let cluster: [SettingName: DefaultTable.Entry] = [
    .encrypted: .no("a cluster is encrypted only where it is asked to"), .algorithm: strength,
    .backupEncrypted: .no("backups are encrypted as the cluster is"),
    .backupDays: .number(1, "a cluster keeps its backups for one day"),
    .pointInTime: .yes("a cluster can be restored to any moment of its backups"),
    .otherRegion: .no("backups stay in their region"),
    .schedule: .text("daily", "a backup is taken every day in a window that Amazon chooses"),
    .deletionProtection: .no("a cluster can be deleted until it is protected"),
  ]

  private static let databases: Table = [
    "aws_db_instance": [
      .encrypted: .no("Amazon RDS encrypts an instance only where it is asked to"),
      .algorithm: strength,
      .backupEncrypted: .no("backups are encrypted as the instance is"),
      .backupDays: .number(0, "Terraform switches backups off where no days are given"),
      .pointInTime: .no("Terraform switches backups off where no days are given"),
      .otherRegion: .no("backups stay in their region"),
      .schedule: .text("daily", "a backup is taken every day in a window that Amazon chooses"),
      .deletionProtection: .no("an instance can be deleted until it is protected"),
      .isPublic: .no("Terraform gives an instance no public address"),
    ],
    "AWS::RDS::DBInstance": [
      .backupDays: .number(1, "CloudFormation keeps backups for one day"),
      .pointInTime: .yes("CloudFormation keeps backups for one day"),
      .isPublic: .unknown("whether an instance gets a public address depends on its network"),
    ],
    "aws_rds_cluster": cluster, "aws_docdb_cluster": cluster, "aws_neptune_cluster": cluster,
    "aws_dynamodb_table": [
      .encrypted: .yes("Amazon DynamoDB encrypts every table", since: "2018-11-15"),
      .algorithm: strength, .backupEncrypted: .yes("backups are encrypted as the table is"),
      .pointInTime: .no("a table has no recovery to a point in time until it is told to"),
      .backupDays: .number(0, "a table has no backups until it is told to"),
      .otherRegion: .no("a table stays in its region"),
      .deletionProtection: .no("a table can be deleted until it is protected"),
    ],
    "aws_dax_cluster": [
      .encrypted: .no("Amazon DAX encrypts only where it is asked to"), .algorithm: strength,
      .transitEncrypted: .no("a cluster of Amazon DAX speaks without TLS until it is told to"),
    ],
    "aws_redshift_cluster": [
      .encrypted: .unknown(
        "clusters of Amazon Redshift are encrypted by themselves only since 2025-01-10"),
      .algorithm: strength,
      .backupEncrypted: .unknown(
        "clusters of Amazon Redshift are encrypted by themselves only since 2025-01-10"),
      .backupDays: .number(1, "Amazon Redshift keeps automatic snapshots for one day"),
      .otherRegion: .no("snapshots stay in their region"),
      .isPublic: .unknown(
        "clusters of Amazon Redshift are private by themselves only since 2025-01-10"),
      .transitEncrypted: .unknown("the parameter group of the cluster is not named"),
    ],
    "aws_elasticache_replication_group": [
      .encrypted: .no("Amazon ElastiCache encrypts Redis only where it is asked to"),
      .algorithm: strength,
      .transitEncrypted: .no("Amazon ElastiCache asks for TLS only where it is told to"),
      .backupDays: .number(0, "a replication group takes no snapshots until it is told to"),
    ],
    "aws_elasticache_cluster": [
      .encrypted: .no("a cache cluster of its own is not encrypted"),
      .transitEncrypted: .no("a cache cluster speaks without TLS until it is told to"),
    ],
    "aws_memorydb_cluster": [
      .encrypted: .yes("Amazon MemoryDB encrypts every cluster"), .algorithm: strength,
      .transitEncrypted: .yes("Amazon MemoryDB asks for TLS"),
      .backupDays: .number(0, "a cluster takes no snapshots until it is told to"),
    ],
    "aws_elasticsearch_domain": [
      .encrypted: .no("a domain is encrypted only where it is asked to"), .algorithm: strength,
      .transitEncrypted: .no("a domain answers plain HTTP until it is told not to"),
      .minimumTLS: .text("1.0", "a domain answers TLS 1.0 until a policy is named"),
    ],
    "aws_qldb_ledger": [
      .encrypted: .yes("Amazon QLDB encrypts every ledger"), .algorithm: strength,
      .deletionProtection: .yes("a ledger is protected from deletion until it is told not to be"),
    ],
    "aws_timestreamwrite_database": [
      .encrypted: .yes("Amazon Timestream encrypts every database"), .algorithm: strength,
    ],
    "aws_mq_broker": [
      .encrypted: .yes("Amazon MQ encrypts every broker"), .algorithm: strength,
      .isPublic: .no("a broker has no public address until it is told to"),
    ],
    "aws_redshift_parameter_group": [:],
  ]

  private static let others: Table = [
    "aws_sqs_queue": [
      .encrypted: .yes("Amazon SQS encrypts new queues with keys of its own", since: "2022-10-04"),
      .algorithm: strength,
    ],
    "aws_sns_topic": [
      .encrypted: .no("Amazon SNS encrypts messages only with a key that is named"),
      .algorithm: strength,
    ],
    "aws_kinesis_stream": [
      .encrypted: .no("Amazon Kinesis encrypts a stream only where it is asked to"),
      .algorithm: strength,
    ],
    "aws_kinesis_firehose_delivery_stream": [
      .encrypted: .no("Amazon Data Firehose encrypts a stream only where it is asked to"),
      .algorithm: strength,
    ],
    "aws_msk_cluster": [
      .encrypted: .yes("Amazon MSK encrypts every cluster"), .algorithm: strength,
      .transitEncrypted: .yes("Amazon MSK answers clients over TLS only"),
      .isPublic: .no("brokers have no public address until they are told to"),
    ],
    "aws_backup_vault": [
      .encrypted: .yes("AWS Backup encrypts every vault"), .algorithm: strength,
      .deletionProtection: .no("a vault is not locked until it is told to"),
    ],
    "aws_backup_plan": [
      .backupDays: .number(0, "a plan without a rule keeps nothing"),
      .backupEncrypted: .yes("AWS Backup encrypts every vault"),
    ],
    "aws_kms_key": [.rotation: .no("a key is renewed only where it is asked to")],
    "aws_cloudwatch_log_group": [
      .retentionDays: .unlimited("Amazon CloudWatch keeps a log for ever"),
      .encrypted: .yes("Amazon CloudWatch encrypts every log"), .algorithm: strength,
    ],
    "aws_cloudtrail": [
      .enabled: .yes("Terraform switches a trail on"),
      .allRegions: .no("a trail sees its own region until it is told to see all"),
      .globalEvents: .yes("a trail has the events of global services"),
      .validation: .no("a trail has no digests until it is told to"),
      .forwarded: .no("a trail goes to its bucket alone until it is told to"),
    ],
    "aws_eks_cluster": [
      .encrypted: .unknown("the default of Amazon EKS depends on the version of Kubernetes"),
      .isPublic: .yes("the address of a cluster of Amazon EKS is open to the internet"),
    ],
    "aws_guardduty_detector": [.enabled: .yes("a detector is on")],
    "aws_securityhub_account": [.enabled: .yes("the hub is on where it is made")],
    "aws_flow_log": [.enabled: .yes("a flow log is on where it is made")],
    "aws_lb_listener": [
      .minimumTLS: .text("1.0", "a listener without a policy answers TLS 1.0"),
      .transitEncrypted: .no("a listener without a protocol speaks HTTP"),
    ],
    "aws_cloudfront_distribution": [
      .minimumTLS: .text("1.0", "a distribution answers TLS 1.0 until a version is named")
    ],
    "aws_api_gateway_domain_name": [
      .minimumTLS: .text("1.2", "a domain of Amazon API Gateway answers TLS 1.2 and newer")
    ],
    "aws_security_group": [.isPublic: .no("a rule without a network lets nobody in")],
    "aws_security_group_rule": [.isPublic: .no("a rule without a network lets nobody in")],
    "export:aws:security-group": [.isPublic: .no("a rule without a network lets nobody in")],
    "aws_cloudwatch_metric_alarm": [
      .enabled: .yes("an alarm acts until it is told not to"),
      .notifies: .no("an alarm tells nobody until it is told whom"),
    ],
    "aws_cloudwatch_composite_alarm": [
      .enabled: .yes("an alarm acts until it is told not to"),
      .notifies: .no("an alarm tells nobody until it is told whom"),
    ],
  ]
}
