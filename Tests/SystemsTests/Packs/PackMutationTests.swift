import Foundation
import Systems
import TestSupport
import Testing

struct PackMutationTests {
  /// Every mutation ends in results and gaps; what is visited is what it was, or damaged in a way that
  /// zlib's checksum cannot see.
  @Test("bytes changed at random in pack and index never end the program", arguments: 0..<4)
  func mutations(seed: UInt64) throws {
    var random = SplitMix64(seed: seed &+ 1_000)
    let (pack, index) = try Self.original(seed)
    let deadline = ContinuousClock.now + .milliseconds(800)
    var gaps = 0
    var visited = 0
    var runs = 0
    while ContinuousClock.now < deadline {
      let folder = try PackBuilder.repository(
        pack: Self.mutated(pack, &random, keeping: 20),
        index: Self.mutated(index, &random, keeping: 40))
      var options = ObjectWalkOptions()
      options.kinds = Set(ObjectKind.allCases)
      options.largestObject = 1 << 24
      options.heldBytes = 1 << 16
      options.workers = 2
      let store = try ObjectStore(at: folder.path)
      let result = try store.walk(options) { WindowVisitor() }
      gaps += result.gaps.count + store.problems.count
      visited += result.visitedObjects
      runs += 1
    }
    #expect(runs > 3)
    #expect(gaps > 0)
    #expect(visited > 0)
  }

  private static func original(_ seed: UInt64) throws -> (pack: [UInt8], index: [UInt8]) {
    let repository = try GitFixture("--bare")
    var text = GeneratedText(seed: seed)
    try repository.commit(
      ["a": text.versions(25, lines: 30), "b": text.versions(8, lines: 90)], branch: "main")
    try repository.git(
      "-c", "repack.useDeltaBaseOffset=\(seed % 2 == 0)", "repack", "-adfq", "--depth=50")
    let folder = repository.path + "/objects/pack"
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".pack") })
    let pack = try Array(Data(contentsOf: URL(filePath: folder + "/" + name)))
    let index = try Array(
      Data(contentsOf: URL(filePath: folder + "/" + name.dropLast(5) + ".idx")))
    return (pack, index)
  }

  /// Some changed bytes; seldom in the ends, which are compared first and would hide the rest.
  private static func mutated(
    _ bytes: [UInt8], _ random: inout SplitMix64, keeping end: Int
  ) -> [UInt8] {
    var bytes = bytes
    let reach = Int.random(in: 0..<20, using: &random) == 0 ? bytes.count : bytes.count - end
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      let place = Int.random(in: 12..<reach, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = [0x00, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
      case 2:
        let count = min(Int.random(in: 1...8, using: &random), reach - place)
        for offset in 0..<count { bytes[place + offset] = 0xFF }
      default:
        let count = min(Int.random(in: 1...64, using: &random), reach - place)
        let source = Int.random(in: 0...(reach - count), using: &random)
        bytes.replaceSubrange(place..<(place + count), with: bytes[source..<(source + count)])
      }
    }
    if Int.random(in: 0..<15, using: &random) == 0 {
      bytes.removeLast(Int.random(in: 0...bytes.count, using: &random))
    }
    return bytes
  }
}
