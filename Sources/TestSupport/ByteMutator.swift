import Foundation

/// Damages texts in the ways that break parsers: bytes changed, cut, doubled, and pieces of other texts
/// put in between.
package struct ByteMutator {
  private var random: SplitMix64
  private let pieces: [[UInt8]]

  /// Takes what a failing test names, and pieces that mean something to the parser.
  package init(seed: UInt64, pieces: [String]) {
    random = SplitMix64(seed: seed)
    self.pieces = pieces.map { Array($0.utf8) }
  }

  /// How many texts one seed is good for: more where AVOUCH_MUTATIONS says so.
  package static var rounds: Int {
    ProcessInfo.processInfo.environment["AVOUCH_MUTATIONS"].flatMap(Int.init) ?? 400
  }

  package mutating func mutated(_ text: [UInt8]) -> [UInt8] {
    var bytes = text
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let start = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, start + Int.random(in: 0...12, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0 where start < bytes.count: bytes[start] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(start..<end)
      case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
      case 3: bytes.removeLast(bytes.count - start)
      default: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: start)
      }
    }
    return bytes
  }

  package mutating func mutated(_ text: String) -> String {
    String(decoding: mutated(Array(text.utf8)), as: UTF8.self)
  }
}
