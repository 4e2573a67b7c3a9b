import Foundation
import Systems
import TestSupport
import Testing

struct ObjectWalkTests {
  enum Layout: String, CaseIterable, Sendable {
    case loose, onePack, severalPacks, packsAndLoose, collected, namedBases, firstIndex, sha256
  }

  @Test("every object is visited once and its content has its name", arguments: Layout.allCases)
  func everyObject(layout: Layout) throws {
    let repository = try Self.repository(layout)
    let expected = try repository.objects()
    let store = try ObjectStore(at: repository.path)
    #expect(store.problems == [])
    var options = ObjectWalkOptions()
    options.kinds = Set(ObjectKind.allCases)
    options.workers = 2
    let result = try store.walk(options) { NameVisitor() }
    #expect(result.gaps == [])
    #expect(result.outputs.count == expected.count)
    #expect(result.visitedObjects == expected.count)
    if layout == .severalPacks { #expect(store.objectCount > expected.count) }
    for (name, output) in result.outputs {
      #expect(output.computed == name.description)
      #expect(output.kind == expected[name.description])
    }
    #expect(Set(result.outputs.map(\.name.description)) == Set(expected.keys))
  }

  @Test("only blobs are visited unless other kinds are asked for", arguments: [1, 3])
  func blobsAlone(workers: Int) throws {
    let repository = try Self.repository(.packsAndLoose)
    let blobs = try repository.objects().filter { $0.value == "blob" }
    var options = ObjectWalkOptions()
    options.workers = workers
    let result = try ObjectStore(at: repository.path).walk(options) { NameVisitor() }
    #expect(Set(result.outputs.map(\.name.description)) == Set(blobs.keys))
    #expect(result.outputs.allSatisfy { $0.name.description == $0.output.computed })
    #expect(result.contentBytes == result.outputs.reduce(0) { $0 + $1.output.count })
  }

  @Test("the order of results does not depend on the number of workers")
  func order() throws {
    let repository = try Self.repository(.severalPacks)
    let store = try ObjectStore(at: repository.path)
    var options = ObjectWalkOptions()
    let one = try store.walk(options) { NameVisitor() }
    options.workers = 4
    let four = try store.walk(options) { NameVisitor() }
    #expect(one.outputs.map(\.name) == four.outputs.map(\.name))
    #expect(one.outputs.map(\.output) == four.outputs.map(\.output))
  }

  @Test("contents that are dropped for want of memory are made again")
  func noMemory() throws {
    let repository = try Self.repository(.onePack)
    var options = ObjectWalkOptions()
    options.heldBytes = 0
    let result = try ObjectStore(at: repository.path).walk(options) { NameVisitor() }
    #expect(result.gaps == [])
    #expect(result.outputs.allSatisfy { $0.name.description == $0.output.computed })
    #expect(result.outputs.count == (try repository.objects().filter { $0.value == "blob" }.count))
  }

  @Test("what is not wanted is not visited, and what is made from it is")
  func wanted() throws {
    let repository = try Self.repository(.onePack)
    let blobs = try repository.objects().filter { $0.value == "blob" }.keys.sorted()
    let chosen = Set(blobs.enumerated().filter { $0.offset % 3 == 0 }.map(\.element))
    var options = ObjectWalkOptions()
    options.isWanted = { chosen.contains($0.description) }
    let store = try ObjectStore(at: repository.path)
    let names = try store.walk(options) { NameVisitor() }
    #expect(Set(names.outputs.map(\.name.description)) == chosen)
    #expect(names.outputs.allSatisfy { $0.name.description == $0.output.computed })
    let windows = try store.walk(options) { WindowVisitor() }
    let whole = try store.walk(options) { WholeVisitor() }
    #expect(windows.outputs.map(\.output) == whole.outputs.map(\.output))
  }

  @Test("progress reaches its end, and a cancelled walk is an error")
  func progressAndCancellation() throws {
    let repository = try Self.repository(.onePack)
    let store = try ObjectStore(at: repository.path)
    let log = ProgressLog()
    var options = ObjectWalkOptions()
    options.progress = { log.add($0, $1) }
    _ = try store.walk(options) { NameVisitor() }
    let last = try #require(log.entries.last)
    #expect(last.done == last.total)
    #expect(last.total > 1_000)
    options.isCancelled = { true }
    #expect(throws: (any Error).self) { try store.walk(options) { NameVisitor() } }
  }

  static func repository(_ layout: Layout) throws -> GitFixture {
    let repository =
      try layout == .sha256
      ? GitFixture("--bare", "--object-format=sha256") : GitFixture("--bare")
    var text = GeneratedText(seed: 11)
    let files = [
      "a.txt": text.versions(40, lines: 60), "b/c.txt": text.versions(30, lines: 200),
      "long.txt": text.versions(4, lines: 5_000), "empty": [[], text.line()],
    ]
    try repository.commit(files, branch: "main")
    try repository.git("tag", "-m", "message", "v1", "main")
    switch layout {
    case .loose: try unpack(repository)
    case .onePack, .sha256: try repository.git("repack", "-adfq", "--depth=50", "--window=50")
    case .severalPacks, .packsAndLoose:
      try repository.git("repack", "-adfq")
      for branch in ["second", "third"] {
        try repository.commit(["a.txt": text.versions(10, lines: 80)], branch: branch)
        // Each holds again what the first already does.
        try repository.git(
          "pack-objects", "--all", "-q", "objects/pack/pack", input: [])
      }
      if layout == .packsAndLoose {
        try repository.git("hash-object", "-w", "--stdin", input: Array("only loose\n".utf8))
      }
    case .collected: try repository.git("gc", "-q", "--aggressive")
    case .namedBases:
      try repository.git("-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq", "--depth=50")
    case .firstIndex: try repository.git("-c", "pack.indexVersion=1", "repack", "-adfq")
    }
    return repository
  }

  private static func unpack(_ repository: GitFixture) throws {
    let folder = repository.path + "/objects/pack"
    for file in try FileManager.default.contentsOfDirectory(atPath: folder)
    where file.hasSuffix(".pack") {
      let bytes = try Array(Data(contentsOf: URL(filePath: folder + "/" + file)))
      try FileManager.default.removeItem(atPath: folder + "/" + file)
      try FileManager.default.removeItem(
        atPath: folder + "/" + file.replacingOccurrences(of: ".pack", with: ".idx"))
      try repository.git("unpack-objects", "-q", input: bytes)
    }
  }
}
