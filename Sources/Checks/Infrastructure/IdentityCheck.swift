import Model

/// Judges what policies, users and keys may do.
package struct IdentityCheck: InfrastructureCheck {
  static let quality = "no more rights than asked"

  static let roles: [InfrastructureRole] = [
    .policyStatement, .grant, .user, .account, .accessKey,
  ]

  let scope: InfrastructureScope
  let requirements: [Requirement]

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    scope = InfrastructureScope(arguments, roles: Self.roles)
    var requirements: [Requirement] = []
    if arguments.boolean("wildcards") ?? true {
      requirements += [
        Requirement(
          "every-action", .wildcardAction, .is(false), problem: "allows every action",
          fix: "Name the actions that are needed."),
        Requirement(
          "every-resource", .wildcardResource, .is(false),
          problem: "allows all actions of a service on every resource",
          fix: "Name the resources, or the actions, that are needed.",
          for: { $0[.wildcardAction]?.boolean != true }),
        Requirement(
          "any-principal", .anyPrincipal, .is(false), problem: "lets anybody in",
          fix: "Name who may, or add a condition."),
      ]
    }
    if arguments.boolean("administrators") ?? true {
      requirements.append(
        Requirement(
          "administrator", .administrator, .is(false), problem: "gives all rights",
          fix: "Give a role with the rights that are needed."))
    }
    if let isAsked = arguments.boolean("multi-factor"), isAsked {
      requirements += [
        Requirement(
          "no-multi-factor", .multiFactor, .is(true), problem: "has no second factor",
          fix: "Switch multi-factor authentication on.", isNamed: true,
          for: { $0.role == .account || $0[.hasPassword]?.boolean != false }),
        Requirement(
          "root-key", .rootKeys, .is(false), problem: "has access keys of the root user",
          fix: "Delete the access keys of the root user."),
      ]
    }
    if let age = arguments.duration("key-age") {
      requirements.append(
        Requirement(
          "old-key", .created, .within(age), problem: "is older than allowed",
          fix: "Replace the key.", isNamed: true))
    }
    self.requirements = requirements
  }

  package static let definition = CheckDefinition(
    name: "identity",
    family: "configuration",
    summary: "Policies name what they allow, people have a second factor, keys are renewed.",
    passes: """
      No statement allows every action, or all actions of a service on every resource; no role of \
      an owner or administrator is given; nobody at all is let in without a condition. With \
      `multi-factor` and `key-age`, which exports of the provider tell: everybody with a password \
      and the account itself have a second factor, and no key is older.
      """,
    fails: "One of these is not so; the statement, grant, user or key is named with its place.",
    unmeasured: """
      There is nothing to judge; a policy is not known or is no JSON; `multi-factor` or `key-age` \
      is asked for and no export has users or keys; a file could not be read.
      """,
    fields: InfrastructureScope.fields(
      roles: roles,
      [
        Field(
          "wildcards", .boolean, default: "true",
          "Whether statements over everything are findings."),
        Field(
          "administrators", .boolean, default: "true",
          "Whether roles with all rights are findings."),
        Field(
          "multi-factor", .boolean, default: "false",
          "Whether everybody with a password, and the account, needs a second factor."),
        Field("key-age", .duration, "How old an access key may be, such as 90d."),
      ]),
    example: """
      identity:
        files: [infra/**, exports/*]
        multi-factor: true
        key-age: 90d
      """,
    sources: [
      "AWS, Security best practices in IAM: "
        + "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
      "NIST SP 800-53 Rev. 5, AC-6: least privilege",
    ])
}
