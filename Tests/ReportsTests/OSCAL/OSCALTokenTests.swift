import Foundation
import Reports
import Testing

@Suite("OSCAL tokens")
struct OSCALTokenTests {
  @Test(
    "a requirement's token is made of its framework and its identifier",
    arguments: [
      ("soc2", "CC6.7", "soc2_CC6.7"), ("iso27001", "A.8.24", "iso27001_A.8.24"),
      ("gdpr", "32(1)(a)", "gdpr_32_1_a"), ("nist80053", "AC-2(1)", "nist80053_AC-2_1"),
      ("hipaa", "164.312(a)(2)(iv)", "hipaa_164.312_a_2_iv"),
    ])
  func requirements(framework: String, id: String, token: String) {
    #expect(OSCALToken.requirement(id, of: framework) == token)
  }

  @Test("a control keeps its identifier, and one that starts with a digit gets an underscore")
  func controls() {
    #expect(OSCALToken.control("transport.tls") == "transport.tls")
    #expect(OSCALToken.control("2fa.everyone") == "_2fa.everyone")
  }

  @Test("what is no token is told apart by its hash")
  func others() {
    let ids = [
      "A&A-01", "A-A-01", "A A-01", "32(1)(a)", "32(1)a", "32(1a)", "32_1_a", "32.1.a", "32((1))",
      "32()", "32(1", "", "é", "ü", "(1)", "1", "<script>", "a\nb", "a b",
    ]
    let tokens = ids.map { OSCALToken.requirement($0, of: "f") } + ids.map(OSCALToken.control)
    #expect(Set(tokens.prefix(ids.count)).count == ids.count)
    #expect(Set(tokens.suffix(ids.count)).count == ids.count)
    for token in tokens {
      #expect(
        token.range(of: "^[A-Za-z_][A-Za-z0-9._-]*$", options: .regularExpression) != nil,
        "\(token)")
    }
  }
}
