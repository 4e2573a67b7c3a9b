@testable import Collectors
import Foundation
import Model
import Resources
import TestSupport
import Testing

struct SecretScannerTests {
  private let token = SecretTesting.githubToken

  @Test func `a certain provider's rule goes before a generic one`() throws {
    #expect(try SecretTesting.scan("github_token = \"\(token)\"") == ["github-personal-token"])
  }

  @Test func `secrets at the very start and end of a text`() throws {
    #expect(try SecretTesting.scan(token) == ["github-personal-token"])
    #expect(try SecretTesting.scan("") == [])
    #expect(try SecretTesting.scan("gh" + "p_") == [])
  }

  @Test func `secrets in binary bytes and beside invalid UTF-8`() throws {
    let rules = try SecretTesting.rules.get()
    let scanner = try SecretScanner(rules, fingerprintKey: SecretTesting.key)
    let bytes: [UInt8] = [0, 1, 0xFF, 0xFE, 0] + Array(token.utf8) + [0, 0xC3]
    #expect(try scanner.scan(bytes).secrets.count == 1)
  }

  @Test func `many secrets in one text are all found`() throws {
    let key = SecretTesting.awsKey
    let lines = (0..<50).map { number in
      let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
      return String(key.dropLast(2)) + String(letters[number / 26]) + String(letters[number % 26])
    }
    #expect(try SecretTesting.scan(lines.joined(separator: "\n")).count == 50)
  }

  @Test func `a secret is found wherever it lies around a window's edge`() throws {
    for distance in [0, 15, 16, 17, 255, 256, 257, 511, 512, 513, 1_000] {
      let filler = String(repeating: ", ; ", count: 300).prefix(distance)
      let text = "gh" + "p_ " + filler + " " + token + " " + filler + token
      #expect(try SecretTesting.scan(text).count == 2, "\(distance)")
    }
  }

  /// What surrounds a secret may not hide it, whatever windows come out of that.
  @Test(arguments: 0..<30)
  func `secrets side by side are the secrets one by one`(_ seed: Int) throws {
    let rules = try SecretTesting.rules.get()
    let scanner = try SecretScanner(rules, fingerprintKey: SecretTesting.key)
    let examples = rules.rules.flatMap(\.examples.match)
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func random(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var text = ""
    var expected: [String] = []
    for _ in 0..<40 {
      let example = examples[random(below: examples.count)]
      expected += try scanner.scan(Array(example.utf8)).secrets.map(\.fingerprint)
      let filler = String(repeating: "words of prose; ", count: random(below: 60))
      text += example + "\n\n" + filler + "\n\n"
    }
    let found = try scanner.scan(Array(text.utf8)).secrets.map(\.fingerprint)
    #expect(found == expected)
  }

  @Test func `a long private key is found whole`() throws {
    let header: [UInt8] = [0x30, 0x82, 0x0B, 0x3C, 0x02, 0x01, 0x00]
    let key = Data(header + (0..<2_873).map { UInt8(truncatingIfNeeded: $0 * 7 + $0 / 64) })
    let body = key.base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    let block =
      "-----BEGIN RSA PRI" + "VATE KEY-----\n" + body + "\n-----END RSA PRI" + "VATE KEY-----"
    let rules = try SecretTesting.rules.get()
    let scan = try SecretScanner(rules, fingerprintKey: SecretTesting.key)
      .scan(Array(("first\n" + block + "\nlast").utf8))
    #expect(scan.secrets.map { rules.rules[$0.rule].id } == ["pem-private-key"])
    #expect(
      scan.secrets.first?.span
        == TextSpan(line: 2, column: 1, endLine: 63, endColumn: 30))
  }

  @Test(
    arguments: [
      "SU", "gh" + "p_", "password = \"", "://a:", "-----BEGIN PRIVATE KEY-----\n", "eyJ",
      "AK" + "IA",
      "key = '", "a@b://c:d", "AccountKey=",
    ])
  func `hostile repetition is bounded`(_ unit: String) throws {
    let rules = try SecretTesting.rules.get()
    let scanner = try SecretScanner(rules, fingerprintKey: SecretTesting.key)
    let bytes = Array(String(repeating: unit, count: 2_000_000 / unit.utf8.count).utf8)
    let scan = try scanner.scan(bytes)
    #expect(scan.secrets.count <= SecretSearch.mostMatches)
    #expect(scan.problems.count <= rules.rules.count + 1)
  }

  @Test(arguments: [
    ("pattern: '['", "\"pattern\":"),
    ("severity: dangerous", "expected"),
    ("revoke: http://x", "expected an https link"),
    ("minimum-entropy: lots", "expected a number from 0 to 8"),
    ("keywords: ['a']", "two bytes or more"),
    ("validate: crc99", "expected"),
    ("colour: red", "unknown key"),
  ])
  func `a wrong rule file is an error with its place`(_ line: String, _ message: String) throws {
    let folder = TemporaryFolder()
    let name = line.prefix { $0 != ":" }
    let good = [
      "id: a-rule", "title: A rule", "pattern: 'abc[0-9]+'", "keywords: [abc]", "severity: high",
      "allows: All", "revoke: https://acme.test/",
      "examples: { match: [[abc, '1']], no-match: [] }",
    ]
    let lines = good.filter { !$0.hasPrefix(name + ":") } + [line]
    let text = "provider: Acme\nrules:\n  - " + lines.joined(separator: "\n    ") + "\n"
    try folder.write("Policies/secrets/acme.yaml", text)
    let error = #expect(throws: Diagnostics.self) {
      _ = try SecretRules.load(from: ResourceLibrary(folder: folder.path))
    }
    let diagnostic = try #require(error?.list.first)
    #expect(diagnostic.message.contains(message), "\(diagnostic.message)")
    #expect(diagnostic.location.path == "Policies/secrets/acme.yaml")
    #expect(diagnostic.location.span != nil)
  }

  @Test func `no rules at all is an error`() {
    #expect(throws: Diagnostics.self) {
      _ = try SecretRules.load(from: ResourceLibrary(folder: TemporaryFolder().path))
    }
  }
}
