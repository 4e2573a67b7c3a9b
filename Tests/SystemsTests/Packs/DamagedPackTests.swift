import Foundation
import Systems
import TestSupport
import Testing

struct DamagedPackTests {
  private static let base = Array("some text to begin with\n".utf8)

  /// A delta of the base that copies it.
  private static var copy: [UInt8] {
    DeltaBuilder.size(base.count) + DeltaBuilder.size(base.count)
      + DeltaBuilder.copy(offset: 0, count: base.count)
  }

  private static func header(_ size: Int) -> [UInt8] {
    DeltaBuilder.size(base.count) + DeltaBuilder.size(size)
  }

  private static let lie: [UInt8] = [0xB0] + [UInt8](repeating: 0xFF, count: 8) + [0x7F]

  @Test(
    "an object that is damaged is a gap with its reason, and what is made from it too",
    arguments: [
      (PackBuilder.Entry.raw([0xB1]), ObjectGap.Reason.damagedHeader),
      (.raw([0x00, 1, 2, 3]), .damagedHeader),
      (.raw([0x50, 1, 2, 3]), .damagedHeader),
      (.raw(lie + PackBuilder.zlib(base)), .tooLarge),
      (.raw([UInt8](repeating: 0xBF, count: 30)), .tooLarge),
      (.raw(PackBuilder.header(3, 1 << 31) + PackBuilder.zlib(base)), .tooLarge),
      (.raw(PackBuilder.header(3, 1 << 29) + PackBuilder.zlib(base)), .wrongSize),
      (.raw(PackBuilder.header(3, 23) + PackBuilder.zlib(base)), .wrongSize),
      (.raw(PackBuilder.header(3, 25) + PackBuilder.zlib(base)), .wrongSize),
      (.raw(PackBuilder.header(3, 24) + [0x78, 0x01, 0xFF, 0xFF]), .damagedData),
      (.raw(PackBuilder.header(3, 24) + PackBuilder.zlib(base).dropLast() + [0]), .damagedData),
      (.delta(base: 0, []), .damagedDelta),
      (.delta(base: 0, [0x80]), .damagedDelta),
      (.delta(base: 0, DeltaBuilder.size(7) + DeltaBuilder.size(3) + [3, 1, 2, 3]), .damagedDelta),
      (.delta(base: 0, header(24) + DeltaBuilder.copy(offset: 1, count: 24)), .damagedDelta),
      (
        .delta(base: 0, header(24) + [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]),
        .damagedDelta
      ),
      (.delta(base: 0, header(24) + [0xFF, 0xFF]), .damagedDelta),
      (.delta(base: 0, header(3) + [0, 1, 2, 3]), .damagedDelta),
      (.delta(base: 0, header(3) + [4, 1, 2, 3, 4]), .damagedDelta),
      (.delta(base: 0, header(3) + [3, 1, 2]), .damagedDelta),
      (.delta(base: 0, header(4) + [3, 1, 2, 3]), .damagedDelta),
      (.delta(base: 0, header(1 << 40) + [3, 1, 2, 3]), .tooLarge),
      (.delta(base: 0, DeltaBuilder.size(24) + [UInt8](repeating: 0xFF, count: 12)), .tooLarge),
      (.nameDelta(base: [UInt8](repeating: 9, count: 20), copy), .baseMissing),
      (.raw([0x60, 0x05]), .damagedHeader),
      (.raw([0x60] + [UInt8](repeating: 0xFF, count: 20)), .damagedHeader),
    ])
  func damagedObject(entry: PackBuilder.Entry, reason: ObjectGap.Reason) throws {
    var builder = PackBuilder()
    builder.add(.blob(Self.base))
    builder.add(entry)
    builder.add(.delta(base: 1, Self.copy))
    builder.add(.delta(base: 0, Self.copy))
    let folder = try builder.repository()
    let result = try ObjectStore(at: folder.path).walk(ObjectWalkOptions()) { ChangesVisitor() }
    #expect(result.gaps.map(\.reason) == [reason, .baseUnreadable])
    #expect(
      result.gaps.map(\.name) == [PackBuilder.objectName(1), PackBuilder.objectName(2)])
    #expect(
      result.outputs.map(\.name) == [PackBuilder.objectName(0), PackBuilder.objectName(3)])
  }

  @Test("objects that are deltas of one another are gaps")
  func cycle() throws {
    var builder = PackBuilder()
    builder.add(.blob(Self.base))
    builder.add(.nameDelta(base: PackBuilder.name(2), Self.copy))
    builder.add(.nameDelta(base: PackBuilder.name(1), Self.copy))
    builder.add(.nameDelta(base: PackBuilder.name(3), Self.copy))
    builder.add(.nameDelta(base: PackBuilder.name(0), Self.copy))
    let folder = try builder.repository()
    let result = try ObjectStore(at: folder.path).walk(ObjectWalkOptions()) { ChangesVisitor() }
    #expect(result.gaps.map(\.reason) == [.cycle, .cycle, .cycle])
    #expect(result.outputs.count == 2)
  }

  @Test("a chain of a hundred thousand deltas is walked in little memory")
  func deepChain() throws {
    var builder = PackBuilder()
    builder.add(.blob(Self.base))
    for number in 0..<100_000 { builder.add(.delta(base: number, Self.copy)) }
    let folder = try builder.repository()
    let result = try ObjectStore(at: folder.path).walk(ObjectWalkOptions()) { ChangesVisitor() }
    #expect(result.gaps == [])
    #expect(result.visitedObjects == 100_001)
    #expect(result.insertedBytes == Self.base.count)
  }

  @Test("a base with twenty thousand deltas is walked too")
  func wideTree() throws {
    var builder = PackBuilder()
    builder.add(.blob(Self.base))
    for _ in 0..<20_000 { builder.add(.delta(base: 0, Self.copy)) }
    let folder = try builder.repository()
    let result = try ObjectStore(at: folder.path).walk(ObjectWalkOptions()) { ChangesVisitor() }
    #expect(result.visitedObjects == 20_001)
  }

  @Test("objects larger than the limit are gaps, whatever they are made from")
  func limit() throws {
    var builder = PackBuilder()
    builder.add(.blob(Self.base))
    var delta = DeltaBuilder(base: Self.base)
    for _ in 0..<10 { delta.copy(0..<Self.base.count) }
    builder.add(.delta(base: 0, delta.bytes))
    let folder = try builder.repository()
    var options = ObjectWalkOptions()
    options.largestObject = 100
    let result = try ObjectStore(at: folder.path).walk(options) { ChangesVisitor() }
    #expect(result.gaps.map(\.reason) == [.tooLarge])
    #expect(result.outputs.count == 1)
  }

  @Test(
    "a pack or an index that is cut short or of another pack is not read, and is said",
    arguments: [
      FileDamage("index cut short") { $1.removeLast(30) },
      FileDamage("index empty") { $1 = [] },
      FileDamage("index of another version") { $1[7] = 9 },
      FileDamage("first bytes go back") { $1[8] = 0xFF },
      FileDamage("pack cut short") { pack, _ in pack.removeLast(25) },
      FileDamage("pack empty") { pack, _ in pack = [] },
      FileDamage("pack of another version") { pack, _ in pack[7] = 9 },
      FileDamage("more objects than the index names") { pack, _ in pack[11] = 9 },
      FileDamage("another pack's index") { $1[$1.count - 30] = 1 },
    ])
  func damagedFiles(damage: FileDamage) throws {
    var builder = PackBuilder()
    builder.add(.blob(Self.base))
    var pack = builder.packBytes
    var index = builder.indexBytes
    damage.apply(&pack, &index)
    let folder = try PackBuilder.repository(pack: pack, index: index)
    let store = try ObjectStore(at: folder.path)
    #expect(store.problems.count == 1)
    #expect(store.problems.allSatisfy { $0.hasPrefix("pack-1.pack: ") })
    #expect(store.objectCount == 0)
  }

  @Test("offsets that lead nowhere are gaps")
  func wrongOffsets() throws {
    var builder = PackBuilder()
    builder.add(.blob(Self.base), name: [UInt8](repeating: 1, count: 20))
    builder.add(.blob(Self.base), name: [UInt8](repeating: 2, count: 20))
    let start = 8 + 1024 + 2 * 20 + 2 * 4
    for (offset, reason) in [
      ([0x00, 0x00, 0x00, 0x05], ObjectGap.Reason.outsideFile),
      ([0x00, 0xFF, 0xFF, 0xFF], .outsideFile),
      ([0x80, 0x00, 0x00, 0x07], .outsideFile),
      ([0xFF, 0xFF, 0xFF, 0xFF], .outsideFile),
    ] {
      var index = builder.indexBytes
      index.replaceSubrange(start..<(start + 4), with: offset.map { UInt8($0) })
      let folder = try PackBuilder.repository(pack: builder.packBytes, index: index)
      let result = try ObjectStore(at: folder.path).walk(ObjectWalkOptions()) { ChangesVisitor() }
      #expect(result.gaps.map(\.reason) == [reason])
      #expect(result.outputs.count == 1)
    }
  }

  @Test("a pack that is cut short while it is read gives gaps")
  func cutWhileRead() throws {
    let repository = try ObjectWalkTests.repository(.onePack)
    let store = try ObjectStore(at: repository.path)
    let folder = repository.path + "/objects/pack"
    let pack = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".pack") })
    let whole = try store.walk(ObjectWalkOptions()) { NameVisitor() }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: folder + "/" + pack)
    let file = try FileHandle(forWritingTo: URL(filePath: folder + "/" + pack))
    try file.truncate(atOffset: 3_000)
    let cut = try store.walk(ObjectWalkOptions()) { NameVisitor() }
    #expect(!cut.gaps.isEmpty)
    // Of what is beyond the cut the kind is not known, so trees and commits are gaps as well.
    #expect(cut.outputs.count + cut.gaps.count >= whole.outputs.count)
    #expect(cut.outputs.allSatisfy { $0.name.description == $0.output.computed })
  }
}

/// A way to spoil a pack or its index.
struct FileDamage: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let apply: @Sendable (_ pack: inout [UInt8], _ index: inout [UInt8]) -> Void

  init(_ name: String, _ apply: @escaping @Sendable (inout [UInt8], inout [UInt8]) -> Void) {
    testDescription = name
    self.apply = apply
  }
}
