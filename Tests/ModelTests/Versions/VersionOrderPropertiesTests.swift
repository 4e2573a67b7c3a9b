import Model
import TestSupport
import Testing

/// What must hold for every order, over versions that are made up from its own words.
@Suite struct VersionOrderPropertiesTests {
  static let words: [VersionOrder: [String]] = [
    .semantic: ["-alpha", "-rc", ".1", ".0", ".10", "+b", "-", "-1"],
    .go: ["-rc.1", "-0.20200101000000-abcdefabcdef", "+incompatible", ".0", ".10", "-pre"],
    .pub: ["-dev", "+1", "+a", ".0", ".10", "-1.2"],
    .python: ["a1", "b", "rc2", ".post1", ".dev0", ".0", ".10", "+local", "+5", "-1", "c", "1!"],
    .maven: [
      "-alpha", "-rc1", ".Final", "-SNAPSHOT", "-sp", ".0", ".1", "-1", "a1", "-jre", ".ga",
    ],
    .ruby: [".a", ".b1", ".0", ".1", ".pre", "-rc1", ".10"],
    .nuget: ["-Alpha", "-beta.1", ".0", ".1", ".10", "+m", "-1"],
    .composer: ["-alpha1", "-beta", "RC2", "-dev", "-p1", ".0", ".1", ".10", ".x-dev"],
    .r: [".0", "-1", ".10", ".01"],
    .haskell: [".0", ".1", ".10", ".01"],
    .debian: ["~", "~rc1", "+b", "-1", ".0", ".10", "a", "ubuntu1", "-0"],
    .alpine: ["_alpha", "_rc1", "_p2", "-r1", "a", ".0", ".01", ".10", "~ab", "_git"],
    .rpm: ["~rc1", "^git", ".el8", "-1", ".0", ".10", "a", "_1", "-2"],
    .conan: ["-rc.1", "+b", ".0", ".1", "a", ".10", ".1q"],
  ]

  /// A version of an order and its key, among which many are equal or nearly so.
  private static func versions(_ order: VersionOrder, _ random: inout SplitMix64)
    -> [(text: String, version: EcosystemVersion)]
  {
    var versions: [(text: String, version: EcosystemVersion)] = []
    let words = words[order] ?? []
    for _ in 0..<4_000 where versions.count < 30 {
      var text = ["0", "1", "1.0", "1.0.0", "1.2.3"].randomElement(using: &random) ?? "1"
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        text += words.randomElement(using: &random) ?? ""
      }
      if let version = EcosystemVersion(text, order: order) { versions.append((text, version)) }
    }
    return versions
  }

  @Test(arguments: VersionOrder.allCases)
  func `an order is total, antisymmetric and transitive`(_ order: VersionOrder) {
    var random = SplitMix64(seed: 11)
    let versions = Self.versions(order, &random)
    #expect(versions.count == 30)
    for left in versions {
      for right in versions {
        let (before, after) = (left.version < right.version, right.version < left.version)
        let isEqual = left.version == right.version
        #expect([before, after, isEqual].count { $0 } == 1, "\(left.text) \(right.text)")
        guard before else { continue }
        for third in versions where right.version < third.version {
          #expect(left.version < third.version, "\(left.text) \(right.text) \(third.text)")
        }
      }
    }
  }

  /// The rules of dpkg, rpm and RubyGems compare two texts step by step; the keys must agree.
  @Test(arguments: [VersionOrder.debian, .rpm, .ruby, .haskell])
  func `a key orders as the step by step comparison does`(_ order: VersionOrder) {
    var random = SplitMix64(seed: 12)
    for _ in 0..<10 {
      let versions = Self.versions(order, &random).filter { !$0.text.contains("-") }
      for left in versions {
        for right in versions {
          let expected = StepwiseComparison.compare(left.text, right.text, order: order)
          let actual = left.version < right.version ? -1 : left.version == right.version ? 0 : 1
          #expect(actual == expected, "\(left.text) \(right.text)")
        }
      }
    }
  }

  @Test(arguments: VersionOrder.allCases)
  func `broken versions are read or refused`(_ order: VersionOrder) {
    var random = SplitMix64(seed: 13)
    var previous: EcosystemVersion?
    for (text, _) in (0..<20).flatMap({ _ in Self.versions(order, &random) }) {
      let broken = HostileText.mutated(Array(text.utf8), &random)
      let version = EcosystemVersion(String(decoding: broken, as: UTF8.self), order: order)
      if let version, let previous {
        #expect([version < previous, previous < version, version == previous].count { $0 } == 1)
      }
      previous = version ?? previous
    }
    #expect(previous != nil)
  }
}
