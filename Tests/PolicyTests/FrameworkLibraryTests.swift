import Model
import Policy
import Systems
import Testing

@Suite struct FrameworkLibraryTests {
  private let library = FrameworkLibrary(Workspace.shipped)

  @Test func `the frameworks that ship`() {
    #expect(
      library.identifiers == [
        "app", "caiq4", "ccm4", "ccm41", "ccpa", "cis8", "cra", "csf2", "dora", "dpdpa", "dpdpr",
        "gdpr", "hipaa", "iso27001", "iso27701", "iso42001", "mvsp", "nis2", "nist80053", "pci4",
        "slsa", "soc2", "ssdf", "ukgdpr",
      ])
  }

  @Test(arguments: FrameworkLibrary(Workspace.shipped).identifiers)
  func `each reads, with requirements that are told apart`(id: String) throws {
    let framework = try #require(try library.framework(id, patterns: PatternMatcher()))
    #expect(framework.id == id)
    #expect(!framework.name.isEmpty && !framework.version.isEmpty)
    let ids = framework.requirements.map(\.id)
    #expect(ids.count >= 7)
    #expect(Set(ids).count == ids.count)
    #expect(framework.requirements.allSatisfy { !$0.title.isEmpty })
    #expect(framework.exclusions == [])
    let groups = framework.groups.map(\.id)
    #expect(Set(groups).count == groups.count)
    #expect(framework.groups.allSatisfy { !$0.title.isEmpty })
    // No heading is without a requirement.
    #expect(Set(framework.requirements.compactMap(\.group)) == Set(groups))
  }

  @Test func `laws are told from standards`() throws {
    let laws = try library.identifiers.filter {
      try library.framework($0, patterns: PatternMatcher())?.isLaw == true
    }
    #expect(
      laws == [
        "app", "ccpa", "cra", "dora", "dpdpa", "dpdpr", "gdpr", "hipaa", "nis2", "ukgdpr",
      ])
  }

  @Test(arguments: [
    ("soc2", "CC6.7", "CC6"), ("soc2", "P1.1", "P1"), ("iso27001", "A.8.24", "A.8"),
    ("nist80053", "AC-2(13)", "AC"), ("csf2", "PR.DS-02", "PR.DS"), ("ccm41", "I&S-03", "I&S"),
    ("pci4", "10.2.1.1", "10"), ("hipaa", "164.312(e)(1)", "164.312"), ("cra", "AI.II.4", "AI.II"),
  ])
  func `requirements stand under their headings`(id: String, requirement: String, group: String)
    throws
  {
    let framework = try #require(try library.framework(id, patterns: PatternMatcher()))
    #expect(framework.requirements.first { $0.id == requirement }?.group == group)
  }

  @Test func `no file outside the folder can be named`() throws {
    for name in ["../packs/web-application", "", "soc2.yaml", "a/b", "SOC2"] {
      #expect(try library.framework(name, patterns: PatternMatcher()) == nil)
    }
  }

  @Test func `exact titles`() throws {
    let gdpr = try #require(try library.framework("gdpr", patterns: PatternMatcher()))
    #expect(gdpr.name == "EU GDPR")
    #expect(gdpr.requirements.contains { $0.id == "32(1)(a)" })
  }
}
