import Foundation
import Model
import StructuredData

/// The made-up secrets of every shipped rule, read from the rules' own examples.
struct PlantedSecrets {
  struct Example {
    let rule: String
    let text: String
  }

  let examples: [Example]
  /// What the rules' secrets begin with, which is no secret.
  private let prefixes: [String]

  /// Reads every rule file.
  init() throws {
    let folder = AvouchProcess.repository + "/Policies/secrets"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let rules = try names.filter { $0.hasSuffix(".yaml") }.flatMap { name -> [Node] in
      let bytes = try Array(Data(contentsOf: URL(filePath: folder + "/" + name)))
      let documents = try StructuredParser.parse(bytes, as: .yaml, path: name)
      return documents.flatMap { Self.member($0, "rules")?.elements ?? [] }
    }
    examples = rules.flatMap(Self.examples(of:))
    prefixes = rules.flatMap { Self.member($0, "keywords")?.elements ?? [] }
      .compactMap(\.scalarText)
  }

  /// Everything of eight bytes in a row that lies in a secret, plain or encoded, and is no word.
  var traces: Set<UInt64> {
    var result: Set<UInt64> = []
    for example in examples {
      for run in Self.runs(in: example.text) {
        let data = Data(run.utf8)
        let hexadecimal = run.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
          .joined()
        for form in [run, data.base64EncodedString(), hexadecimal, String(run.reversed())] {
          result.formUnion(Self.windows(of: Array(form.utf8)))
        }
      }
    }
    for prefix in prefixes { result.subtract(Self.windows(of: Array(prefix.utf8))) }
    return result
  }

  /// Digests and object names of an output in JSON: eight digits of one may be eight of a secret by
  /// chance.
  static func digests(in json: String) -> Set<String> {
    let keys = ["fingerprint", "commit", "blob", "digest"]
    return json.split(separator: "\n").reduce(into: []) { found, line in
      let parts = line.split(separator: "\"")
      if parts.count >= 4, keys.contains(String(parts[1])) { found.insert(String(parts[3])) }
    }
  }

  /// Places of a text at which a trace of a secret stands.
  static func leaks(
    of traces: Set<UInt64>, in text: String, apartFrom digests: Set<String> = []
  ) -> [String] {
    let bytes = Array(text.utf8)
    var found: [String] = []
    var window: UInt64 = 0
    for (index, byte) in bytes.enumerated() {
      window = window << 8 | UInt64(byte)
      if index >= 7, found.count < 5, traces.contains(window),
        !digests.contains(hexadecimalRun(around: index, in: bytes))
      {
        found.append(String(decoding: bytes[max(0, index - 40)...index], as: UTF8.self))
      }
    }
    return found
  }

  private static func hexadecimalRun(around index: Int, in bytes: [UInt8]) -> String {
    func isDigit(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
    let before = bytes[..<index].reversed().prefix(while: isDigit).count
    let after = bytes[index...].prefix(while: isDigit).count
    return String(decoding: bytes[(index - before)..<(index + after)], as: UTF8.self)
  }

  private static func windows(of bytes: [UInt8]) -> [UInt64] {
    guard bytes.count >= 8 else { return [] }
    return (0...(bytes.count - 8)).compactMap { start in
      let window = bytes[start..<(start + 8)]
      return isTelling(window) ? window.reduce(0) { $0 << 8 | UInt64($1) } : nil
    }
  }

  /// Words, dates and public prefixes stand in outputs for other reasons.
  private static func isTelling(_ window: ArraySlice<UInt8>) -> Bool {
    let digits = window.count { (0x30...0x39).contains($0) }
    let capitals = window.count { (0x41...0x5A).contains($0) }
    let small = window.count { (0x61...0x7A).contains($0) }
    let isDate = window.contains(0x2D) && capitals + small == 0
    return !isDate
      && ((digits >= 3 && capitals + small >= 2) || (capitals >= 2 && small >= 2 && digits >= 1))
  }

  /// What in an example could be a secret: long runs of a token's characters, without the beginning
  /// that may be public.
  private static func runs(in text: String) -> [String] {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || "+/_.-".contains($0))) }
      .filter { $0.count >= 20 }.map { String($0.dropFirst(12)) }
  }

  private static func examples(of rule: Node) -> [Example] {
    let id = member(rule, "id")?.scalarText ?? ""
    let match = member(rule, "examples").flatMap { member($0, "match") }?.elements ?? []
    return match.map { example in
      Example(rule: id, text: (example.elements ?? []).compactMap(\.scalarText).joined())
    }
  }

  private static func member(_ node: Node, _ key: String) -> Node? {
    node.entries?.first { $0.key == key }?.value
  }
}
