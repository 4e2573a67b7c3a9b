import Checks
import Model
import Testing

@Suite("Check tls")
struct TLSCheckTests {
  /// What a good server takes, with changes.
  private static func seen(
    _ versions: [TLSVersion: TransportSecurity.Offer] = [:],
    suites: [UInt16] = [0xC02F, 0xC030], groups: [UInt16] = [0x11EC, 0x001D], gap: String? = nil,
    serverDecides: Bool? = true, applicationProtocol: String? = "h2"
  ) -> TransportSecurity {
    let usual: [TLSVersion: TransportSecurity.Offer] = [
      .ssl3: .refused, .tls10: .refused, .tls11: .refused, .tls12: .offered, .tls13: .offered,
    ]
    return TransportSecurity(
      versions: usual.merging(versions) { $1 },
      suites: [
        .init(version: .tls13, accepted: [CipherSuite(code: 0x1301)], serverDecides: nil),
        .init(
          version: .tls12, accepted: suites.map { CipherSuite(code: $0) },
          serverDecides: serverDecides, gap: gap),
      ],
      groups: [
        .init(version: .tls13, accepted: groups.map { NamedGroup(code: $0) }, gap: gap)
      ], applicationProtocol: applicationProtocol, connections: 9, digest: "d1")
  }

  private static func rules(
    _ yaml: String, _ outcome: Result<TransportSecurity, Unavailable>
  ) throws -> [String] {
    try NetworkBench.rules(
      NetworkBench.result(
        TLSCheck.self, "target: web\n" + yaml, of: TransportSecurityRequest.self, outcome))
  }

  @Test("the example decodes")
  func example() throws { _ = try CheckBench.example(of: TLSCheck.self) }

  @Test(
    "a promise that holds passes",
    arguments: [
      "", "policy: intermediate", "groups: [X25519MLKEM768]", "post-quantum: true",
      "server-order: true", "application-protocol: h2",
      "suites: [TLS_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, "
        + "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]",
    ])
  func passes(yaml: String) throws {
    #expect(try Self.rules(yaml, .success(Self.seen())) == ["pass"])
  }

  @Test("each fault breaks exactly its rule")
  func faults() throws {
    func rules(_ yaml: String, _ seen: TransportSecurity) throws -> [String] {
      try Self.rules(yaml, .success(seen))
    }
    #expect(try rules("", Self.seen([.tls10: .offered])) == ["version"])
    #expect(try rules("", Self.seen([.ssl3: .offered])) == ["version"])
    #expect(try rules("minimum: \"1.3\"", Self.seen()) == ["version"])
    #expect(try rules("policy: modern", Self.seen()).contains("version"))
    #expect(
      try rules("minimum: \"1.3\"", Self.seen([.tls12: .refused, .tls13: .refused]))
        == ["unmeasured"])
    #expect(try rules("", Self.seen(suites: [0xC02F, 0x0005])) == ["weak-suite"])
    #expect(try rules("", Self.seen(suites: [0xC02F, 0x000A])) == ["weak-suite"])
    #expect(try rules("", Self.seen(suites: [0xC02F, 0x009C])) == ["no-forward-secrecy"])
    #expect(try rules("forward-secrecy: false", Self.seen(suites: [0x009C])) == ["pass"])
    #expect(try rules("policy: intermediate", Self.seen(suites: [0xC013])) == ["suite"])
    #expect(try rules("policy: intermediate", Self.seen(groups: [0x001D, 0x0019])) == ["group"])
    #expect(try rules("groups: [X25519MLKEM768]", Self.seen(groups: [0x001D])) == ["group"])
    #expect(try rules("post-quantum: true", Self.seen(groups: [0x001D])) == ["post-quantum"])
    #expect(try rules("server-order: true", Self.seen(serverDecides: false)) == ["order"])
    #expect(
      try rules("application-protocol: h2", Self.seen(applicationProtocol: nil))
        == ["application-protocol"])
  }

  @Test("what is not known is unmeasured and never a pass")
  func unknown() throws {
    #expect(try Self.rules("", .failure(Unavailable("connection refused"))) == ["unmeasured"])
    #expect(
      try Self.rules("", .success(Self.seen([.tls10: .unmeasured("timed out")])))
        == ["unmeasured"])
    #expect(try Self.rules("", .success(Self.seen(gap: "timed out"))) == ["unmeasured"])
    #expect(
      try Self.rules("post-quantum: true", .success(Self.seen(groups: [0x001D], gap: "timed out")))
        == ["unmeasured"])
    // A newer version that could not be asked for is no reason to doubt what was refused.
    #expect(try Self.rules("", .success(Self.seen([.tls13: .unmeasured("timed out")]))) == ["pass"])
  }

  @Test("names that nobody registered are mistakes with the nearest one")
  func mistakes() throws {
    let messages = CheckBench.diagnostics {
      try CheckBench.check(
        TLSCheck.self, "target: web\nsuites: [TLS_AES_128_GCM_SHA265]\ngroups: [X25519MLKEM786]")
    }
    #expect(messages.count == 2)
    #expect(messages.contains { $0.contains("did you mean \"TLS_AES_128_GCM_SHA256\"?") })
    #expect(messages.contains { $0.contains("did you mean \"X25519MLKEM768\"?") })
  }
}
