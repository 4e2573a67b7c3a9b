import Model
import Testing

@Suite struct LicensePolicyTests {
  /// "MIT,ISC/GPL-3.0-only/LGPL-3.0-only": allowed, denied, and under review.
  private static func policy(_ text: String) throws -> LicensePolicy {
    let lists = try text.split(separator: "/", omittingEmptySubsequences: false).map { list in
      try list.split(separator: ",").flatMap { entry in
        try #require(LicenseExpression(spdx: String(entry)), "\(entry)").terms
      }
    }
    return LicensePolicy(allowed: lists[0], denied: lists[1], review: lists[2])
  }

  @Test(arguments: [
    ("MIT,ISC/GPL-3.0-only/", "MIT", LicensePolicy.Verdict.allowed),
    ("MIT,ISC/GPL-3.0-only/", "GPL-3.0-only", .denied),
    ("MIT,ISC/GPL-3.0-only/", "Zlib", .unknown), ("MIT//", "LicenseRef-Acme", .unknown),
    // The best of alternatives, the worst of what holds at once.
    ("MIT/GPL-3.0-only/", "MIT OR GPL-3.0-only", .allowed),
    ("MIT/GPL-3.0-only/", "MIT AND GPL-3.0-only", .denied),
    ("MIT/GPL-3.0-only/", "Zlib OR GPL-3.0-only", .unknown),
    ("MIT/GPL-3.0-only/", "Zlib AND GPL-3.0-only", .denied),
    ("MIT/GPL-3.0-only/", "MIT AND (GPL-3.0-only OR MIT)", .allowed),
    ("MIT/GPL-3.0-only/", "MIT AND Zlib", .unknown),
    // A later version may be chosen.
    ("GPL-3.0-only//", "GPL-2.0-or-later", .allowed), ("GPL-3.0-only//", "GPL-2.0-only", .unknown),
    ("GPL-2.0-or-later//", "GPL-3.0-only", .allowed),
    ("GPL-3.0-or-later//", "GPL-2.0-only", .unknown),
    ("Apache-2.0//", "Apache-1.1+", .allowed), ("Apache-1.1//", "Apache-2.0", .unknown),
    ("Apache-1.0+//", "Apache-2.0", .allowed),
    ("MIT/GPL-2.0-or-later/", "GPL-2.0-or-later", .denied),
    ("MIT/GPL-2.0-only/", "GPL-2.0-or-later", .unknown),
    ("GPL-2.0-only/GPL-3.0-only/", "GPL-2.0-or-later", .allowed),
    ("LGPL-3.0-only//", "GPL-3.0-only", .unknown),
    // An exception grants more.
    ("GPL-2.0-only//", "GPL-2.0-only WITH Classpath-exception-2.0", .allowed),
    ("GPL-2.0-only WITH Classpath-exception-2.0//", "GPL-2.0-only", .unknown),
    (
      "GPL-2.0-only WITH Classpath-exception-2.0/GPL-2.0-only/",
      "GPL-2.0-only WITH Classpath-exception-2.0", .allowed
    ),
    ("MIT/GPL-2.0-only/", "GPL-2.0-only WITH Classpath-exception-2.0", .denied),
    // A person looks at what is under review, and what is denied is denied.
    ("MIT//MPL-2.0", "MPL-2.0", .unknown), ("MPL-2.0//MPL-2.0", "MPL-2.0", .unknown),
    ("MIT/MIT/", "MIT", .denied),
    // Without a list of what is allowed, everything known that is named nowhere is.
    ("/GPL-3.0-only/", "Zlib", .allowed), ("/GPL-3.0-only/", "GPL-3.0-only", .denied),
    ("/GPL-3.0-only/", "LicenseRef-Acme", .unknown), ("//MPL-2.0", "MPL-2.0", .unknown),
    ("LicenseRef-Acme//", "LicenseRef-Acme", .allowed),
  ])
  func `a policy judges an expression`(
    _ policy: String, _ text: String, _ verdict: LicensePolicy.Verdict
  ) throws {
    let expression = try #require(LicenseExpression(spdx: text))
    #expect(try Self.policy(policy).verdict(on: expression) == verdict)
  }

  @Test func `where the source does not say which, all must agree`() throws {
    let policy = try Self.policy("MIT,ISC/GPL-3.0-only,AGPL-3.0-only/")
    #expect(policy.verdict(on: LicenseExpression(oneOrAllOf: ["MIT", "ISC"])) == .allowed)
    #expect(policy.verdict(on: LicenseExpression(oneOrAllOf: ["MIT", "GPLv3"])) == .unknown)
    #expect(policy.verdict(on: LicenseExpression(oneOrAllOf: ["AGPLv3", "GPLv3"])) == .denied)
    #expect(policy.verdict(on: LicenseExpression(anyOf: ["MIT", "Acme"])) == .allowed)
    #expect(policy.verdict(on: .unknown("Acme")) == .unknown)
    #expect(policy.verdict(on: .any([])) == .unknown)
    let bsd = try Self.policy("BSD-3-Clause//")
    #expect(bsd.verdict(on: LicenseExpression(reading: "BSD")) == .unknown)
  }
}
