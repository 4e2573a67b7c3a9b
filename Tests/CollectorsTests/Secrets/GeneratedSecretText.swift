import Foundation
import TestSupport

/// Texts with secrets, encoded ones among them, that change from version to version.
struct GeneratedSecretText {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int.random(in: 0..<list.count, using: &random)]
  }

  /// A line with a secret, with something like one, or with none.
  private mutating func line() -> String {
    let token = SecretTesting.githubToken
    let words = ["let", "value", "=", "token:", "password =", "key", "if", "return", "secret"]
    var text = (0..<Int.random(in: 0...8, using: &random)).map { _ in pick(words) }
      .joined(separator: " ")
    switch Int.random(in: 0..<16, using: &random) {
    case 0: text += " key = '\(token)'"
    case 1: text += " aws = \(SecretTesting.awsKey)"
    case 2: text += " password = \"\(SecretTesting.password)\""
    case 3: text += " " + Data("{\"token\":\"\(token)\"}".utf8).base64EncodedString()
    case 4: text += " # avouch:allow github-personal-token it was revoked"
    case 5: text += " " + token.dropLast(Int.random(in: 1...20, using: &random))
    case 6: text += " url=https%3A%2F%2Fapp%3A\(token)%40acme.net%2F"
    case 7: text += Self.key
    case 8: text += " " + token.utf8.map { String($0, radix: 16) }.joined()
    default: break
    }
    return text + "\n"
  }

  /// Wider than any window around a keyword is likely to be touched as a whole.
  private static let key: String = {
    let lines = (0..<24).map { "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDc\($0 % 10)xyz" }
    return "\n-----BEGIN PRIV" + "ATE KEY-----\n" + lines.joined(separator: "\n")
      + "\n-----END PRIV" + "ATE KEY-----\n"
  }()

  mutating func text(lines: Int) -> [UInt8] {
    (0..<lines).flatMap { _ in Array(line().utf8) }
  }

  /// Versions, each an edit of the one before: blocks inserted, removed, copied, moved and cut.
  mutating func versions(_ count: Int, lines: Int) -> [[UInt8]] {
    var versions = [text(lines: lines)]
    while versions.count < count {
      var next = versions[versions.count - 1]
      for _ in 0..<Int.random(in: 1...3, using: &random) { edit(&next) }
      versions.append(next)
    }
    return versions
  }

  private mutating func edit(_ text: inout [UInt8]) {
    guard text.count > 200 else {
      text += self.text(lines: 10)
      return
    }
    let start = Int.random(in: 0..<text.count, using: &random)
    let length = Int.random(in: 1...min(text.count - start, 3_000), using: &random)
    let block = Array(text[start..<(start + length)])
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: text.insert(contentsOf: line().utf8, at: start)
    case 2: text.removeSubrange(start..<(start + min(length, 60)))
    case 3: text[start] = UInt8.random(in: 0x20..<0x7F, using: &random)
    case 4:
      text.removeSubrange(start..<(start + length))
      text.insert(contentsOf: block, at: Int.random(in: 0...text.count, using: &random))
    case 5: text.insert(contentsOf: block, at: Int.random(in: 0...text.count, using: &random))
    case 6: text.removeFirst(min(text.count, length / 8))
    default: text.removeLast(min(text.count, length / 8))
    }
  }
}
