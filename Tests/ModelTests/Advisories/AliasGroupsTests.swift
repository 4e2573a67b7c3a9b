import Model
import TestSupport
import Testing

@Suite struct AliasGroupsTests {
  private static func names(_ records: [(id: String, aliases: [String], upstream: [String])])
    -> [[String]]
  {
    var groups = AliasGroups()
    for record in records {
      groups.insert(record.id, aliases: record.aliases, upstream: record.upstream)
    }
    return groups.all.map(\.identifiers)
  }

  @Test func `records that name each other are one hole`() {
    #expect(
      Self.names([
        ("PYSEC-2021-1", ["CVE-2021-5", "GHSA-aaaa"], []), ("GHSA-aaaa", ["CVE-2021-5"], []),
        ("GO-2022-1", ["GHSA-bbbb"], []), ("GHSA-bbbb", ["CVE-2022-7"], []), ("MAL-1", [], []),
      ]) == [
        ["CVE-2021-5", "GHSA-aaaa", "PYSEC-2021-1"], ["CVE-2022-7", "GHSA-bbbb", "GO-2022-1"],
        ["MAL-1"],
      ])
  }

  @Test func `one hole upstream is the same hole, several are not`() {
    #expect(
      Self.names([
        ("UBUNTU-CVE-2021-5", [], ["CVE-2021-5", "CVE-2021-5"]),
        ("USN-1", [], ["CVE-2021-5", "CVE-2021-6"]), ("CVE-2021-6", [], []),
      ]) == [["CVE-2021-5", "UBUNTU-CVE-2021-5"], ["CVE-2021-6"], ["USN-1"]])
  }

  @Test func `the oldest CVE names the hole, whatever the order`() {
    let identifiers = ["RUSTSEC-2", "CVE-2021-10000", "GHSA-a", "CVE-2021-9999", "CVE-2022-1", "A"]
    var random = SplitMix64(seed: 51)
    for _ in 0..<20 {
      let group = AliasGroup(identifiers.shuffled(using: &random))
      #expect(group.name == "CVE-2021-9999")
      #expect(
        group.identifiers == [
          "CVE-2021-9999", "CVE-2021-10000", "CVE-2022-1", "GHSA-a", "A", "RUSTSEC-2",
        ])
    }
    #expect(AliasGroup(["GHSA-b", "GO-1"]).name == "GHSA-b")
    #expect(AliasGroup(["GHSA-b", "GO-1"]).contains("GO-1"))
    #expect(AliasGroup([]).name.isEmpty)
  }

  @Test func `a long chain of aliases is one hole`() {
    var records: [(id: String, aliases: [String], upstream: [String])] = []
    for number in 0..<2_000 { records.append(("A-\(number)", ["A-\(number + 1)"], [])) }
    var random = SplitMix64(seed: 52)
    #expect(Self.names(records.shuffled(using: &random)).map(\.count) == [2_001])
    #expect(Self.names(records.reversed()).map(\.count) == [2_001])
  }

  @Test func `every name leads to its hole`() {
    let advisory = Advisory(
      id: "GHSA-a", modified: Instant(seconds: 0), aliases: ["CVE-2020-1"], affected: [])
    let groups = AliasGroups([advisory]).byIdentifier
    #expect(groups["GHSA-a"] == groups["CVE-2020-1"])
    #expect(groups["GHSA-a"]?.name == "CVE-2020-1")
    #expect(groups["GHSA-b"] == nil)
  }
}
