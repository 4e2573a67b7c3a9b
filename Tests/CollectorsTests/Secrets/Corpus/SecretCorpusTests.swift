import Collectors
import Foundation
import Model
import Testing

struct SecretCorpusTests {
  /// How a family was judged.
  private struct Tally {
    var positives = 0
    var found = 0
    var negatives = 0
    var wrong = 0

    var recall: Double { positives == 0 ? 1 : Double(found) / Double(positives) }
    var precision: Double { found + wrong == 0 ? 1 : Double(found) / Double(found + wrong) }
  }

  @Test func `recall and precision by family`() throws {
    let rules = try SecretTesting.rules.get()
    let scanner = try SecretScanner(rules, fingerprintKey: SecretTesting.key)
    var families: [String: Tally] = [:]
    var tuned = Tally()
    var held = Tally()
    var missed: [String] = []
    for sample in SecretCorpus.samples {
      let scan = try scanner.scan(Array(sample.text.utf8))
      let lines = Self.lines(of: sample)
      let hits = scan.secrets.filter {
        $0.span.line <= lines.upperBound && $0.span.endLine >= lines.lowerBound
      }
      var tally = Tally()
      if sample.secret != nil {
        tally.positives = 1
        tally.found = hits.isEmpty ? 0 : 1
        tally.wrong = scan.secrets.count - hits.count
      } else {
        tally.negatives = 1
        tally.wrong = scan.secrets.isEmpty ? 0 : 1
      }
      if sample.secret != nil, hits.isEmpty {
        missed.append("missed \(sample.family)\(sample.isHeld ? " (held)" : ""): \(sample.text)")
      }
      if tally.wrong > 0 {
        let names = scan.secrets.map { rules.rules[$0.rule].id }
        missed.append(
          "wrong \(names) in \(sample.family)\(sample.isHeld ? " (held)" : ""): \(sample.text)")
      }
      Self.add(tally, to: &families[sample.family, default: Tally()])
      if sample.isHeld { Self.add(tally, to: &held) } else { Self.add(tally, to: &tuned) }
    }
    for (family, tally) in families.sorted(by: { $0.key < $1.key }) {
      print(
        "\(family): \(tally.found) of \(tally.positives) found, \(tally.wrong) wrong in \(tally.positives + tally.negatives) samples"
      )
    }
    print(
      "tuned: recall \(tuned.recall), precision \(tuned.precision) of \(tuned.positives) and \(tuned.negatives)"
    )
    print(
      "held back: recall \(held.recall), precision \(held.precision) of \(held.positives) and \(held.negatives)"
    )
    if let path = ProcessInfo.processInfo.environment["AVOUCH_CORPUS_MISSES"] {
      try missed.joined(separator: "\n----\n").write(
        toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(tuned.positives + held.positives >= 2_000)
    #expect(Set(SecretCorpus.negatives.map(\.text)).count >= 4_000)
    for (family, tally) in families where tally.positives > 0 {
      #expect(tally.recall >= 0.95, "\(family)")
    }
    for tally in [tuned, held] {
      #expect(tally.recall >= 0.97)
      #expect(tally.precision >= 0.97)
    }
  }

  /// The lines on which the secret stands.
  private static func lines(of sample: CorpusSample) -> ClosedRange<Int> {
    guard let secret = sample.secret, let range = sample.text.firstRange(of: secret) else {
      return 1...1
    }
    let first = 1 + sample.text[..<range.lowerBound].utf8.count { $0 == 0x0A }
    // Encoded text goes on over lines.
    let isLong = sample.family == "encoded" || sample.family == "private key"
    return first...(isLong ? first + 60 : first)
  }

  private static func add(_ tally: Tally, to sum: inout Tally) {
    sum.positives += tally.positives
    sum.found += tally.found
    sum.negatives += tally.negatives
    sum.wrong += tally.wrong
  }
}
