import Model
import TestSupport
import Testing

@testable import Bundles

/// Lists of allowed signers mean what ssh-keygen takes them to mean.
@Suite struct AllowedSignersTests {
  private static let key = try? PublicKey(bytes: [UInt8](repeating: 7, count: 32))

  private func objections(_ list: String, now: Instant = Workshop.now) throws -> [String] {
    let key = try #require(Self.key)
    let text = list.replacing("KEY", with: key.text)
    return try AllowedSigners(text: Array(text.utf8), path: "allowed").objections(
      to: key, identity: "security@example.com", namespace: "posture@example.com", now: now)
  }

  @Test(arguments: [
    "security@example.com KEY", "*@example.com KEY comment here", "*,!bob@example.com KEY",
    "# comment\n\n  security@example.com   KEY\r\n", "\"security@example.com\" KEY",
    "bob@x,security@example.com namespaces=\"posture@*,file\" KEY",
    "security@example.com valid-after=\"20261121\",valid-before=\"20261121100001Z\" KEY",
    "security@example.com NAMESPACES=\"posture@example.com\" KEY",
    "bob@example.com KEY\nsecurity@example.com KEY",
    "security@example.com ssh-rsa AAAA\nsecurity@example.com KEY", "security?example.com KEY",
  ])
  func `lines that vouch`(list: String) throws {
    #expect(try objections(list) == [])
  }

  @Test(arguments: [
    ("", "no line holds the key"), ("bob@example.com KEY", "gives the key to"),
    ("*,!security@* KEY", "gives the key to"),
    ("security@example.com namespaces=\"git\" KEY", "allows the key in"),
    ("security@example.com valid-after=\"20261122\" KEY", "only after 2026-11-22T00:00:00Z"),
    ("security@example.com valid-before=\"202611210959\" KEY", "only before 2026-11-21T09:59"),
    ("security@example.com cert-authority KEY", "certificate authority"),
    ("SECURITY@example.com KEY", "gives the key to"),
  ])
  func `lines that do not`(list: String, word: String) throws {
    let objections = try objections(list)
    #expect(objections.count == 1 && objections[0].contains(word), "\(objections)")
  }

  @Test(arguments: [
    "security@example.com", "security@example.com ssh-ed25519", "a ssh-ed25519 AAAA",
    "a namespace=\"x\" KEY", "a namespaces=x KEY", "a namespaces=\"x KEY", "\"a KEY",
    "a valid-after=\"tomorrow\" KEY", "a valid-after=\"20261301\" KEY",
    "a cert-authority=\"x\" KEY",
    "a namespaces=\"x\",namespaces=\"y\" KEY", "a namespaces=\"\" KEY", "a , KEY", "a b c d",
  ])
  func `lines that cannot be understood have their place`(line: String) throws {
    let error = #expect(throws: Diagnostics.self) { try objections("# first\n" + line) }
    #expect(error?.list.first?.description.hasPrefix("allowed:2:1: error: ") == true)
  }

  @Test func `stars cost no more than the product of the lengths`() {
    let pattern = NamePattern(text: String(repeating: "*a", count: 200) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 4_000)))
  }

  @Test func `the line in a bundle is one that ssh-keygen and this reader both take`() throws {
    let workshop = try Workshop()
    try workshop.sign()
    let text = try workshop.read("allowed_signers")
    #expect(
      String(decoding: text, as: UTF8.self).hasPrefix(
        "security@example.com namespaces=\"posture@example.com\",valid-after=\"20261120\","
          + "valid-before=\"20270221\" ssh-ed25519 "))
    let key = try KeyFile(path: workshop.publicKey).publicKey
    let list = try AllowedSigners(text: text, path: "allowed")
    for day in ["2026-11-21T10:00:00Z", "2027-02-19T10:00:00Z"] {
      #expect(
        list.objections(
          to: key, identity: Workshop.identity, namespace: Workshop.namespace,
          now: try #require(Instant(day))) == [])
    }
    #expect(try workshop.sshKeygenAccepts())
  }
}
