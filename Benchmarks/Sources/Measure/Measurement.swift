import Foundation

/// A command that is run again and again.
struct Measurement {
  let title: String
  let words: [String]
  let folder: String
  /// Milliseconds of the design; nil for programs that are not ours.
  var limit: Double?
  var runs = 21
  /// Parts of the work of which the command tells with --verbose how long they took, each with its
  /// limit in milliseconds, if it has one.
  var parts: [(title: String, limit: Double?)] = []
  /// Whether a run before the others warms the disk cache and is not counted.
  var warmsUp = true

  /// Prints one row: medians with their spread, beside the limit that the design sets.
  func print() {
    let first = warmsUp ? 1 : 0
    var times: [String: [Double]] = [:]
    let samples = (0..<runs + first).compactMap { number -> ChildRun? in
      let errors = parts.isEmpty ? "/dev/null" : folder + "/standard-error.txt"
      let run = ChildRun.run(words, in: folder, errors: errors)
      guard number >= first else { return run }
      for (part, time) in partTimes(in: errors) { times[part, default: []].append(time) }
      return run
    }
    let counted = samples.dropFirst(first)
    guard counted.count == runs, let last = counted.last else {
      Swift.print("\(title): could not be started")
      return
    }
    let bound = Self.bound(limit)
    Swift.print(
      "\(title): wall \(row(counted.map(\.wall))) ms\(bound); "
        + "cpu \(row(counted.map(\.cpu))) ms; memory \(row(counted.map(\.memory))) MB; "
        + "exit \(last.status)")
    for part in parts {
      guard let found = times[part.title], found.count == runs else {
        Swift.print("  \(part.title): not told")
        continue
      }
      Swift.print("  of which \(part.title): wall \(row(found)) ms\(Self.bound(part.limit))")
    }
  }

  private static func bound(_ limit: Double?) -> String {
    limit.map { ", limit \(Int($0))" } ?? ""
  }

  /// What the command told: `avouch: … took 12 ms`.
  private func partTimes(in path: String) -> [(String, Double)] {
    guard !parts.isEmpty, let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      return []
    }
    return text.split(separator: "\n").compactMap { line in
      let sides = line.components(separatedBy: " took ")
      guard sides.count == 2, sides[0].hasPrefix("avouch: "), sides[1].hasSuffix(" ms"),
        let time = Double(sides[1].dropLast(3))
      else { return nil }
      return (String(sides[0].dropFirst("avouch: ".count)), time)
    }
  }

  private func row(_ values: [Double]) -> String {
    let sorted = values.sorted()
    let parts = [sorted[sorted.count / 2], sorted[0], sorted[sorted.count - 1]]
    let texts = parts.map { String(format: "%.1f", $0) }
    return "\(texts[0]) (\(texts[1]) to \(texts[2]))"
  }
}
