import Foundation
import Systems
import TestSupport
import Testing

struct ObjectStoreTests {
  private static func blobs(at path: String) throws -> Set<String> {
    let result = try ObjectStore(at: path).walk(ObjectWalkOptions()) { NameVisitor() }
    #expect(result.gaps == [])
    #expect(result.outputs.allSatisfy { $0.name.description == $0.output.computed })
    return Set(result.outputs.map(\.name.description))
  }

  private static func expected(_ repository: GitFixture) throws -> Set<String> {
    Set(try repository.objects().filter { $0.value == "blob" }.keys)
  }

  @Test("objects of alternates belong to a repository, however they are named")
  func alternates() throws {
    let original = try ObjectWalkTests.repository(.onePack)
    let first = try GitFixture(cloning: "--shared", original.path)
    let second = try GitFixture(cloning: "--shared", first.path)
    #expect(try Self.blobs(at: second.path) == Self.expected(original))
    let store = try ObjectStore(at: second.path)
    #expect(store.folders.count == 3)
    #expect(store.problems == [])
    let alternates = URL(filePath: second.path + "/objects/info/alternates")
    try Data("# none\n../../../no/such\n\"quoted\"\n".utf8).write(to: alternates)
    let broken = try ObjectStore(at: second.path)
    #expect(broken.problems.count == 2)
    #expect(broken.objectCount == 0)
  }

  @Test("alternates that lead in a circle or too deep end")
  func circles() throws {
    let folder = TemporaryFolder()
    for number in 0..<9 {
      try folder.write("\(number)/objects/info/alternates", "../../\((number + 1) % 9)/objects\n")
    }
    let store = try ObjectStore(at: folder.path + "/0")
    #expect(store.folders.count == 6)
    #expect(store.problems.count == 1)
    try folder.write("1/objects/info/alternates", "../../0/objects\n../objects\n")
    #expect(try ObjectStore(at: folder.path + "/0").folders.count == 2)
  }

  @Test("a shallow clone and a partial clone say that they are")
  func incomplete() throws {
    let original = try ObjectWalkTests.repository(.onePack)
    try original.git("config", "uploadpack.allowFilter", "true")
    let shallow = try GitFixture(cloning: "--depth=2", "file://" + original.path)
    #expect(try ObjectStore(at: shallow.path).isShallow)
    #expect(try Self.blobs(at: shallow.path) == Self.expected(shallow))
    let partial = try GitFixture(cloning: "--filter=blob:none", "file://" + original.path)
    let store = try ObjectStore(at: partial.path)
    #expect(store.isPartialClone)
    #expect(!store.isShallow)
    #expect(try Self.blobs(at: partial.path) == [])
    let whole = try ObjectStore(at: original.path)
    #expect(!whole.isPartialClone)
    #expect(!whole.isShallow)
  }

  @Test("a delta whose base is left on the server says so")
  func partialBase() throws {
    var builder = PackBuilder()
    builder.add(.nameDelta(base: [UInt8](repeating: 9, count: 20), [3, 3, 3, 1, 2, 3]))
    let folder = try builder.repository()
    try folder.write("objects/pack/pack-1.promisor", "")
    let result = try ObjectStore(at: folder.path).walk(ObjectWalkOptions()) { NameVisitor() }
    #expect(result.gaps.map(\.reason) == [.notInPartialClone])
  }

  @Test("work trees, linked ones and submodules lead to their objects")
  func workTrees() throws {
    let original = try ObjectWalkTests.repository(.onePack)
    let folder = TemporaryFolder()
    try GitFixture.git(["clone", "-q", original.path, "tree"], in: folder.path)
    let tree = folder.path + "/tree"
    try GitFixture.git(["worktree", "add", "-q", "../linked"], in: tree)
    try GitFixture.git(["init", "-q", "outer"], in: folder.path)
    try GitFixture.git(
      ["submodule", "--quiet", "add", original.path, "inner"], in: folder.path + "/outer")
    let expected = try Self.expected(original)
    for path in [tree, tree + "/.git", folder.path + "/linked", folder.path + "/outer/inner"] {
      #expect(try Self.blobs(at: path) == expected)
    }
  }

  @Test("a base may be in another pack or loose, and an object in both is visited once")
  func basesElsewhere() throws {
    let base = Array("some text\n".utf8)
    var delta = DeltaBuilder(base: base)
    delta.copy(0..<base.count)
    delta.insert([0x21])
    var first = PackBuilder()
    first.add(.blob(base), name: [UInt8](repeating: 1, count: 20))
    first.add(.blob(base), name: [UInt8](repeating: 2, count: 20))
    var second = PackBuilder()
    second.add(
      .nameDelta(base: [UInt8](repeating: 1, count: 20), delta.bytes),
      name: [UInt8](repeating: 4, count: 20))
    second.add(
      .nameDelta(base: [UInt8](repeating: 3, count: 20), delta.bytes),
      name: [UInt8](repeating: 5, count: 20))
    second.add(.blob(base), name: [UInt8](repeating: 2, count: 20))
    let folder = try first.repository()
    try folder.write("objects/pack/pack-2.pack", second.packBytes)
    try folder.write("objects/pack/pack-2.idx", second.indexBytes)
    let loose = PackBuilder.zlib(Array("blob \(base.count)\0".utf8) + base)
    for byte in ["01", "03"] {
      try folder.write("objects/\(byte)/\(String(repeating: byte, count: 19))", loose)
    }
    let store = try ObjectStore(at: folder.path)
    #expect(store.objectCount == 7)
    let result = try store.walk(ObjectWalkOptions()) { ChangesVisitor() }
    #expect(result.gaps == [])
    #expect(result.outputs.count == 5)
    let names = Set(result.outputs.map(\.name.bytes.first))
    #expect(names == [1, 2, 3, 4, 5])
    // Each of the two is one byte more than its base, which was looked at elsewhere.
    #expect(result.insertedBytes == 3 * base.count + 2)
  }

  @Test("what is no repository is said to be none")
  func noRepository() throws {
    let folder = TemporaryFolder()
    #expect(throws: (any Error).self) { try ObjectStore(at: folder.path) }
    try folder.write(".git", "nonsense")
    #expect(throws: (any Error).self) { try ObjectStore(at: folder.path) }
    try folder.write("objects/pack/pack-1.pack", "PACK")
    try folder.write("config", "[extensions]\n\tobjectFormat = md5\n")
    try FileManager.default.removeItem(atPath: folder.path + "/.git")
    #expect(throws: (any Error).self) { try ObjectStore(at: folder.path) }
    try folder.write("config", "")
    #expect(try ObjectStore(at: folder.path).problems == ["pack-1.pack: the pack has no index"])
  }
}
