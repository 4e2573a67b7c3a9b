import Foundation

/// A command that is run again and again.
struct Measurement {
  let title: String
  let words: [String]
  let folder: String
  /// Milliseconds of the design; nil for programs that are not ours.
  var limit: Double?
  var runs = 21
  /// Whether a run before the others warms the disk cache and is not counted.
  var warmsUp = true

  /// Prints one row: medians with their spread, beside the limit that the design sets.
  func print() {
    let first = warmsUp ? 1 : 0
    let samples = (0..<runs + first).compactMap { _ in ChildRun.run(words, in: folder) }
    let counted = samples.dropFirst(first)
    guard counted.count == runs, let last = counted.last else {
      Swift.print("\(title): could not be started")
      return
    }
    let bound = limit.map { ", limit \(Int($0))" } ?? ""
    Swift.print(
      "\(title): wall \(row(counted.map(\.wall))) ms\(bound); "
        + "cpu \(row(counted.map(\.cpu))) ms; memory \(row(counted.map(\.memory))) MB; "
        + "exit \(last.status)")
  }

  private func row(_ values: [Double]) -> String {
    let sorted = values.sorted()
    let parts = [sorted[sorted.count / 2], sorted[0], sorted[sorted.count - 1]]
    let texts = parts.map { String(format: "%.1f", $0) }
    return "\(texts[0]) (\(texts[1]) to \(texts[2]))"
  }
}
