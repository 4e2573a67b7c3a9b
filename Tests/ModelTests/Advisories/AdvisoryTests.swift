import Foundation
import Model
import Testing

@Suite struct AdvisoryTests {
  private static let everything = AffectedRange(
    kind: .semantic, events: [AffectedRange.Event(.introduced, "0")])

  private static func advisory(
    _ affected: [AffectedPackage], id: String = "GHSA-1", aliases: [String] = [],
    published: Instant? = nil, withdrawn: Instant? = nil
  ) -> Advisory {
    Advisory(
      id: id, modified: Instant(seconds: 1), published: published, withdrawn: withdrawn,
      aliases: aliases, affected: affected)
  }

  @Test func `a record says nothing after it is withdrawn, nor of other packages`() {
    let package = AffectedPackage(ecosystem: "npm", name: "a", ranges: [Self.everything])
    #expect(
      Self.advisory([package]).affects(version: "1.0.0", of: "a", in: "npm")
        == .affected(fixed: nil))
    #expect(Self.advisory([package]).affects(version: "1.0.0", of: "A", in: "npm") == .unaffected)
    #expect(Self.advisory([package]).affects(version: "1.0.0", of: "a", in: "PyPI") == .unaffected)
    let withdrawn = Self.advisory([package], withdrawn: Instant(seconds: 2))
    #expect(withdrawn.affects(version: "1.0.0", of: "a", in: "npm") == .unaffected)
  }

  @Test(arguments: [
    ("PyPI", "Foo_Bar", "PyPI", "foo-bar", true), ("npm", "JSONStream", "npm", "jsonstream", false),
    ("NuGet", "Newtonsoft.Json", "NuGet", "newtonsoft.json", true),
    ("Packagist", "Laravel/Framework", "Packagist", "laravel/framework", true),
    ("Maven", "Org.a:b", "Maven", "org.a:b", false),
    ("Go", "github.com/A/b", "Go", "github.com/a/b", false),
    (
      "SwiftURL", "https://github.com/apple/swift-nio.git", "SwiftURL",
      "github.com/Apple/swift-nio", true
    ),
    ("SwiftURL", "github.com/a/b", "SwiftURL", "git@github.com:a/b.git", true),
    ("SwiftURL", "github.com/a/b", "SwiftURL", "ssh://git@github.com:22/a/b/", true),
    ("Debian:12", "curl", "Debian:12", "curl", true),
    ("Debian:12", "curl", "Debian:11", "curl", false),
    ("Debian", "curl", "Debian:11", "curl", true), ("Debian:12", "curl", "Debian", "curl", true),
    ("Ubuntu:22.04:LTS", "curl", "Ubuntu:22.04:LTS", "curl", true),
    ("Debian:12", "curl", "DebianX:12", "curl", false), ("", "a", "", "a", false),
  ])
  func `names are compared as their ecosystem does`(
    _ ecosystem: String, _ name: String, _ other: String, _ otherName: String, _ isSame: Bool
  ) {
    let package = AffectedPackage(ecosystem: ecosystem, name: name)
    #expect(package.isFor(key: PackageNaming.key(otherName, in: other), in: other) == isSame)
  }

  @Test func `what is no hole is told apart`() {
    let package = AffectedPackage(ecosystem: "crates.io", name: "a")
    let notice = AffectedPackage(ecosystem: "crates.io", name: "a", informational: "unmaintained")
    #expect(Self.advisory([package]).kind == .vulnerability)
    #expect(Self.advisory([notice]).kind == .informational)
    #expect(Self.advisory([notice, package]).kind == .vulnerability)
    #expect(Self.advisory([package], id: "MAL-2024-1").kind == .malicious)
    #expect(Self.advisory([package], aliases: ["MAL-2024-1"]).kind == .malicious)
    #expect(Self.advisory([]).kind == .vulnerability)
  }

  @Test func `a publication in the year 1 is none`() {
    #expect(Self.advisory([], published: Instant("0001-01-01T00:00:00Z")).published == nil)
    let published = Instant("2021-04-14T20:04:52Z")
    #expect(published != nil)
    #expect(Self.advisory([], published: published).published == published)
  }

  @Test func `a record with commits alone defers to one with versions`() {
    let commits = AffectedPackage(
      ecosystem: "npm", name: "a",
      ranges: [AffectedRange(kind: .git, events: [AffectedRange.Event(.introduced, "0")])])
    let versions = AffectedPackage(ecosystem: "npm", name: "a", versions: ["1.0.0"])
    let advisory = Self.advisory([commits, versions])
    #expect(advisory.affects(version: "1.0.0", of: "a", in: "npm") == .affected(fixed: nil))
    #expect(advisory.affects(version: "1.0.1", of: "a", in: "npm") == .unaffected)
  }

  @Test func `records and stretches survive being written down`() throws {
    let range = AffectedRangeTests.range(
      "introduced 1.0,fixed 1.300,introduced 2.0,last_affected 2.1")
    let package = AffectedPackage(
      ecosystem: "PyPI", name: "a", severities: [AdvisorySeverity(type: "CVSS_V3", score: "x")],
      ranges: [range], versions: ["1.0"], symbols: ["a.b"])
    let advisory = Self.advisory([package], published: Instant(seconds: 1_700_000_000))
    let decoded = try JSONDecoder().decode(Advisory.self, from: JSONEncoder().encode(advisory))
    #expect(decoded == advisory)
    let versions = AffectedVersions([package])
    #expect(versions.intervals.count == 2)
    let read = try JSONDecoder().decode(AffectedVersions.self, from: JSONEncoder().encode(versions))
    #expect(read == versions)
    #expect(read.affectedness(of: "1.299", in: "PyPI") == .affected(fixed: "1.300"))
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(EcosystemVersion.self, from: Data(#""04zz""#.utf8))
    }
  }

  @Test func `what a range covers is not listed again`() {
    let range = AffectedRangeTests.range("introduced 1.0,fixed 2.0")
    let package = AffectedPackage(
      ecosystem: "PyPI", name: "a", ranges: [range],
      versions: ["0.9", "1.0", "1.5", "2004d", "0.9", "2.1"])
    let versions = AffectedVersions([package])
    #expect(versions.listed == ["0.9", "2004d", "2.1"])
    #expect(versions.affectedness(of: "0.9.0", in: "PyPI") == .affected(fixed: nil))
    #expect(versions.affectedness(of: "1.5", in: "PyPI") == .affected(fixed: "2.0"))
  }
}
