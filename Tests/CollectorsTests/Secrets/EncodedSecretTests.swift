import Collectors
import Foundation
import Model
import Testing

struct EncodedSecretTests {
  private let token = SecretTesting.githubToken

  private func scan(_ bytes: [UInt8]) throws -> SecretTextScan {
    try SecretScanner(try SecretTesting.rules.get(), fingerprintKey: SecretTesting.key).scan(bytes)
  }

  private func rules(_ text: String) throws -> [String] { try SecretTesting.scan(text) }

  /// Whatever stands before it moves the secret against the groups of three bytes.
  @Test(arguments: 0..<12)
  func `base 64 in every alignment`(_ margin: Int) throws {
    let plain = String(repeating: "=", count: margin) + "GITHUB_TOKEN=" + token + "\n"
    let text = "data: " + Data(plain.utf8).base64EncodedString()
    #expect(try rules(text) == ["github-personal-token"])
    let scan = try scan(Array(text.utf8))
    #expect(scan.secrets.first?.masked == "ghp_… (40 characters in base 64)")
    #expect(scan.secrets.first?.span.line == 1)
  }

  @Test func `base 64 in the URL alphabet, without padding, and behind other letters`() throws {
    let plain = "~~~???>>> " + token
    let text = Data(plain.utf8).base64EncodedString().replacing("+", with: "-")
      .replacing("/", with: "_").replacing("=", with: "")
    #expect(try rules("x/" + text) == ["github-personal-token"])
  }

  @Test func `wrapped base 64 is one text`() throws {
    let plain = String(repeating: "# a comment of the file\n", count: 8) + "TOKEN=\(token)\n"
    let options: Data.Base64EncodingOptions = [.lineLength64Characters, .endLineWithLineFeed]
    for cut in 0..<24 {
      let text = Data(plain.dropFirst(cut).utf8).base64EncodedString(options: options)
      let indented = text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
      #expect(try rules("data: |\n\(indented)\n") == ["github-personal-token"], "\(cut)")
    }
  }

  @Test func `several secrets in one encoded text, and several texts beside each other`() throws {
    let plain = "A=\(token)\nB=\(SecretTesting.awsKey)\n"
    let text = Data(plain.utf8).base64EncodedString()
    #expect(try rules(text).sorted() == ["aws-access-key", "github-personal-token"])
    let single = Data(token.utf8).base64EncodedString()
    #expect(try rules("a: \(single)\nb: \(single)\nc: \(single)").count == 3)
  }

  @Test func `hexadecimal in both cases`() throws {
    let text = token.utf8.map { String($0, radix: 16) }.joined()
    #expect(try rules("x = \(text)") == ["github-personal-token"])
    #expect(try rules("x = \(text.uppercased())") == ["github-personal-token"])
  }

  @Test func `percent-encoding and the escapes of JSON`() throws {
    let word = SecretTesting.password.filter { $0 != "#" }
    #expect(
      try rules("url=postgres%3A%2F%2Fapp%3A\(word)%40db.acme.net%2Fapp")
        == ["connection-string-password"])
    #expect(
      try rules(#"{"url": "postgres:\/\/app:\#(word)@db.acme.net\/app"}"#)
        == ["connection-string-password"])
    #expect(
      try rules(#"{"a": "password\u003d\u0022\#(SecretTesting.password)\u0022"}"#)
        == ["assigned-password"])
  }

  @Test func `UTF-16 in both byte orders, with and without a mark`() throws {
    let text = "key = 1\r\ntoken = \(token)\r\n"
    for isLittle in [true, false] {
      for mark in [true, false] {
        let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
        let bytes = units.flatMap { unit -> [UInt8] in
          let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
          return isLittle ? pair : pair.reversed()
        }
        let found = try scan(bytes).secrets
        #expect(found.map(\.span.line) == [2], "\(isLittle) \(mark)")
      }
    }
  }

  @Test func `plain and encoded, it is the same secret`() throws {
    let encoded = try scan(Array(Data(token.utf8).base64EncodedString().utf8))
    let plain = try scan(Array(token.utf8))
    #expect(encoded.secrets.map(\.fingerprint) == plain.secrets.map(\.fingerprint))
  }

  @Test func `one level deep, not two`() throws {
    let once = Data(token.utf8).base64EncodedString()
    #expect(try rules(Data(once.utf8).base64EncodedString()).isEmpty)
  }

  @Test func `encoded samples are not found`() throws {
    let text = Data("password = \"changeme-please\"\n".utf8).base64EncodedString()
    #expect(try rules(text).isEmpty)
    let image = Data((0..<30_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) })
    #expect(try rules(image.base64EncodedString()).isEmpty)
  }

  @Test(arguments: ["cGFzc3dvcmQ", "Z2hwX", "%3A%2F%2F", "67687005f", "\\u003d", "6768705f"])
  func `hostile repetition of encoded keywords is bounded`(_ unit: String) throws {
    let bytes = Array(String(repeating: unit, count: 1_000_000 / unit.utf8.count).utf8)
    let time = try ContinuousClock().measure { _ = try scan(bytes) }
    #expect(time < .seconds(40), "\(unit): \(time)")
  }
}
