import Model

/// Listeners, content networks and gateways of Amazon.
enum AmazonDelivery {
  static let types: [ObjectType] = [
    listener, classic, distribution, origin, domain,
  ]

  private static let secure: Set<String> = ["https", "tls", "ssl"]

  static let listener = ObjectType(
    [
      "aws_lb_listener", "aws_alb_listener", "AWS::ElasticLoadBalancingV2::Listener",
    ], .listener, .amazon,
    [
      .transitEncrypted: .words(secure, "protocol", "Protocol"),
      .redirects: SettingRule { reading in
        let (attribute, lookup) = reading.find([
          "default_action.redirect.protocol", "DefaultActions.RedirectConfig.Protocol",
        ])
        guard let node = lookup.flattened.first else {
          // A redirect without a protocol keeps the one it came with.
          return reading.setting(.known(.boolean(false)), attribute, at: lookup.anchor)
        }
        guard let text = node.scalarText else {
          return reading.unknown(
            ScalarReading.reason(node, expected: "text"), attribute, at: node.span)
        }
        return reading.setting(
          .known(.boolean(text.lowercased() == "https")), attribute, at: node.span)
      },
      .minimumTLS: .when(
        { reading in
          reading.text("protocol", "Protocol").map { secure.contains($0.lowercased()) } ?? true
        }, TLSPolicyName.rule("ssl_policy", "SslPolicy")),
    ])

  /// Listeners of classic load balancers, which send nothing on.
  static let classic = ObjectType(
    ["aws_elb", "AWS::ElasticLoadBalancing::LoadBalancer"], .listener, .amazon,
    .blocks(["listener", "Listeners", "ListenerDescriptions.Listener"]),
    [
      .transitEncrypted: .words(secure, "lb_protocol", "Protocol")
    ])

  static let distribution = ObjectType(
    ["aws_cloudfront_distribution", "AWS::CloudFront::Distribution"], .contentNetwork, .amazon,
    [
      .transitEncrypted: SettingRule { reading in
        behaviour(reading)
      },
      .minimumTLS: SettingRule { reading in
        let own = TLSPolicyName.rule(
          "viewer_certificate.minimum_protocol_version",
          "DistributionConfig.ViewerCertificate.MinimumProtocolVersion",
          "ViewerCertificate.MinimumProtocolVersion"
        ).read(reading)
        // With the certificate of the service itself, the version that is written does not count.
        let standard = SettingRule.flag(
          "viewer_certificate.cloudfront_default_certificate",
          "DistributionConfig.ViewerCertificate.CloudFrontDefaultCertificate",
          "ViewerCertificate.CloudFrontDefaultCertificate"
        ).read(reading)
        if let standard, standard.boolean == true {
          return Setting(
            .known(.text("1.0")), attribute: standard.attribute, written: standard.shownValue,
            at: standard.location)
        }
        return own
      },
    ])

  /// Each way in must refuse or redirect plain requests.
  private static func behaviour(_ reading: Reading) -> Setting? {
    let paths = [
      "default_cache_behavior.viewer_protocol_policy",
      "ordered_cache_behavior.viewer_protocol_policy",
      "DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy",
      "DistributionConfig.CacheBehaviors.ViewerProtocolPolicy",
      "DefaultCacheBehavior.ViewerProtocolPolicy", "CacheBehaviors.Items.ViewerProtocolPolicy",
    ]
    var best: Setting?
    for path in paths {
      let setting = SettingRule.words(["redirect-to-https", "https-only"], path).read(reading)
      guard let setting, !setting.isAbsent else { continue }
      if setting.boolean == false { return setting }
      if best == nil || setting.isUnknown { best = setting }
    }
    return best ?? reading.absent(reading.find(paths).attribute)
  }

  static let origin = ObjectType(
    ["aws_cloudfront_distribution", "AWS::CloudFront::Distribution"], .contentNetwork, .amazon,
    .blocks(["origin.custom_origin_config", "DistributionConfig.Origins.CustomOriginConfig"]),
    [
      .originEncrypted: .words(["https-only"], "origin_protocol_policy", "OriginProtocolPolicy"),
      .originMinimumTLS: TLSPolicyName.rule("origin_ssl_protocols", "OriginSSLProtocols"),
    ])

  static let domain = ObjectType(
    [
      "aws_api_gateway_domain_name", "AWS::ApiGateway::DomainName",
      "aws_apigatewayv2_domain_name", "AWS::ApiGatewayV2::DomainName",
    ], .loadBalancer, .amazon,
    [
      .minimumTLS: TLSPolicyName.rule(
        "security_policy", "domain_name_configuration.security_policy", "SecurityPolicy",
        "DomainNameConfigurations.SecurityPolicy")
    ])
}
