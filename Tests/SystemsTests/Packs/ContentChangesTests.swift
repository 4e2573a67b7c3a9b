import Systems
import TestSupport
import Testing

struct ContentChangesTests {
  /// What a visitor is told about the second of two objects.
  private static func changes(
    base: [UInt8], _ write: (inout DeltaBuilder) -> Void
  ) throws -> ContentChanges {
    var builder = PackBuilder()
    builder.add(.blob(base))
    var delta = DeltaBuilder(base: base)
    write(&delta)
    builder.add(.delta(base: 0, delta.bytes))
    let folder = try builder.repository()
    let result = try ObjectStore(at: folder.path).walk(ObjectWalkOptions()) { ChangesVisitor() }
    #expect(result.gaps == [])
    #expect(result.outputs[0].output == ContentChanges(allOf: base.count))
    return result.outputs[1].output
  }

  private static let base = [UInt8](repeating: 0x61, count: 200_000)

  @Test("a copy of everything is nothing new, in however many pieces")
  func sameContent() throws {
    #expect(try Self.changes(base: Self.base) { $0.copy(0..<200_000) }.ranges == [])
  }

  @Test("an insertion is new, and where a copy leaves bytes out there is a seam")
  func insertionAndSeam() throws {
    let changes = try Self.changes(base: Self.base) {
      $0.copy(0..<100)
      $0.insert([1, 2, 3])
      $0.copy(100..<200)
      $0.copy(300..<200_000)
    }
    #expect(changes.ranges == [100..<103, 203..<203])
    #expect(changes.insertedBytes == 3)
  }

  @Test("a beginning or an end that moved is a seam")
  func ends() throws {
    #expect(try Self.changes(base: Self.base) { $0.copy(1..<200_000) }.ranges == [0..<0])
    #expect(
      try Self.changes(base: Self.base) { $0.copy(0..<199_999) }.ranges == [199_999..<199_999])
  }

  @Test("an emptied content has nothing to look at")
  func emptied() throws {
    let changes = try Self.changes(base: Self.base) { _ in }
    #expect(changes.windows(widenedBy: 100) == [])
  }

  @Test("windows are widened, kept inside the content and joined where they touch")
  func windows() throws {
    let changes = try Self.changes(base: Self.base) {
      $0.insert([1])
      $0.copy(0..<1_000)
      $0.insert([1, 2])
      $0.copy(1_000..<1_100)
      $0.insert([3])
      $0.copy(1_100..<200_000)
    }
    #expect(changes.windows(widenedBy: 0) == [0..<1, 1_001..<1_003, 1_103..<1_104])
    #expect(changes.windows(widenedBy: 50) == [0..<51, 951..<1_154])
    #expect(changes.windows(widenedBy: Int.max) == [0..<200_004])
  }

  @Test("windows grow to whole lines, within bounds")
  func lines() throws {
    let content = Array("one\ntwo\nthree\nfour".utf8)
    let changes = ContentChanges(allOf: content.count)
    #expect(
      changes.windows(widenedBy: 0, toLinesOf: content.span, growingAtMost: 9) == [0..<18])
    let seam = try Self.changes(base: content) {
      $0.copy(0..<9)
      $0.insert([0x78])
      $0.copy(9..<18)
    }
    let result = Array("one\ntwo\ntxhree\nfour".utf8)
    #expect(seam.windows(widenedBy: 0, toLinesOf: result.span, growingAtMost: 9) == [8..<14])
    #expect(seam.windows(widenedBy: 0, toLinesOf: result.span, growingAtMost: 2) == [8..<12])
  }
}

/// Gives what it was told.
struct ChangesVisitor: ObjectVisitor {
  private var changes = ContentChanges(allOf: 0)

  mutating func matches(
    in content: Span<UInt8>, of object: VisitedObject, changes: ContentChanges
  ) -> [ContentMatch]? {
    self.changes = changes
    return []
  }

  mutating func output(
    of object: VisitedObject, content: Span<UInt8>, matches: [ContentMatch]?,
    changes: ContentChanges
  ) -> ContentChanges? { changes }
}
