import Foundation
import TestSupport
import Testing

@testable import Systems

struct PackMutationTests {
  /// For a longer run: `AVOUCH_MUTATION_SECONDS=600 swift test --filter PackMutationTests`.
  private static let time = Duration.milliseconds(
    ProcessInfo.processInfo.environment["AVOUCH_MUTATION_SECONDS"].flatMap { Int($0) }
      .map { $0 * 1_000 } ?? 800)

  /// Every mutation ends in results and gaps; what is visited is what it was, or damaged in a way that
  /// zlib's checksum cannot see.
  @Test("bytes changed at random in pack and index never end the program", arguments: 0..<4)
  func mutations(seed: UInt64) throws {
    var random = SplitMix64(seed: seed &+ 1_000)
    let (pack, index) = try Self.original(seed)
    let deadline = ContinuousClock.now + Self.time
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
      try Self.readHistory(of: store)
      runs += 1
    }
    #expect(runs > 3)
    #expect(gaps > 0)
    #expect(visited > 0)
  }

  @Test("bytes changed at random in loose objects and references never end the program")
  func looseMutations() throws {
    var random = SplitMix64(seed: 4_711)
    let repository = try TemporaryRepository()
    for index in 0..<4 {
      try repository.commit(["a.txt": "\(index)\n", "dir/b.txt": "b \(index)\n"], "m \(index)")
    }
    try repository.git(["tag", "-a", "-m", "tag", "v1"])
    let root = URL(filePath: repository.path + "/.git")
    let names = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter {
      $0.hasPrefix("objects/") && $0.count == 49 || $0.hasPrefix("refs/") && $0.count > 12
        || $0 == "HEAD"
    }
    #expect(names.count > 20)
    let original = try names.map { try Array(Data(contentsOf: root.appending(path: $0))) }
    let deadline = ContinuousClock.now + Self.time
    var problems = 0
    var runs = 0
    while ContinuousClock.now < deadline || runs < 3 {
      for (name, bytes) in zip(names, original) {
        let isChanged = Int.random(in: 0..<4, using: &random) == 0
        let new = isChanged ? Self.changed(name, bytes, &random) : bytes
        let file = root.appending(path: name)
        try? FileManager.default.removeItem(at: file)
        try Data(new).write(to: file)
      }
      let folders = try RepositoryFolders.discover(from: repository.path)
      let references = try? RepositoryReferences(of: folders)
      let store = ObjectStore(folders)
      var options = ObjectWalkOptions()
      options.kinds = Set(ObjectKind.allCases)
      options.largestObject = Int.random(in: 0..<3, using: &random) == 0 ? 100 : 1 << 20
      let result = try store.walk(options) { NameVisitor() }
      problems += result.gaps.count + (references?.unreadable.count ?? 1)
      try Self.readHistory(of: store)
      runs += 1
    }
    #expect(problems > 0)
  }

  /// A text that is compressed is also changed before it is, or every change would end at a checksum.
  private static func changed(
    _ name: String, _ bytes: [UInt8], _ random: inout SplitMix64
  ) -> [UInt8] {
    guard name.hasPrefix("objects/"), Int.random(in: 0..<3, using: &random) > 0,
      let content = try? inflated(bytes)
    else {
      return Array(
        mutated([UInt8](repeating: 0, count: 12) + bytes, &random, keeping: 0).dropFirst(12))
    }
    return PackBuilder.zlib(
      Array(
        mutated([UInt8](repeating: 0, count: 12) + content, &random, keeping: 0).dropFirst(12)))
  }

  private static func inflated(_ bytes: [UInt8]) throws -> [UInt8] {
    var isGiven = false
    let stream = try InflateStream { input in
      defer { isGiven = true }
      input = bytes
      return isGiven ? 0 : bytes.count
    }
    var content: [UInt8] = []
    while try stream.read(1 << 16, into: &content) > 0 {}
    return content
  }

  /// Follows every commit and tree that can be followed.
  private static func readHistory(of store: ObjectStore) throws {
    let catalog = try ObjectCatalog(store, workers: 1)
    let history = try StoredHistory(catalog, workers: 2, isCancelled: { false })
    let numbers = (0..<history.count).map { Int32(truncatingIfNeeded: $0) }
    let reached = history.reached(from: numbers)
    #expect(reached.commits.count <= history.count)
    for number in reached.commits {
      _ = history.author(of: number)
      guard let commit = history.commit(number) else { continue }
      let parent = commit.parents.first.flatMap { history.commit($0) }
      _ = try? history.changes(from: parent?.tree, to: commit.tree)
    }
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
