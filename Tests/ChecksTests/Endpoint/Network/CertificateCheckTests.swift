import Checks
import Model
import Testing

@Suite("Check certificate")
struct CertificateCheckTests {
  private static let day = 86_400

  private static func certificate(
    names: [String] = ["a.example", "*.b.example"], begins: Int = -10, ends: Int = 60,
    keyKind: String = "RSA", keyBits: Int = 2_048, signature: String = "sha256WithRSAEncryption",
    isSelfSigned: Bool = false, isLogged: Bool = true
  ) -> Certificate {
    Certificate(
      subject: "CN=a.example", issuer: "CN=Authority", names: names, serial: "01",
      notBefore: Instant(seconds: CheckBench.now.seconds + begins * day),
      notAfter: Instant(seconds: CheckBench.now.seconds + ends * day), keyKind: keyKind,
      keyBits: keyBits, signature: signature, isSelfSigned: isSelfSigned, isAuthority: false,
      isLogged: isLogged, fingerprint: "f1")
  }

  private static func rules(
    _ yaml: String = "", _ certificate: Certificate = certificate(), distrust: String? = nil,
    isMissingIntermediate: Bool = false, isForHost: Bool = true
  ) throws -> [String] {
    let served = ServedCertificates(
      chain: [certificate], distrust: distrust, isMissingIntermediate: isMissingIntermediate,
      isForHost: isForHost, host: "a.example", authorities: "the system's authorities",
      isStapled: false)
    return try NetworkBench.rules(
      NetworkBench.result(
        CertificateCheck.self, "target: web\n" + yaml, of: ServedCertificatesRequest.self,
        .success(served)))
  }

  @Test("the example decodes")
  func example() throws { _ = try CheckBench.example(of: CertificateCheck.self) }

  @Test("a good certificate passes, and the result counts as long as it does")
  func passes() throws {
    #expect(try Self.rules() == ["pass"])
    #expect(try Self.rules("names: [a.example, www.b.example]\nlogged: true") == ["pass"])
    #expect(try Self.rules("maximum-lifetime: 70d") == ["pass"])
    #expect(try Self.rules("trusted: false", distrust: "self-signed") == ["pass"])
    let ed = Self.certificate(keyKind: "ED25519", keyBits: 253, signature: "ED25519")
    #expect(try Self.rules("", ed) == ["pass"])
  }

  @Test("each fault breaks exactly its rule")
  func faults() throws {
    #expect(try Self.rules("", distrust: "unable to get issuer certificate") == ["untrusted"])
    #expect(
      try Self.rules("", distrust: "no issuer", isMissingIntermediate: true)
        == ["incomplete-chain"])
    #expect(
      try Self.rules("", Self.certificate(isSelfSigned: true), distrust: "self-signed certificate")
        == ["self-signed"])
    #expect(try Self.rules("", isForHost: false) == ["wrong-name"])
    // A star stands for one label.
    #expect(try Self.rules("names: [x.y.b.example]") == ["missing-name"])
    #expect(try Self.rules("", Self.certificate(ends: -1)) == ["expired"])
    #expect(try Self.rules("", Self.certificate(ends: 5)) == ["expiring"])
    #expect(try Self.rules("valid-for: 90d") == ["expiring"])
    #expect(try Self.rules("", Self.certificate(begins: 1)) == ["not-begun"])
    #expect(try Self.rules("maximum-lifetime: 47d") == ["lifetime"])
    #expect(try Self.rules("", Self.certificate(keyBits: 1_024)) == ["weak-key"])
    #expect(try Self.rules("minimum-rsa-bits: 3072") == ["weak-key"])
    #expect(
      try Self.rules("", Self.certificate(keyKind: "EC P-192", keyBits: 192)) == ["weak-key"])
    #expect(
      try Self.rules("", Self.certificate(signature: "sha1WithRSAEncryption"))
        == ["weak-signature"])
    #expect(try Self.rules("logged: true", Self.certificate(isLogged: false)) == ["not-logged"])
  }

  @Test("a server that was not reached has no verdict")
  func unreached() throws {
    let result = try NetworkBench.result(
      CertificateCheck.self, "target: web", of: ServedCertificatesRequest.self,
      .failure(Unavailable("timed out")))
    #expect(NetworkBench.rules(result) == ["unmeasured"])
  }
}
