import Model

/// Queues, topics and streams of Amazon.
enum AmazonMessaging {
  static let types: [ObjectType] = [queue, topic, stream, delivery, kafka]

  static let queue = ObjectType(
    ["aws_sqs_queue", "AWS::SQS::Queue"], .queue, .amazon,
    [
      .encrypted: SettingRule { reading in
        let key = SettingRule.isSet("kms_master_key_id", "KmsMasterKeyId").read(reading)
        if let key, key.boolean == true || key.isUnknown { return key }
        return SettingRule.flag("sqs_managed_sse_enabled", "SqsManagedSseEnabled").read(reading)
      },
      .algorithm: .always, .customerKey: .isSet("kms_master_key_id", "KmsMasterKeyId"),
    ])

  static let topic = ObjectType(
    ["aws_sns_topic", "AWS::SNS::Topic"], .topic, .amazon,
    [
      .encrypted: .isSet("kms_master_key_id", "KmsMasterKeyId"), .algorithm: .always,
      .customerKey: .isSet("kms_master_key_id", "KmsMasterKeyId"),
    ])

  static let stream = ObjectType(
    ["aws_kinesis_stream", "AWS::Kinesis::Stream"], .stream, .amazon,
    [
      .encrypted: .words(
        ["kms"], "encryption_type", "StreamEncryption.EncryptionType", "EncryptionType"),
      .algorithm: .always,
      .customerKey: .isSet("kms_key_id", "StreamEncryption.KeyId", "KeyId"),
    ])

  /// A delivery stream that reads another stream keeps nothing of its own.
  static let delivery = ObjectType(
    ["aws_kinesis_firehose_delivery_stream", "AWS::KinesisFirehose::DeliveryStream"], .stream,
    .amazon,
    where: {
      $0.find(["kinesis_source_configuration", "KinesisStreamSourceConfiguration"]).lookup.isEmpty
    },
    [
      .encrypted: .first(
        .flag("server_side_encryption.enabled"),
        .isSet("DeliveryStreamEncryptionConfigurationInput.KeyType")),
      .algorithm: .always,
      .customerKey: .isSet(
        "server_side_encryption.key_arn", "DeliveryStreamEncryptionConfigurationInput.KeyARN"),
    ])

  static let kafka = ObjectType(
    ["aws_msk_cluster", "AWS::MSK::Cluster"], .stream, .amazon,
    [
      .encrypted: .always, .algorithm: .always,
      .customerKey: .isSet(
        "encryption_info.encryption_at_rest_kms_key_arn",
        "EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId"),
      .transitEncrypted: .words(
        ["tls"], "encryption_info.encryption_in_transit.client_broker",
        "EncryptionInfo.EncryptionInTransit.ClientBroker"),
      .isPublic: .words(
        ["service_provided_eips"], "broker_node_group_info.connectivity_info.public_access.type",
        "BrokerNodeGroupInfo.ConnectivityInfo.PublicAccess.Type", worst: true),
    ])
}
