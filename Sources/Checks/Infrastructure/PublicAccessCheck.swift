import Model

/// Judges what the whole internet may reach or read.
package struct PublicAccessCheck: InfrastructureCheck {
  static let quality = "closed to the public"

  static let roles: [InfrastructureRole] = [
    .objectStore, .database, .databaseCluster, .keyValueTable, .warehouse, .cache, .searchDomain,
    .queue, .topic, .stream, .containerRegistry, .secretStore, .kubernetesCluster, .firewallRule,
    .grant, .policyStatement,
  ]

  let scope: InfrastructureScope
  let requirements: [Requirement]

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    scope = InfrastructureScope(arguments, roles: Self.roles)
    let ports = Set(
      arguments.nodes("open-ports").compactMap { $0.scalarText.flatMap { Int($0) } })
    var requirements = [
      Requirement(
        "public", .isPublic, .is(false), problem: "is open to the public",
        fix: "Close it, or let in only the networks that need it.", or: (.publicBlocked, .is(true)),
        for: { $0.role != .firewallRule }),
      Requirement(
        "open-port", .isPublic, .is(false), problem: "lets the whole internet in",
        fix: "Let in only the networks that need it.", or: (.ports, .ports(ports)),
        for: { $0.role == .firewallRule }),
      Requirement(
        "any-principal", .anyPrincipal, .is(false), problem: "lets anybody in",
        fix: "Name who may, or add a condition."),
    ]
    if arguments.boolean("blocked") ?? true {
      requirements.append(
        Requirement(
          "not-blocked", .publicBlocked, .is(true),
          problem: "is not locked against being made public",
          fix: "Switch every block of public access on."))
    }
    self.requirements = requirements
  }

  package static let definition = CheckDefinition(
    name: "public-access",
    family: "configuration",
    summary: "Nothing is open to the whole internet but what is meant to be.",
    passes: """
      No object store, database, cluster, queue, registry or policy lets anybody in, object stores \
      are locked against being made public, and firewalls let the whole internet in on \
      `open-ports` only.
      """,
    fails: """
      A list, a policy, a public address or a network of everybody opens something; the lock of an \
      object store is off; a firewall opens another port to 0.0.0.0/0 or ::/0. `drift`: the code \
      says one thing, the state or an export another.
      """,
    unmeasured: """
      There is nothing to judge; a network, a principal or a policy is not known; a file could not \
      be read.
      """,
    fields: InfrastructureScope.fields(
      roles: roles,
      [
        Field(
          "open-ports", .oneOrMany(.integer(0...65_535)), default: "[80, 443]",
          "Ports that firewalls may open to the whole internet."),
        Field(
          "blocked", .boolean, default: "true",
          "Whether object stores must be locked against being made public."),
      ]),
    example: """
      public-access:
        files: infra/**
        open-ports: [443]
      """,
    sources: [
      "AWS, Blocking public access to Amazon S3: "
        + "https://docs.aws.amazon.com/AmazonS3/latest/userguide/"
        + "access-control-block-public-access.html",
      "NIST SP 800-53 Rev. 5, SC-7: boundary protection",
    ])
}
