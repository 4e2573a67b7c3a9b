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

  @Test func `withdrawn numbers of NIST SP 800-53 say where their substance went`() throws {
    let nist = try #require(try library.framework("nist80053", patterns: PatternMatcher()))
    let withdrawn = nist.requirements.filter(\.isWithdrawn)
    // The catalogue of revision 5 counts 182.
    #expect(withdrawn.count == 182)
    let known = Set(nist.requirements.map(\.id))
    for requirement in withdrawn {
      #expect(known.isSuperset(of: requirement.withdrawnInto ?? []), "\(requirement.id)")
    }
    #expect(nist.requirements.first { $0.id == "AC-13" }?.withdrawnInto == ["AC-2", "AU-6"])
    #expect(nist.requirements.first { $0.id == "AC-2" }?.isWithdrawn == false)
  }

  @Test func `the two editions of the CCM mirror each other's numbers`() throws {
    let old = try #require(try library.framework("ccm4", patterns: PatternMatcher()))
    let new = try #require(try library.framework("ccm41", patterns: PatternMatcher()))
    let there = try #require(old.otherEdition)
    let back = try #require(new.otherEdition)
    #expect(there.id == "ccm41" && back.id == "ccm4" && there.renumbered.count == 58)
    for (number, other) in there.renumbered { #expect(back.renumbered[other] == number) }
    #expect(back.renumbered.count == there.renumbered.count)
    let known = (old: Set(old.requirements.map(\.id)), new: Set(new.requirements.map(\.id)))
    #expect(known.old.isSuperset(of: there.renumbered.keys))
    #expect(known.new.isSuperset(of: back.renumbered.keys))
    #expect(there.onlyThere.isSubset(of: known.new) && back.onlyThere == ["IAM-12"])
    // What neither renumbers nor adds has one number in both.
    #expect(
      known.old.subtracting(there.renumbered.keys).subtracting(["IAM-12"])
        == known.new.subtracting(back.renumbered.keys).subtracting(there.onlyThere))
    #expect(there.meansAnother(by: "SEF-07") && back.meansAnother(by: "SEF-07"))
    #expect(there.meansAnother(by: "IAM-12") && back.meansAnother(by: "IAM-12"))
    #expect(!there.meansAnother(by: "CEK-03") && !back.meansAnother(by: "CEK-03"))
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
