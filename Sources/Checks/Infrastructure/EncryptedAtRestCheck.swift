import Model

/// Judges whether what stores data encrypts it, with which algorithm and whose key.
package struct EncryptedAtRestCheck: InfrastructureCheck {
  static let quality = "encrypted at rest as asked"

  static let roles: [InfrastructureRole] = [
    .objectStore, .database, .databaseCluster, .keyValueTable, .warehouse, .cache, .searchDomain,
    .volume, .fileSystem, .snapshot, .queue, .topic, .stream, .backupVault, .logGroup,
    .containerRegistry, .secretStore, .kubernetesCluster,
  ]

  /// What is judged where nothing is named.
  private static let usual: [InfrastructureRole] = [
    .objectStore, .database, .databaseCluster, .keyValueTable, .warehouse, .cache, .searchDomain,
    .volume, .fileSystem, .snapshot, .queue, .topic, .stream, .backupVault,
  ]

  let scope: InfrastructureScope
  let requirements: [Requirement]

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    let wantsRotation = arguments.boolean("rotation") ?? false
    let within = arguments.duration("rotation-within")
    let roles = Self.usual + (wantsRotation || within != nil ? [.key] : [])
    let scope = InfrastructureScope(arguments, roles: roles)
    self.scope = scope
    var requirements = [
      Requirement(
        "not-encrypted", .encrypted, .is(true), problem: "is not encrypted at rest",
        fix: "Switch encryption at rest on.")
    ]
    let algorithms = arguments.texts("algorithm")
    if !algorithms.isEmpty {
      requirements.append(
        Requirement(
          "algorithm", .algorithm, .oneOf(algorithms), problem: "uses another algorithm",
          fix: "Use \(algorithms.joined(separator: " or ")).",
          for: { $0[.encrypted]?.boolean != false }))
    }
    if arguments.boolean("customer-key") == true {
      requirements.append(
        Requirement(
          "no-customer-key", .customerKey, .is(true),
          problem: "is not encrypted with a key of your own", fix: "Name a key of your own."))
    }
    if wantsRotation {
      requirements.append(
        Requirement(
          "no-rotation", .rotation, .is(true), problem: "is never renewed",
          fix: "Switch the rotation of the key on.", isNamed: true))
    }
    if let within, let seconds = within.fixedSeconds {
      requirements.append(
        Requirement(
          "slow-rotation", .rotationDays, .atMost(days: seconds / 86_400),
          problem: "is renewed too rarely", fix: "Shorten the time between two rotations."))
    }
    self.requirements = requirements
  }

  package static let definition = CheckDefinition(
    name: "encrypted-at-rest",
    family: "configuration",
    summary: "What stores data encrypts it, in code, plan, state and exports alike.",
    passes: """
      Every object store, database, volume, queue, topic, snapshot and backup vault that Terraform, \
      CloudFormation, a plan, a state or an export describes encrypts what it stores, with the \
      algorithm, the key and the rotation that are asked for. What the provider does by itself \
      counts, with the day since when.
      """,
    fails: """
      Encryption is off, or not switched on where the provider does not do it by itself; another \
      algorithm, no key of your own, or a key that is not renewed where that is asked for. `drift`: \
      the code says one thing, the state or an export another.
      """,
    unmeasured: """
      There is nothing to judge (see `minimum-subjects`); a value is only known after apply or \
      comes from a variable without a value, and no plan, state or export settles it; it cannot be \
      told which bucket an encryption block is for; the default depends on the account (volumes of \
      Amazon EBS); a file could not be read.
      """,
    fields: InfrastructureScope.fields(
      roles: roles,
      [
        Field("algorithm", .oneOrMany(.text), "Algorithms that are allowed, such as AES-256."),
        Field(
          "customer-key", .boolean, default: "false",
          "Whether each must be encrypted with a key of your own."),
        Field(
          "rotation", .boolean, default: "false",
          "Whether the keys that the folder describes must be renewed by themselves."),
        Field(
          "rotation-within", .duration,
          "The longest time between two rotations, where one is written, such as 365d."),
      ]),
    example: """
      encrypted-at-rest:
        files: infra/**
        algorithm: AES-256
        rotation: true
      """,
    sources: [
      "AWS, Amazon S3 now encrypts new objects by default: "
        + "https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html",
      "Google Cloud, Default encryption at rest: "
        + "https://cloud.google.com/docs/security/encryption/default-encryption",
      "Microsoft, Azure data encryption at rest: "
        + "https://learn.microsoft.com/azure/security/fundamentals/encryption-atrest",
    ])
}
