import Checks
import Infrastructure
import Model
import StructuredData
import Testing

@Suite struct CloudDefinitionTests {
  static let kinds: [any Check.Type] = [
    AuditTrailCheck.self, BackupsCheck.self, EncryptedAtRestCheck.self, IdentityCheck.self,
    LogRetentionCheck.self, MonitoringCheck.self, PublicAccessCheck.self, ResidencyCheck.self,
    TLSConfigCheck.self,
  ]

  @Test func `every example decodes to its check`() throws {
    for kind in Self.kinds {
      let node = try #require(
        StructuredParser.parse(
          Array(kind.definition.example.utf8), as: .yaml, path: "example"
        ).first)
      let entry = try #require(node.entries?.first)
      #expect(entry.key == kind.definition.name)
      try CloudBench.decode(kind, entry.value)
    }
  }

  @Test(
    "arguments that mean nothing are refused",
    arguments: [
      ("log-retention", "{}"), ("backups", "{ retention: 3 business days }"),
      ("residency", "{ regions: [] }"), ("tls-config", "{ minimum: '1.4' }"),
      ("encrypted-at-rest", "{ roles: databse }"), ("identity", "{ key-age: old }"),
    ])
  func refused(name: String, yaml: String) throws {
    let kind = try #require(Self.kinds.first { $0.definition.name == name })
    let node = try #require(
      StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: "controls.yaml").first)
    #expect(throws: Diagnostics.self) { try CloudBench.decode(kind, node) }
  }

  @Test
  func `every kind of thing is read with nothing written, and what stores says if it encrypts`() {
    var resources: [ConfiguredResource] = []
    let span = TextSpan(line: 1, column: 1)
    for kind in Normaliser.kinds {
      resources.append(
        ConfiguredResource(
          layer: .code, dialect: kind.contains("::") ? .cloudFormation : .terraform, kind: kind,
          address: "\(kind).x", file: "main.tf", span: span,
          attributes: Node(.mapping([]), at: span)))
    }
    let facts = Normaliser.facts(of: ConfiguredResources(resources: resources))
    let storing: Set<InfrastructureRole> = [
      .objectStore, .database, .databaseCluster, .keyValueTable, .warehouse, .cache, .searchDomain,
      .volume, .fileSystem, .queue, .topic, .stream, .backupVault, .secretStore, .containerRegistry,
    ]
    #expect(facts.otherKinds.isEmpty)
    for object in facts.objects
    where storing.contains(object.role) && !object.kind.hasPrefix("export:") {
      #expect(object[.encrypted] != nil, "\(object.kind)")
      // Whatever a provider does by itself is known to the table, or said not to be known.
      #expect(object[.encrypted]?.isAbsent == false, "\(object.kind)")
    }
  }
}
