import Model

/// What the commands of Amazon answer: `describe-db-instances`, `get-bucket-encryption` and so on.
enum AmazonExports {
  static let shapes: [ExportShape] = [
    ExportShape(
      "\"DBInstances\"", key: "DBInstances", of: "AWS::RDS::DBInstance",
      with: "DBInstanceIdentifier"),
    ExportShape("\"DBClusters\"", clusters),
    ExportShape(
      "\"DBSnapshots\"", key: "DBSnapshots", of: "AWS::RDS::DBSnapshot", with: "Encrypted"),
    ExportShape("\"Table\"", key: "Table", of: "AWS::DynamoDB::Table", with: "TableName"),
    ExportShape(
      "\"ContinuousBackupsDescription\"",
      whole("ContinuousBackupsDescription", "export:aws:continuous-backups")),
    ExportShape("\"Volumes\"", key: "Volumes", of: "AWS::EC2::Volume", with: "VolumeId"),
    ExportShape("\"Snapshots\"", key: "Snapshots", of: "AWS::EC2::Snapshot", with: "SnapshotId"),
    ExportShape(
      "\"FileSystems\"", key: "FileSystems", of: "AWS::EFS::FileSystem", with: "Encrypted"),
    ExportShape(
      "\"Clusters\"", key: "Clusters", of: "AWS::Redshift::Cluster", with: "ClusterIdentifier"),
    ExportShape(
      "\"ReplicationGroups\"", key: "ReplicationGroups", of: "AWS::ElastiCache::ReplicationGroup",
      with: "ReplicationGroupId"),
    ExportShape(
      "\"CacheClusters\"", key: "CacheClusters", of: "AWS::ElastiCache::CacheCluster",
      with: "CacheClusterId"),
    ExportShape(
      "\"DomainStatus\"", key: "DomainStatus", of: "AWS::OpenSearchService::Domain",
      with: "DomainName"),
    ExportShape(
      "\"DomainStatusList\"", key: "DomainStatusList", of: "AWS::OpenSearchService::Domain",
      with: "DomainName"),
    ExportShape("\"QueueArn\"", key: "Attributes", of: "AWS::SQS::Queue", with: "QueueArn"),
    ExportShape("\"TopicArn\"", key: "Attributes", of: "AWS::SNS::Topic", with: "TopicArn"),
    ExportShape(
      "\"StreamDescription\"", key: "StreamDescription", of: "AWS::Kinesis::Stream",
      with: "StreamName"),
    ExportShape(
      "\"StreamDescriptionSummary\"", key: "StreamDescriptionSummary", of: "AWS::Kinesis::Stream",
      with: "StreamName"),
    ExportShape(
      "\"ServerSideEncryptionConfiguration\"",
      whole("ServerSideEncryptionConfiguration", "export:aws:bucket-encryption")),
    ExportShape(
      "\"PublicAccessBlockConfiguration\"",
      whole("PublicAccessBlockConfiguration", "export:aws:public-access-block")),
    ExportShape("\"trailList\"", key: "trailList", of: "AWS::CloudTrail::Trail", with: "TrailARN"),
    ExportShape("\"IsLogging\"", whole("IsLogging", "export:aws:trail-status")),
    ExportShape("\"logGroups\"", key: "logGroups", of: "AWS::Logs::LogGroup", with: "logGroupName"),
    ExportShape("\"KeyMetadata\"", key: "KeyMetadata", of: "AWS::KMS::Key", with: "KeyId"),
    ExportShape("\"KeyRotationEnabled\"", whole("KeyRotationEnabled", "AWS::KMS::Key")),
    ExportShape(
      "\"SummaryMap\"", key: "SummaryMap", of: "export:aws:account-summary",
      with: "AccountMFAEnabled"),
    ExportShape(
      "\"AccessKeyMetadata\"", key: "AccessKeyMetadata", of: "export:aws:access-key",
      with: "AccessKeyId"),
    ExportShape(
      "\"SecurityGroups\"", key: "SecurityGroups", of: "export:aws:security-group", with: "GroupId"),
    ExportShape("\"arn:aws:eks:", key: "cluster", of: "AWS::EKS::Cluster", with: "arn"),
    ExportShape(
      "\"Listeners\"", key: "Listeners", of: "AWS::ElasticLoadBalancingV2::Listener",
      with: "ListenerArn"),
    ExportShape(
      "\"LoadBalancerDescriptions\"", key: "LoadBalancerDescriptions",
      of: "AWS::ElasticLoadBalancing::LoadBalancer", with: "LoadBalancerName"),
    ExportShape(
      "\"MetricAlarms\"", key: "MetricAlarms", of: "AWS::CloudWatch::Alarm", with: "AlarmName"),
    ExportShape(
      "\"DistributionConfig\"", key: "Distribution", of: "AWS::CloudFront::Distribution",
      with: "DistributionConfig"),
    ExportShape("\"BackupPlanId\"", whole("BackupPlan", "AWS::Backup::BackupPlan")),
    ExportShape(
      "\"BackupVaultList\"", key: "BackupVaultList", of: "AWS::Backup::BackupVault",
      with: "BackupVaultName"),
    ExportShape("\"PolicyVersion\"", whole("PolicyVersion", "AWS::IAM::ManagedPolicy")),
  ]

  /// The whole answer is the thing, which it does not name.
  private static func whole(_ key: String, _ kind: String)
    -> @Sendable (Node) -> [ExportShape.Found]?
  {
    { root in root[key] == nil ? nil : [ExportShape.Found(kind: kind, node: root)] }
  }

  /// Clusters of three services are answered under one key; the engine tells them apart.
  private static let clusters: @Sendable (Node) -> [ExportShape.Found]? = { root in
    root["DBClusters"]?.elements?.map { node in
      let kind =
        switch node["Engine"]?.string {
        case "docdb": "AWS::DocDB::DBCluster"
        case "neptune": "AWS::Neptune::DBCluster"
        default: "AWS::RDS::DBCluster"
        }
      return ExportShape.Found(kind: kind, node: node)
    }
  }
}
