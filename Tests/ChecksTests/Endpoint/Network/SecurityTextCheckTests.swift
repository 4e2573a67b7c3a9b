import Checks
import Model
import Testing

@Suite("Check security-txt")
struct SecurityTextCheckTests {
  private static let url = NetworkBench.origin + SecurityTextRequest.path
  private static let good = """
    # Our contact
    Contact: mailto:security@a.example
    Contact: https://a.example/report
    Expires: 2026-12-31T00:00:00Z
    Canonical: https://a.example/.well-known/security.txt
    Policy: https://a.example/policy
    Preferred-Languages: en, de
    Bug-Bounty: True

    """

  private static func rules(
    _ text: String = good, _ yaml: String = "", status: Int = 200,
    type: String = "text/plain; charset=utf-8", signature: SecurityText.Signature = .notAsked,
    isWhole: Bool = true
  ) throws -> [String] {
    let response = Response(
      url: url, status: status, version: "2",
      headers: [HeaderLine(name: "Content-Type", value: type)], bodySize: text.utf8.count,
      digest: "d1", body: Array(text.utf8), isBodyWhole: isWhole)
    return try NetworkBench.rules(
      NetworkBench.result(
        SecurityTextCheck.self, "target: web\n" + yaml, of: SecurityTextRequest.self,
        .success(SecurityText(exchange: Exchange(responses: [response]), signature: signature))))
  }

  @Test("the example decodes")
  func example() throws { _ = try CheckBench.example(of: SecurityTextCheck.self) }

  @Test("a file that is up to date passes")
  func passes() throws {
    #expect(try Self.rules() == ["pass"])
    #expect(
      try Self.rules(Self.good, "contact: mailto:security@a.example\npolicy: true") == ["pass"])
    #expect(try Self.rules(Self.good.replacing("\n", with: "\r\n")) == ["pass"])
    let signed =
      "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" + Self.good
      + "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n"
    #expect(try Self.rules(signed, "key: k.asc", signature: .valid) == ["pass"])
    #expect(
      try Self.rules(signed, "key: k.asc", signature: .invalid("bad signature")) == ["signature"])
  }

  @Test(
    "each fault breaks exactly its rule",
    arguments: [
      ("Contact: mailto:security@a.example\nContact: https://a.example/report\n", "", "no-contact"),
      ("Expires: 2026-12-31T00:00:00Z\n", "", "no-expiry"),
      ("2026-12-31T00:00:00Z", "2026-01-01T00:00:00Z", "expired"),
      ("2026-12-31T00:00:00Z", "2026-09-25T00:00:00Z", "expiring"),
      ("2026-12-31T00:00:00Z", "2026-12-31", "form"),
      ("2026-12-31T00:00:00Z", "2026-12-31T00:00:00Z\nExpires: 2026-12-30T00:00:00Z", "doubled"),
      ("https://a.example/policy", "http://a.example/policy", "not-https"),
      ("mailto:security@a.example", "security@a.example", "form"),
      ("True", "maybe", "form"),
      ("# Our contact", "Our contact", "form"),
      ("Canonical: https://a.example/", "Canonical: https://b.example/", "canonical"),
    ])
  func faults(old: String, new: String, rule: String) throws {
    #expect(Self.good.contains(old))
    #expect(try Self.rules(Self.good.replacing(old, with: new)) == [rule])
  }

  @Test("how it is served counts as well")
  func serving() throws {
    #expect(try Self.rules(type: "text/html") == ["content-type"])
    #expect(try Self.rules(type: "text/plain; charset=iso-8859-1") == ["content-type"])
    #expect(try Self.rules(status: 404) == ["missing"])
    #expect(try Self.rules(Self.good, "contact: tel:+1") == ["contact"])
    #expect(
      try Self.rules(Self.good, "key: k.asc", signature: .invalid("no signed data")) == ["unsigned"]
    )
  }

  @Test("what could not be read has no verdict")
  func unknown() throws {
    #expect(try Self.rules(status: 503) == ["unmeasured"])
    #expect(try Self.rules(isWhole: false) == ["unmeasured"])
    #expect(
      try Self.rules(Self.good, "key: k.asc", signature: .unknown("gpgv is not installed"))
        == ["unmeasured"])
  }
}
