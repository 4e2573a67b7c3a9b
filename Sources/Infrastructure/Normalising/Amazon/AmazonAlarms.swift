import Model

/// Alarms of Amazon.
enum AmazonAlarms {
  static let types: [ObjectType] = [alarm, composite]

  static let alarm = ObjectType(
    ["aws_cloudwatch_metric_alarm", "AWS::CloudWatch::Alarm"], .alarm, .amazon,
    [
      .notifies: .isSet("alarm_actions", "AlarmActions"),
      .enabled: .flag("actions_enabled", "ActionsEnabled"),
      .metric: .text("metric_name", "MetricName", "metric_query.metric.metric_name"),
    ])

  static let composite = ObjectType(
    ["aws_cloudwatch_composite_alarm", "AWS::CloudWatch::CompositeAlarm"], .alarm, .amazon,
    [
      .notifies: .isSet("alarm_actions", "AlarmActions"),
      .enabled: .flag("actions_enabled", "ActionsEnabled"),
    ])
}
