import Model

/// Rules of Amazon's firewalls that let somebody in.
enum AmazonNetworks {
  static let types: [ObjectType] = [group, rule, listedGroup]

  private static let settings: [SettingName: SettingRule] = [
    .isPublic: OpenNetworks.rule(
      "cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6", "CidrIp", "CidrIpv6",
      "IpRanges.CidrIp", "Ipv6Ranges.CidrIpv6"),
    .ports: OpenNetworks.ports(
      from: ["from_port", "FromPort"], to: ["to_port", "ToPort"],
      protocol: ["protocol", "ip_protocol", "IpProtocol"]),
  ]

  static let group = ObjectType(
    ["aws_security_group", "aws_default_security_group", "AWS::EC2::SecurityGroup"], .firewallRule,
    .amazon, .blocks(["ingress", "SecurityGroupIngress"]), settings)

  static let rule = ObjectType(
    [
      "aws_security_group_rule", "aws_vpc_security_group_ingress_rule",
      "AWS::EC2::SecurityGroupIngress",
    ], .firewallRule, .amazon, where: { ($0.text("type") ?? "ingress") == "ingress" }, settings)

  /// Groups as the service answers them.
  static let listedGroup = ObjectType(
    ["export:aws:security-group"], .firewallRule, .amazon, .blocks(["IpPermissions"]), settings)
}
