import Model

/// Judges where data lies.
package struct ResidencyCheck: InfrastructureCheck {
  static let quality = "in the regions that are allowed"

  static let roles: [InfrastructureRole] = [
    .objectStore, .database, .databaseCluster, .keyValueTable, .warehouse, .cache, .searchDomain,
    .volume, .fileSystem, .snapshot, .queue, .topic, .stream, .backupVault, .logGroup,
    .containerRegistry, .secretStore, .kubernetesCluster, .replica,
  ]

  let scope: InfrastructureScope
  let requirements: [Requirement]

  package init(_ arguments: Arguments, validation: ValidationContext) throws(Diagnostics) {
    scope = InfrastructureScope(arguments, roles: Self.roles)
    let regions = arguments.texts("regions")
    guard !regions.isEmpty else {
      throw Diagnostics([
        Diagnostic("`regions` names no region", at: arguments.location(of: "regions"))
      ])
    }
    requirements = [
      Requirement(
        "region", .region, .matching(regions.map { ControlGlob($0.lowercased()) }),
        problem: "lies elsewhere",
        fix: "Move it to \(regions.joined(separator: " or ")), or name its region.")
    ]
  }

  package static let definition = CheckDefinition(
    name: "residency",
    family: "configuration",
    summary: "Data lies in the regions that are promised.",
    passes: """
      Everything that stores or processes data lies in a region that `regions` allows: by its own \
      attribute, by its provider's block, by its zone, or by its resource name in a state or export.
      """,
    fails: "Something lies in another region, or is replicated to one.",
    unmeasured: """
      There is nothing to judge, no file says in which region something lies, or a file could not be \
      read.
      """,
    fields: InfrastructureScope.fields(
      roles: roles,
      [
        Field(
          "regions", .oneOrMany(.text), required: true,
          "Names or globs of regions in the provider's words, such as eu-* or westeurope.")
      ]),
    example: """
      residency:
        files: infra/**
        regions: [eu-central-1, eu-west-*]
      """,
    sources: [
      "Regulation (EU) 2016/679 (GDPR), chapter V: transfers to third countries"
    ])
}
