import Model

/// By what a provider calls a resource, as far as its attributes say.
enum ObjectNames {
  /// Attributes that name the thing itself, in the dialects' own spellings.
  private static let attributes = [
    "id", "arn", "name", "bucket", "identifier", "cluster_identifier", "queue_url", "url",
    "domain_name", "replication_group_id", "cluster_id", "instance", "self_link",
    // CloudFormation and Amazon's answers.
    "BucketName", "DBInstanceIdentifier", "DBClusterIdentifier", "DBInstanceArn", "DBClusterArn",
    "TableName", "TableArn", "QueueName", "QueueUrl", "TopicName", "TopicArn", "ClusterIdentifier",
    "DomainName", "ReplicationGroupId", "LogGroupName", "logGroupName", "TrailName", "TrailARN",
    "VolumeId", "FileSystemId", "FileSystemArn", "KeyId", "KeyArn", "UserName", "Arn", "Name",
    "DBParameterGroupName", "DBClusterParameterGroupName", "GroupId", "LoadBalancerArn",
    // Google's and Azure's answers.
    "selfLink", "resourceId",
  ]

  static func names(of resource: ConfiguredResource) -> [String] {
    var found: [String] = []
    for attribute in attributes {
      guard let text = resource.attributes[attribute]?.string, !text.isEmpty,
        !found.contains(text)
      else { continue }
      found.append(text)
    }
    return found
  }
}
