import Model
import Testing

/// The order of each ecosystem, held against the examples of its own specification.
@Suite struct EcosystemVersionTests {
  /// Each row is in ascending order.
  static let ascending: [(ecosystem: String, versions: String)] = [
    (
      "npm",
      "0.0.0-0 0.0.0-20190101 0.0.0-a 0.0.0 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta "
        + "1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 v1.0.1 1.1 1.10.0 2 99999999999999999999.0.0"
    ),
    (
      "Go",
      "v0.0.0-20170915032832-14c0d48ead0c v0.0.0-20190101000000-0000000000aa v0.0.0 "
        + "v1.2.3-pre.0.20180101000000-abcdefabcdef v1.2.3-pre.1 v1.2.3 "
        + "v1.2.4-0.20191109021931-daa7c04131f5 v1.2.4 v2.0.0+incompatible v2.0.1 go3.1beta1 "
        + "go3.1rc1 3.1.0-rc.2 go3.1 3.1.1"
    ),
    ("Pub", "1.0.0-a 1.0.0-a+1 1.0.0 1.0.0+1 1.0.0+1.1 1.0.0+2 1.0.0+10 1.0.0+a 1.0.1"),
    ("Hex", "1.0.0-dev 1.0.0-rc.0 1.0.0-rc.1 1.0.0 1.0.1"),
    ("SwiftURL", "1.0.0-beta.1 1.0.0 v1.0.1 1.2"),
    (
      "PyPI",
      "1.0.dev456 1.0a1 1.0a2.dev456 1.0a12.dev456 1.0a12 1.0b1.dev456 1.0b2 1.0b2.post345.dev456 "
        + "1.0b2.post345 1.0rc1.dev456 1.0rc1 1.0 1.0+abc.5 1.0+abc.7 1.0+5 1.0.post456.dev34 "
        + "1.0.post456 1.0.15 1.1.dev1 1.1.dev20240101123456123456789012 1!0.1"
    ),
    (
      "Maven",
      "1-alpha2snapshot 1-alpha2 1-alpha-123 1-beta-2 1-beta123 1-m2 1-m11 1-rc 1-cr2 1-rc123 "
        + "1-SNAPSHOT 1 1-sp 1-sp2 1-sp123 1-abc 1-def 1-pom-1 1-1-snapshot 1-1 1-2 1-123"
    ),
    (
      "Maven", "2.0 2.0.a 2-1 2.0.2 2.0.123 2.1.0 2.1-a 2.1b 2.1-c 2.1-1 2.1.0.1 2.2 2.123 11.a2 11"
    ),
    ("Maven", "1-foo2 1-foo10 1-1 1.1 1.1.1-rc 1.1.1 20190126.230843 99999999999999999999"),
    ("RubyGems", "1.0.a.2 1.0.b1 1.0.pre 1.0 1.0.1 1.0.9.a 1.0.9 1.0.10 1.1 1.8.2.a10 1.8.2"),
    ("RubyGems", "1.a.0.b 1.a 1.a.0.1 1.a.1 1.b 1 1.0.0.0.1 1.0.0.1 1.0.1 1.1"),
    ("RubyGems", "1.0.0-rc1 1.0.0-rc2 1.0.0 5.2.4.1 5.2.4.10"),
    ("CocoaPods", "1.0.0-alpha 1.0.0-beta.1 1.0.0 1.0.1"),
    (
      "NuGet",
      "1.0.0-1 1.0.0-10 1.0.0-Alpha 1.0.0-alpha.1 1.0.0-BETA 1.0.0-rc 1.0.0 1.0.0.1 1.0.01.2 1.1 "
        + "2.0.0-a 2"
    ),
    (
      "Packagist",
      "1.0.0-dev 1.0.0-alpha 1.0.0-alpha1 1.0.0-a2 v1.0.0-beta1 1.0b2 1.0.0-RC1 1.0.0RC2-dev "
        + "1.0.0RC2 1.0 1.0.0-p1 1.0.0-patch2 1.0.0.1 1.0.1 1.x-dev 2.0.0 2010-01-02 20100102 "
        + "20100103-beta1 20100103"
    ),
    ("CRAN", "0.9 1.0 1.0.0 1.0-1 1.0.2 1.2 1.10 2"),
    ("Bioconductor", "3.1 3.18 3.18.1"),
    ("Hackage", "0.9 1 1.0 1.0.0 1.0.1 1.2 1.10"),
    (
      "Debian:12",
      "1.0~~ 1.0~~a 1.0~ 1.0~rc1-1 1.0 1.0-1~bpo1 1.0-1 1.0-1ubuntu1 1.0-1+b1 1.0-1.1 1.0a 1.0b "
        + "1.0+dfsg1-1 1.0+ds 1.0.1 1.2 1.10 2:0.1 10:0"
    ),
    (
      "Ubuntu:22.04:LTS", "1.2.3-0ubuntu1~22.04.1 1.2.3-0ubuntu1 1.2.3-0ubuntu1.1 1.2.3-0ubuntu10"
    ),
    (
      "Alpine:v3.18",
      "1.0_alpha 1.0_alpha1 1.0_beta 1.0_pre 1.0_rc1 1.0_rc1-r1 1.0_rc2 1.0 1.0-r0 1.0-r1 1.0-r10 "
        + "1.0~abc 1.0_cvs 1.0_svn1 1.0_git20230101 1.0_hg 1.0_p1 1.0_p1-r1 1.0_p2 1.0a 1.0b 1.0.0 "
        + "1.0.01 1.0.09 1.0.1 1.0.2 1.0.10 1.1 2"
    ),
    (
      "Red Hat:enterprise_linux:8",
      "1.0~rc1-1 1.0~rc2-1 1.0-1 1.0^git1-1 1.0a-1 1.0.a-2 1.0.1-1 1.0.1-1.el8 1.0.1-1.el8_1 1.0.1-1.1 "
        + "1.0.1-2 1.0.10-1 1.1 1:0.5-1"
    ),
    (
      "openSUSE:Leap 15.5",
      "xyz10 xyz10.1 1.fc4 1.4 2.0 2.0.1 2.0.1a 5.5p1 5.5p2 5.5p10 5.6p1 10xyz"
    ),
    (
      "ConanCenter",
      "1.0.0-alpha 1.0.0-rc.1 1.0 1.0+build 1.0.1 1.1.1 1.1.1a 1.1.1q 1.1.2 1.1.10 3 cci.20200101 "
        + "cci.20210101"
    ),
  ]

  @Test(arguments: ascending)
  func `versions come in the order of their ecosystem`(_ ecosystem: String, _ row: String) throws {
    let texts = row.split(separator: " ").map(String.init)
    let versions = try texts.map {
      try #require(EcosystemVersion($0, ecosystem: ecosystem), "\($0)")
    }
    for left in versions.indices {
      for right in versions.indices.dropFirst(left + 1) {
        #expect(versions[left] < versions[right], "\(ecosystem): \(texts[left]) < \(texts[right])")
        #expect(versions[left] != versions[right])
        #expect(!(versions[right] < versions[left]))
      }
    }
  }

  @Test(arguments: [
    ("npm", "1.2.3 v1.2.3 1.2.3+a 1.2.3+b.7"), ("npm", "1 1.0 1.0.0"),
    ("Go", "v2.0.0 v2.0.0+incompatible 2.0.0"), ("Go", "go1.21 1.21.0"),
    ("PyPI", "1.0 1 1.0.0 v1.0.0 0!1"), ("PyPI", "1.0c1 1.0-rc.1 1.0_preview_1 1.0RC01"),
    ("Maven", "1 1.0 1.0.0 1-0 1.0-0 1-ga 1.ga 1.final 1.0.0-0.0.0 1-release 1. 1-"),
    ("Maven", "1-alpha1 1a1 1-a1 1.0-alpha-1 1.0.0alpha1 1-ALPHA1"),
    ("Maven", "1.foo 1-foo 1.0.foo"),
    ("Maven", "1.0-1 1-1 1.0.0-1"), ("Maven", "1-rc2 1-cr2 1RC2 1.0.CR2"),
    ("RubyGems", "1 1.0 1.0.0 1.0.0.0"), ("RubyGems", "1.0.0-rc1 1.0.0.pre.rc1 1.pre.rc.1"),
    ("NuGet", "1 1.0 1.0.0 1.0.0.0 1.00.0+meta"), ("NuGet", "1.0.0-Beta 1.0-beta"),
    ("Packagist", "1.0 v1.0.0 1.0.0.0 1.0.0-stable 1.0.0+build"),
    ("Packagist", "1.0.0-b2 1.0.0beta2 1.0.0-beta.2 1.0.0_BETA2"),
    ("Packagist", "1.x-dev 1.X-dev 1.*-dev"),
    ("CRAN", "1.0-1 1.0.1 1.00.01"), ("Hackage", "1.2 01.2"),
    ("Debian", "1.0 0:1.0 1.0-0 1.00"), ("Debian", "1a 1a0"),
    ("Alpine", "1.0 01.0"), ("Red Hat", "1.0-1 0:1.0-1 1..0-1 1_0-01"),
    ("ConanCenter", "1 1.0 1.0.0"),
  ])
  func `other spellings of a version are equal`(_ ecosystem: String, _ row: String) throws {
    let texts = row.split(separator: " ").map(String.init)
    let versions = try texts.map {
      try #require(EcosystemVersion($0, ecosystem: ecosystem), "\($0)")
    }
    for (text, version) in zip(texts, versions) {
      #expect(version == versions[0], "\(ecosystem): \(text) is \(texts[0])")
      #expect(version.hashValue == versions[0].hashValue)
    }
  }

  @Test(arguments: [
    (
      "npm",
      [
        "latest", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3-a..b", "1.2.x", "^1.2.3",
        "file:a",
      ]
    ),
    ("Go", ["master", "go", "go1.21alpha1", "v1.2.3.4", "(devel)"]),
    ("Pub", ["any", "1.0.0+"]),
    ("PyPI", ["2004d", "1.0.*", ">=1", "1.0 2", "1.0+", "٣"]),
    ("Maven", ["${project.version}", "[1.0,2.0)", "1 0"]),
    ("RubyGems", ["a", "1..2", "1.", "~> 1", "1.0-"]),
    ("NuGet", ["1.0.0.0.0", "1.*", "[1.0]", "1.0-", "v1.0"]),
    ("Packagist", ["dev-main", "main", "1.2.3.4.5", "12345.x", "^1.0", "foo-dev"]),
    ("CRAN", ["1.", "a", "1.0a", ".1"]), ("Hackage", ["1.0-1", "1.", ""]),
    ("Debian", ["latest", "1.0-", ":1.0", "a:1", "1.0_1", "1 0"]),
    ("Alpine", ["1.0-1", "1._p", "1.0_foo", "1.0-r", "1.0ab", "1.0~", "a"]),
    ("Red Hat", ["", "-1", "a:1-1", "1 0"]),
    ("ConanCenter", ["[>1.0]", "1..2", "", "1.0@user/channel"]),
    ("Linux", ["1.0"]), ("Nonsense", ["1.0"]), ("", ["1.0"]),
  ])
  func `what is no version is not compared`(_ ecosystem: String, _ texts: [String]) {
    for text in texts {
      #expect(EcosystemVersion(text, ecosystem: ecosystem) == nil, "\(ecosystem): \(text)")
    }
  }

  @Test func `versions of two orders are never equal`() throws {
    let versions = VersionOrder.allCases.compactMap { EcosystemVersion("1.0.0", order: $0) }
    #expect(versions.count == VersionOrder.allCases.count)
    #expect(Set(versions).count == versions.count)
  }

  @Test(arguments: VersionOrder.allCases)
  func `texts and numbers of any length are read or refused`(_ order: VersionOrder) throws {
    let digits = String(repeating: "9", count: 10_000)
    for text in [
      digits, digits + "0.1", "1." + digits, "1.0-" + digits,
      "1-" + String(repeating: "a", count: 10_000),
      String(repeating: "1.", count: 5_000) + "1", String(repeating: "-", count: 10_000),
      String(repeating: "~", count: 10_000), String(repeating: "0", count: 100_000),
    ] {
      _ = EcosystemVersion(text, order: order)
    }
    let large = EcosystemVersion("1." + String(repeating: "9", count: 200), order: order)
    let larger = EcosystemVersion("1.1" + String(repeating: "0", count: 200), order: order)
    #expect(try #require(large) < #require(larger))
    for pair in [("1.223", "1.224"), ("1.255", "1.256"), ("1.65535", "1.65536")] {
      let left = EcosystemVersion(pair.0, order: order)
      let right = EcosystemVersion(pair.1, order: order)
      #expect(try #require(left) < #require(right), "\(pair)")
    }
  }
}
