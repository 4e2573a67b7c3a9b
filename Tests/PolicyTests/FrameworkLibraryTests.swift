import Model
import Policy
import Systems
import Testing

@Suite struct FrameworkLibraryTests {
  private let library = FrameworkLibrary(Workspace.shipped)

  @Test func `the frameworks that ship`() {
    #expect(
      library.identifiers == [
        "app", "ccm4", "ccm41", "ccpa", "cis8", "cra", "csf2", "dora", "dpdpa", "gdpr", "hipaa",
        "iso27001", "mvsp", "nis2", "nist80053", "pci4", "soc2", "ukgdpr",
      ])
  }

  @Test(arguments: FrameworkLibrary(Workspace.shipped).identifiers)
  func `each reads, with requirements that are told apart`(id: String) throws {
    let framework = try #require(try library.framework(id, patterns: PatternMatcher()))
    #expect(framework.id == id)
    #expect(!framework.name.isEmpty && !framework.version.isEmpty)
    let ids = framework.requirements.map(\.id)
    #expect(ids.count > 20)
    #expect(Set(ids).count == ids.count)
    #expect(framework.requirements.allSatisfy { !$0.title.isEmpty })
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
