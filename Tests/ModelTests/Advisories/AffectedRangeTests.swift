import Model
import TestSupport
import Testing

/// The evaluation of the OSV schema, and what goes wrong in the data of real databases.
@Suite struct AffectedRangeTests {
  /// Events as "introduced 1.0, fixed 2.0".
  static func range(_ events: String, _ kind: AffectedRange.Kind = .ecosystem) -> AffectedRange {
    AffectedRange(
      kind: kind,
      events: events.split(separator: ",").compactMap { event in
        let words = event.split(separator: " ").map(String.init)
        return AffectedRange.EventKind(rawValue: words[0]).map { AffectedRange.Event($0, words[1]) }
      })
  }

  static func advisory(_ ecosystem: String, _ ranges: [AffectedRange], _ versions: [String] = [])
    -> Advisory
  {
    Advisory(
      id: "TEST-1", modified: Instant(seconds: 0),
      affected: [
        AffectedPackage(ecosystem: ecosystem, name: "a", ranges: ranges, versions: versions)
      ])
  }

  static func evaluate(
    _ version: String?, _ ecosystem: String, _ ranges: [AffectedRange], _ versions: [String] = []
  ) -> Affectedness {
    advisory(ecosystem, ranges, versions).affects(version: version, of: "a", in: ecosystem)
  }

  @Test(arguments: [
    ("introduced 0,fixed 2.0", "1.9.9", Affectedness.affected(fixed: "2.0")),
    ("introduced 0,fixed 2.0", "2.0", .unaffected), ("introduced 0,fixed 2.0", "2", .unaffected),
    // Zero comes before prereleases of zero.
    ("introduced 0,fixed 2.0", "0.0a1", .affected(fixed: "2.0")),
    ("introduced 0.0,fixed 2.0", "0.0a1", .unaffected),
    ("introduced 0", "99!1", .affected(fixed: nil)),
    ("introduced 1.0,last_affected 1.5", "1.5.0", .affected(fixed: nil)),
    ("introduced 1.0,last_affected 1.5", "1.5.post1", .unaffected),
    ("introduced 1.0,last_affected 1.5", "0.9", .unaffected),
    // Events are sorted before they count.
    ("fixed 2.0,introduced 1.0", "1.5", .affected(fixed: "2.0")),
    ("introduced 3.0,fixed 3.2,introduced 1.0,fixed 1.4", "3.1", .affected(fixed: "3.2")),
    ("introduced 3.0,fixed 3.2,introduced 1.0,fixed 1.4", "1.1", .affected(fixed: "1.4")),
    ("introduced 3.0,fixed 3.2,introduced 1.0,fixed 1.4", "2.0", .unaffected),
    ("introduced 3.0,fixed 3.2,introduced 1.0,fixed 1.4", "3.2rc1", .affected(fixed: "3.2")),
    ("introduced 1.0,introduced 1.2,fixed 1.4", "1.1", .affected(fixed: "1.4")),
    // The fix has the last word, also behind a last affected version.
    ("introduced 1.0,last_affected 1.4,fixed 1.4", "1.4", .unaffected),
    ("introduced 1.0,last_affected 1.4,fixed 1.4", "1.3", .affected(fixed: "1.4")),
    ("introduced 1.0,fixed 1.0", "1.0", .unaffected),
    ("introduced 1.0,fixed 1.0", "1.1", .unaffected),
    ("fixed 1.0", "0.5", .unaffected),
    // A version must lie below a limit, if there are any.
    ("introduced 1.0,limit 2.0", "1.9", .affected(fixed: nil)),
    ("introduced 1.0,limit 2.0", "2.0", .unaffected),
    ("introduced 1.0,limit 2.0,limit 3.0", "2.5", .affected(fixed: nil)),
    ("introduced 1.0,limit *", "2.5", .affected(fixed: nil)),
    ("introduced 1.0,fixed 1.5,limit 2.0", "1.4", .affected(fixed: "1.5")),
    ("introduced 1.0,last_affected 2.0,limit 2.0", "2.0", .unaffected),
    ("introduced 2.0,limit 2.0", "2.0", .unaffected),
    // What is no version leaves the result unknown.
    ("introduced 1.0,fixed 2.0", "2004d", .unknown(.unreadableVersion("2004d"))),
    ("introduced 1.0,fixed 2004d", "1.5", .unknown(.unreadableRange)),
    ("introduced 1.0,limit 2004d", "1.5", .unknown(.unreadableRange)),
    ("introduced 0", "2004d", .affected(fixed: nil)),
  ])
  func `events turn a hole on and off`(
    _ events: String, _ version: String, _ expected: Affectedness
  ) {
    #expect(Self.evaluate(version, "PyPI", [Self.range(events)]) == expected)
  }

  @Test func `zero comes before a pseudo-version`() {
    let range = Self.range("introduced 0,fixed 0.0.0-20190308221718-c2843e01d9a2", .semantic)
    #expect(
      Self.evaluate("v0.0.0-20190101000000-abcdefabcdef", "Go", [range])
        == .affected(fixed: "0.0.0-20190308221718-c2843e01d9a2"))
    #expect(Self.evaluate("v0.0.0-20200101000000-abcdefabcdef", "Go", [range]) == .unaffected)
  }

  @Test func `commits are passed over and do not end the evaluation`() {
    let git = Self.range("introduced 0,fixed abc", .git)
    let own = Self.range("introduced 1.0,fixed 2.0")
    #expect(Self.evaluate("1.5", "PyPI", [git, own]) == .affected(fixed: "2.0"))
    #expect(Self.evaluate("2.5", "PyPI", [git, own]) == .unaffected)
    #expect(Self.evaluate("1.5", "PyPI", [git]) == .unknown(.noVersionsNamed))
    #expect(Self.evaluate("1.5", "PyPI", [git], ["1.5"]) == .affected(fixed: nil))
    #expect(Self.evaluate("1.5", "PyPI", []) == .unknown(.noVersionsNamed))
  }

  @Test func `a listed version is affected, however it is spelled`() {
    let range = Self.range("introduced 3.0,fixed 4.0")
    #expect(Self.evaluate("1.0.0", "PyPI", [range], ["1.0", "2004d"]) == .affected(fixed: nil))
    #expect(Self.evaluate("2004d", "PyPI", [range], ["1.0", "2004d"]) == .affected(fixed: nil))
    #expect(
      Self.evaluate("2004e", "PyPI", [], ["2004d"]) == .unknown(.unreadableVersion("2004e")))
    #expect(Self.evaluate("1.1", "PyPI", [range], ["1.0"]) == .unaffected)
    // Without an order, the texts are all that can be compared.
    #expect(Self.evaluate("5.10", "Linux", [], ["5.10"]) == .affected(fixed: nil))
    #expect(Self.evaluate("5.11", "Linux", [], ["5.10"]) == .unaffected)
    #expect(Self.evaluate("5.11", "Linux", [range]) == .unknown(.unreadableRange))
  }

  @Test func `a range that cannot be read hides none that can`() {
    let broken = Self.range("introduced nonsense,fixed 2.0")
    let sound = Self.range("introduced 1.0,fixed 2.0")
    #expect(Self.evaluate("1.5", "PyPI", [broken, sound]) == .affected(fixed: "2.0"))
    #expect(Self.evaluate("2.5", "PyPI", [broken, sound]) == .unknown(.unreadableRange))
  }

  @Test func `a package without a version is unknown, unless all versions are affected`() {
    #expect(
      Self.evaluate(nil, "npm", [Self.range("introduced 0", .semantic)]) == .affected(fixed: nil))
    #expect(
      Self.evaluate(nil, "npm", [Self.range("introduced 0,fixed 1.0.0", .semantic)])
        == .unknown(.noVersion))
  }

  @Test func `SEMVER means semantic versions, whatever the ecosystem has`() {
    let range = Self.range("introduced 1.0.0-rc.1,fixed 1.0.0", .semantic)
    #expect(Self.evaluate("1.0.0-rc.2", "PyPI", [range]) == .affected(fixed: "1.0.0"))
    #expect(Self.evaluate("1.0rc2", "PyPI", [range]) == .unknown(.unreadableVersion("1.0rc2")))
  }

  @Test func `the fix is the one behind which no range holds`() {
    let ranges = [
      Self.range("introduced 0,fixed 1.5"), Self.range("introduced 1.2,fixed 1.7"),
      Self.range("introduced 1.6,fixed 2.1,introduced 3.0"),
    ]
    #expect(Self.evaluate("1.0", "PyPI", ranges) == .affected(fixed: "2.1"))
    #expect(Self.evaluate("2.0", "PyPI", ranges) == .affected(fixed: "2.1"))
    #expect(Self.evaluate("3.0", "PyPI", ranges) == .affected(fixed: nil))
    let open = [Self.range("introduced 0,fixed 1.5"), Self.range("introduced 0,last_affected 1.5")]
    #expect(Self.evaluate("1.0", "PyPI", open) == .affected(fixed: nil))
    // A record that lists its own fix as affected knows no fix.
    let contradicting = [Self.range("introduced 0,fixed 23.9.0")]
    #expect(Self.evaluate("1.0", "PyPI", contradicting, ["23.9.0"]) == .affected(fixed: nil))
  }

  /// The pseudo-code of the schema, step by step over every event.
  private static func literal(_ range: AffectedRange, _ version: Int) -> Bool {
    let limits = range.events.filter { $0.kind == .limit }.compactMap { Int($0.version) }
    guard limits.isEmpty || limits.contains(where: { version < $0 }) else { return false }
    let sorted = range.events.enumerated().sorted {
      (Int($0.element.version) ?? 0, $0.offset) < (Int($1.element.version) ?? 0, $1.offset)
    }
    var isVulnerable = false
    for (_, event) in sorted {
      let bound = Int(event.version) ?? 0
      switch event.kind {
      case .introduced where version >= bound: isVulnerable = true
      case .fixed where version >= bound: isVulnerable = false
      case .lastAffected where version > bound: isVulnerable = false
      default: break
      }
    }
    return isVulnerable
  }

  @Test func `stretches say what the events say one by one`() throws {
    var random = SplitMix64(seed: 41)
    for _ in 0..<1_500 {
      let events = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        let kind: AffectedRange.EventKind =
          [.introduced, .introduced, .fixed, .fixed, .lastAffected, .limit]
          .randomElement(using: &random) ?? .fixed
        let first = kind == .introduced ? 0 : 1
        return AffectedRange.Event(kind, "\(Int.random(in: first...8, using: &random))")
      }
      let range = AffectedRange(kind: .ecosystem, events: events)
      let intervals = try #require(range.intervals(in: "Hackage"))
      for version in 0...9 {
        let parsed = try #require(EcosystemVersion("\(version)", ecosystem: "Hackage"))
        let isWithin = intervals.contains { $0.contains(parsed) }
        #expect(isWithin == Self.literal(range, version), "\(version) in \(events)")
      }
    }
  }
}
