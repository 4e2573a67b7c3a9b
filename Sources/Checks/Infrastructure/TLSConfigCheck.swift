import Model

/// Judges whether what is configured answers TLS only, and of which versions.
package struct TLSConfigCheck: InfrastructureCheck {
  static let quality = "answers TLS as asked"

  static let dialects: Set<ConfiguredResource.Dialect> = [
    .terraform, .cloudFormation, .export, .nginx, .platform,
  ]

  static let roles: [InfrastructureRole] = [
    .listener, .loadBalancer, .contentNetwork, .webApplication, .webServer, .connection,
    .parameterGroup, .database, .databaseCluster, .cache, .searchDomain, .stream, .queue,
    .warehouse, .objectStore,
  ]

  private static let usual = roles.filter { $0 != .objectStore }

  let scope: InfrastructureScope
  let requirements: [Requirement]

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    scope = InfrastructureScope(arguments, roles: Self.usual)
    let text = arguments.text("minimum") ?? "1.2"
    guard let minimum = TLSVersion(text) else {
      throw Diagnostics([
        Diagnostic(
          "`minimum` is \(ValueText.quoted(text)), which is no version of TLS",
          at: arguments.location(of: "minimum"), suggestion: "write \"1.2\" or \"1.3\"")
      ])
    }
    var requirements = [
      Requirement(
        "plain", .transitEncrypted, .is(true), problem: "answers without TLS",
        fix: "Answer TLS only, or redirect plain requests to it.", or: (.redirects, .is(true))),
      Requirement(
        "old-version", .minimumTLS, .minimumTLS(minimum), problem: "answers old versions of TLS",
        fix: "Refuse everything older than \(minimum.name)."),
    ]
    if arguments.boolean("origins") ?? true {
      requirements += [
        Requirement(
          "plain-origin", .originEncrypted, .is(true), problem: "reaches its origin without TLS",
          fix: "Reach the origin over TLS only."),
        Requirement(
          "old-origin-version", .originMinimumTLS, .minimumTLS(minimum),
          problem: "reaches its origin over old versions of TLS",
          fix: "Reach the origin with \(minimum.name) or newer."),
      ]
    }
    self.requirements = requirements
  }

  package static let definition = CheckDefinition(
    name: "tls-config",
    family: "configuration",
    summary: "Load balancers, content networks, web servers and databases are set to modern TLS.",
    passes: """
      Every listener, content network, web server, application, database, cache and connection \
      string answers or uses TLS only, or redirects to it, in no version older than `minimum`.
      """,
    fails: """
      Something answers plain requests without sending them on, or an older version; a database's \
      parameter group lets plain connections in; a proxy reaches its origin without TLS. `drift`: \
      the code says one thing, the state or an export another.
      """,
    unmeasured: """
      There is nothing to judge; a policy or a parameter group is not in the folder, so that what it \
      allows is not known; a value is not known; a file could not be read.
      """,
    fields: InfrastructureScope.fields(
      roles: roles,
      [
        Field(
          "minimum", .choice(["1.0", "1.1", "1.2", "1.3"]), default: "1.2",
          "The oldest version of TLS, in quotes."),
        Field(
          "origins", .boolean, default: "true",
          "Whether the way from a content network to its origin is judged too."),
      ]),
    example: """
      tls-config:
        files: infra/**
        minimum: "1.2"
      """,
    sources: [
      "RFC 8996: Deprecating TLS 1.0 and TLS 1.1",
      "AWS, Security policies for your Application Load Balancer: "
        + "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
        + "describe-ssl-policies.html",
    ])
}
