import Systems
import TestSupport
import Testing

struct LooseObjectTests {
  private static let name = String(repeating: "a1", count: 20)

  private static func walk(_ bytes: [UInt8], limit: Int = 1 << 20) throws
    -> ObjectWalkResult<VisitedName>
  {
    let folder = TemporaryFolder()
    try folder.write("objects/a1/\(name.dropFirst(2))", bytes)
    var options = ObjectWalkOptions()
    options.largestObject = limit
    return try ObjectStore(at: folder.path).walk(options) { NameVisitor() }
  }

  @Test("a loose blob is visited")
  func blob() throws {
    let result = try Self.walk(PackBuilder.zlib(Array("blob 3\0abc".utf8)))
    #expect(result.gaps == [])
    #expect(result.outputs.map(\.output.count) == [3])
    #expect(result.outputs.map(\.name.description) == [Self.name])
  }

  @Test("a loose object of another kind is not")
  func otherKind() throws {
    let result = try Self.walk(PackBuilder.zlib(Array("tree 0\0".utf8)))
    #expect(result.gaps == [])
    #expect(result.outputs.isEmpty)
  }

  @Test(
    "a damaged one is a gap with its reason",
    arguments: [
      ([], ObjectGap.Reason.damagedData),
      ([1, 2, 3], .damagedData),
      (PackBuilder.zlib(Array("blob 3\0ab".utf8)), .wrongSize),
      (PackBuilder.zlib(Array("blob 3\0abcd".utf8)), .wrongSize),
      (PackBuilder.zlib(Array("blob -3\0abc".utf8)), .damagedHeader),
      (PackBuilder.zlib(Array("blob \0".utf8)), .damagedHeader),
      (PackBuilder.zlib(Array("blub 3\0abc".utf8)), .damagedHeader),
      (PackBuilder.zlib(Array("blob3abc".utf8)), .damagedHeader),
      (PackBuilder.zlib(Array("blob 9223372036854775807\0abc".utf8)), .tooLarge),
      (PackBuilder.zlib(Array("blob 99999999999999999999\0abc".utf8)), .tooLarge),
      (
        PackBuilder.zlib(Array("blob 2000000\0".utf8) + [UInt8](repeating: 7, count: 2_000_000)),
        .tooLarge
      ),
    ])
  func damaged(bytes: [UInt8], reason: ObjectGap.Reason) throws {
    let result = try Self.walk(bytes)
    #expect(result.gaps.map(\.reason) == [reason])
    #expect(result.outputs.isEmpty)
  }

  @Test("a link in a loose object's place is not followed")
  func link() throws {
    let folder = TemporaryFolder()
    try folder.write("elsewhere", PackBuilder.zlib(Array("blob 3\0abc".utf8)))
    try folder.link(
      "objects/a1/\(Self.name.dropFirst(2))", to: folder.path + "/elsewhere")
    let result = try ObjectStore(at: folder.path).walk(ObjectWalkOptions()) { NameVisitor() }
    #expect(result.gaps.map(\.reason) == [.unreadableFile])
  }
}
