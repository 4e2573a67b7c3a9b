import Systems
import TestSupport
import Testing

struct MatchCarryingTests {
  @Test(
    "windows and carried matches give what whole contents give, in git's deltas", arguments: 0..<6)
  func gitDeltas(seed: UInt64) throws {
    var text = GeneratedText(seed: seed)
    let repository = try GitFixture("--bare")
    try repository.commit(
      [
        "short": text.versions(60, lines: 30), "middle": text.versions(40, lines: 150),
        "long": text.versions(6, lines: 6_000),
      ], branch: "main")
    try repository.git("repack", "-adfq", "--depth=50", "--window=50")
    let result = try Self.compare(try ObjectStore(at: repository.path))
    #expect(result.matches > 1_000)
    #expect(result.insertedShare < 0.7)
  }

  @Test("and in deltas of any copies in any order", arguments: 0..<24)
  func anyDeltas(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var text = GeneratedText(seed: seed)
    var builder = PackBuilder()
    var contents = [text.text(lines: seed % 6 == 0 ? 4_000 : 40)]
    builder.add(.blob(contents[0]))
    for _ in 0..<60 {
      let base = Bool.random(using: &random) ? contents.count - 1 : contents.indices.randomElement()
      let source = contents[base ?? 0]
      var delta = DeltaBuilder(base: source)
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: delta.insert(Array(text.needle().utf8))
        case 1: delta.insert(text.line())
        default:
          guard !source.isEmpty, delta.result.count < 400_000 else { continue }
          let start =
            Int.random(in: 0..<3, using: &random) == 0
            ? 0
            : Int.random(in: 0..<source.count, using: &random)
          let longest = source.count - start
          let isLong = Int.random(in: 0..<3, using: &random) > 0
          delta.copy(
            start..<(start
              + (isLong ? longest : Int.random(in: 1...min(longest, 90), using: &random))))
        }
      }
      builder.add(.delta(base: base ?? 0, delta.bytes))
      contents.append(delta.result)
    }
    let folder = try builder.repository()
    let result = try Self.compare(try ObjectStore(at: folder.path))
    #expect(result.objects == 61)
    #expect(result.matches > 100)
  }

  @Test("a needle split by a seam, at the beginning, at the end and in the last delta is found")
  func seams() throws {
    var builder = PackBuilder()
    let filler = Array(String(repeating: "0123456789abcde\n", count: 5_000).utf8)
    let needle = Array("key=abcdef".utf8)
    let base = filler + needle + filler + needle + filler
    builder.add(.blob(base))
    let first = filler.count
    let second = first + needle.count + filler.count
    for cut in 1..<10 {
      var delta = DeltaBuilder(base: base)
      // Halves that lay apart meet, at the beginning, in the middle and at the end.
      delta.copy(first..<(first + cut))
      delta.copy((second + cut)..<(second + needle.count))
      delta.copy(0..<(first + cut))
      delta.copy((second + cut)..<base.count)
      delta.copy(0..<base.count)
      delta.copy(first..<(first + cut))
      delta.copy((second + cut)..<(second + needle.count))
      let number = builder.add(.delta(base: 0, delta.bytes))
      // All of it moves, and its first needle is no longer at the beginning.
      var moved = DeltaBuilder(base: delta.result)
      moved.insert([0x78])
      moved.copy(0..<delta.result.count)
      builder.add(.delta(base: number, moved.bytes))
    }
    let folder = try builder.repository()
    let result = try Self.compare(try ObjectStore(at: folder.path))
    #expect(result.objects == 19)
    #expect(result.matches > 20)
  }

  @Test("copies of copies are kept up to a limit and looked at as a whole beyond it")
  func multipliedMatches() throws {
    var builder = PackBuilder()
    var content = Array(
      (String(repeating: ".", count: 40) + "key=abcdef" + String(repeating: ".", count: 41)).utf8)
    builder.add(.blob(content))
    for _ in 0..<12 {
      var delta = DeltaBuilder(base: content)
      for _ in 0..<4 { delta.copy(0..<content.count) }
      guard delta.result.count < 400_000 else { break }
      builder.add(.delta(base: builder.names.count - 1, delta.bytes))
      content = delta.result
    }
    let folder = try builder.repository()
    var options = ObjectWalkOptions()
    options.mostMatches = 100
    let result = try ObjectStore(at: folder.path).walk(options) { WindowVisitor() }
    let whole = try ObjectStore(at: folder.path).walk(options) { WholeVisitor() }
    #expect(result.outputs.map(\.output) == whole.outputs.map(\.output))
    #expect(result.outputs.contains { $0.output.count > 100 })
    #expect(result.gaps.isEmpty)
  }

  private static func compare(
    _ store: ObjectStore
  ) throws -> (objects: Int, matches: Int, insertedShare: Double) {
    var options = ObjectWalkOptions()
    options.workers = 2
    let windows = try store.walk(options) { WindowVisitor() }
    let whole = try store.walk(options) { WholeVisitor() }
    #expect(windows.gaps == [])
    #expect(windows.outputs.map(\.name) == whole.outputs.map(\.name))
    for (found, expected) in zip(windows.outputs, whole.outputs) {
      #expect(found.output == expected.output, "object \(found.name.description)")
    }
    return (
      whole.outputs.count, whole.outputs.reduce(0) { $0 + $1.output.count },
      Double(windows.insertedBytes) / Double(max(1, windows.contentBytes))
    )
  }
}
