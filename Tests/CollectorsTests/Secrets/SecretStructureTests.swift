import Foundation
import Model
import TestSupport
import Testing

@testable import Collectors

struct SecretStructureTests {
  private func scan(_ text: String) throws -> SecretTextScan {
    try SecretScanner(try SecretTesting.rules.get(), fingerprintKey: SecretTesting.key)
      .scan(Array(text.utf8))
  }

  /// Every rule with a checksum: any one character changed, and nobody issued it.
  @Test(
    arguments: (try? SecretTesting.rules.get().rules.filter(\.hasChecksum).map(\.id)) ?? ["none"])
  func `one changed character is a look-alike and no secret`(_ id: String) throws {
    let rule = try #require(try SecretTesting.rules.get().rules.first { $0.id == id })
    let example = Array(try #require(rule.examples.match.first))
    var tried = 0
    for index in stride(from: example.count - 1, to: 8, by: -3)
    where example[index].isASCII && (example[index].isLetter || example[index].isNumber) {
      var changed = example
      changed[index] = example[index].isNumber ? (example[index] == "7" ? "4" : "7") : "c"
      if changed == example { continue }
      let found = try scan(String(changed)).secrets.map {
        try SecretTesting.rules.get().rules[$0.rule].id
      }
      #expect(!found.contains(id), "\(id): character \(index)")
      tried += 1
    }
    #expect(tried >= 3)
  }

  @Test(arguments: [
    ("e520903d-375f-4bed-86f6-ec7c088107c9", true), ("E520903D-375F-7BED-B6F6-EC7C088107C9", true),
    ("sdk-e520903d-375f-1bed-96f6-ec7c088107c9", true),
    ("e520903d-375f-0bed-86f6-ec7c088107c9", false),
    ("e520903d-375f-9bed-86f6-ec7c088107c9", false),
    ("e520903d-375f-4bed-c6f6-ec7c088107c9", false),
    ("12345678-1234-1234-1234-123456789012", false),
    ("e520903d-375f-4bed-86f6-ec7c088107cg", false),
    ("520903d-375f-4bed-86f6-ec7c088107c9", false), ("", false),
  ])
  func `a UUID has a version and a variant`(_ text: String, _ expected: Bool) {
    #expect(SecretStructure.uuid.holds(for: Array(text.utf8)[...]) == expected)
  }

  @Test(arguments: [
    ("79927398713", true), ("79927398710", false), ("4242 4242 4242 4242", true),
    ("4242-4242-4242-4241", false), ("378282246310005", true), ("0", false), ("", false),
  ])
  func `the last digit checks the others`(_ text: String, _ expected: Bool) {
    #expect(SecretStructure.luhn.holds(for: Array(text.utf8)[...]) == expected)
  }

  @Test func `look-alikes are counted once each, and hide no guess`() throws {
    let token = String(SecretTesting.githubToken.dropLast()) + "l"
    let scan = try scan("github_token = \"\(token)\"\nagain = \"\(token)\"\n")
    #expect(scan.secrets.isEmpty)
    #expect(scan.lookAlikes.count == 1)
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x \(token)\n", "b.txt": "y \(token)\n"])
    #expect(try SecretTesting.collect(repository.path).lookAlikes == 1)
  }

  @Test func `an AWS key tells its account`() throws {
    // Account 029608264753, as published by those who found that keys carry it.
    let key = "AS" + "IAQNZGKIQY56JQ7WML"
    #expect(try scan("key = \(key)").secrets.map(\.note) == ["of AWS account 029608264753"])
    // Keys of the first form do not carry it.
    #expect(try scan("key = AK" + "IAI44QH8DHBBQWERTY").secrets.compactMap(\.note).isEmpty)
  }

  @Test func `a web token tells when it ends`() throws {
    func part(_ text: String) -> String {
      Data(text.utf8).base64EncodedString().replacing("=", with: "")
        .replacing("+", with: "-").replacing("/", with: "_")
    }
    let end = part(#"{"sub":"deploy-17","exp":1709251200}"#)
    let token =
      part(#"{"alg":"HS256"}"#) + "." + end + "." + part("a signature of 32 bytes, or so it is")
    #expect(try scan(token).secrets.map(\.note) == ["ending on 2024-03-01 by its own claim"])
  }

  @Test func `an OpenSSH key under a passphrase is not one in the clear`() throws {
    let rules = try SecretTesting.rules.get().rules
    for (id, other) in [
      ("pem-private-key", "pem-encrypted-private-key"),
      ("pem-encrypted-private-key", "pem-private-key"),
    ] {
      let rule = try #require(rules.first { $0.id == id })
      for example in rule.examples.match {
        let found = try scan(example).secrets.map { rules[$0.rule].id }
        #expect(found.contains(id) && !found.contains(other))
      }
    }
  }
}
