import Model
import Systems
import TestSupport
import Testing

@Suite struct ZipArchiveTests {
  private static let parts: [(name: String, bytes: [UInt8])] = [
    ("[Content_Types].xml", Array("<Types/>".utf8)),
    ("folder/text.txt", Array(repeating: 0x61, count: 5000)),
    ("empty", []),
  ]

  @Test func readsWhatWasWritten() throws {
    let archive = try ZipArchive(ZipWriter.archive(of: Self.parts))
    #expect(archive.entries.map(\.name) == Self.parts.map(\.name))
    for (entry, part) in zip(archive.entries, Self.parts) {
      #expect(try archive.read(entry) == part.bytes)
    }
  }

  @Test func writesTheSameBytesForTheSameParts() throws {
    #expect(try ZipWriter.archive(of: Self.parts) == ZipWriter.archive(of: Self.parts))
  }

  @Test func replacingOneEntryKeepsTheCompressedBytesOfTheOthers() throws {
    let before = try ZipWriter.archive(of: Self.parts)
    let after = try ZipWriter.replacing(["empty": Array("filled".utf8)], in: before)
    let archive = try ZipArchive(after)
    #expect(archive.entries.map(\.name) == Self.parts.map(\.name))
    #expect(try archive.read(archive.entries[2]) == Array("filled".utf8))
    #expect(try archive.read(archive.entries[1]) == Self.parts[1].bytes)
    // Local headers and data of the first two entries come first, and nothing in them changes.
    let untouched = try ZipWriter.archive(of: Array(Self.parts.prefix(2)))
    let directory = try #require(untouched.firstRange(of: [0x50, 0x4B, 0x01, 0x02]))
    #expect(after.prefix(directory.lowerBound) == untouched.prefix(directory.lowerBound))
    #expect(after == (try ZipWriter.replacing(["empty": Array("filled".utf8)], in: before)))
  }

  @Test func refusesToReplaceWhatIsNotThere() throws {
    let archive = try ZipWriter.archive(of: Self.parts)
    #expect(throws: Unavailable("the archive has 0 entries called \"none\"; expected one")) {
      try ZipWriter.replacing(["none": []], in: archive)
    }
  }

  @Test(arguments: ["../x", "/x", "a/../../x", "C:/x", "a\\..\\x", "a//b", "./x"])
  func refusesNamesThatLeadOut(_ name: String) throws {
    #expect(throws: Unavailable.self) { try ZipWriter.archive(of: [(name, [])]) }
    // The same length, so that the archive stays whole but for the name.
    let placeholder = String(repeating: "n", count: name.utf8.count)
    let bytes = try ZipWriter.archive(of: [(placeholder, [1])])
    let archive = try ZipArchive(bytes.replacing(Array(placeholder.utf8), with: Array(name.utf8)))
    let entry = try #require(archive.entries.first)
    #expect(entry.name == name)
    #expect(!entry.hasSafeName)
    #expect(throws: Unavailable.self) { try archive.read(entry) }
  }

  @Test(arguments: ["", "a\u{1}b", "a\u{0}b"])
  func writesNoUnfitNames(_ name: String) {
    #expect(throws: Unavailable.self) { try ZipWriter.archive(of: [(name, [])]) }
  }

  @Test func refusesABomb() throws {
    let zeros = [UInt8](repeating: 0, count: 4 << 20)
    let bytes = try ZipWriter.archive(of: [("bomb", zeros)])
    let archive = try ZipArchive(bytes)
    let reason = try #require(throws: Unavailable.self) { try archive.read(archive.entries[0]) }
    #expect(
      reason.reason
        == "entry \"bomb\" grows more than 400 times when it is unpacked, as only a zip bomb does")
  }

  @Test func holdsEntrySizeTotalAndCountToTheirLimits() throws {
    let bytes = try ZipWriter.archive(of: Self.parts)
    #expect(throws: Unavailable("the ZIP archive has 3 entries; at most 2 are read")) {
      try ZipArchive(bytes, limits: ZipLimits(maximumEntries: 2))
    }
    let small = try ZipArchive(bytes, limits: ZipLimits(maximumEntryBytes: 4999))
    #expect(throws: Unavailable.self) { try small.read(small.entries[1]) }
    let total = try ZipArchive(bytes, limits: ZipLimits(maximumTotalBytes: 5004))
    #expect(try total.read(total.entries[1]).count == 5000)
    #expect(throws: Unavailable.self) { try total.read(total.entries[0]) }
  }

  @Test func noticesALieAboutTheSize() throws {
    var bytes = try ZipWriter.archive(of: [("liar", Array(repeating: 7, count: 3000))])
    let directory = try #require(bytes.firstRange(of: [0x50, 0x4B, 0x01, 0x02])).lowerBound
    // The uncompressed size stands 24 bytes into the directory's entry (APPNOTE 4.3.12).
    bytes[directory + 24] = 100
    bytes[directory + 25] = 0
    let archive = try ZipArchive(bytes)
    #expect(archive.entries.first?.size == 100)
    #expect(throws: Unavailable.self) { try archive.read(archive.entries[0]) }
  }

  @Test func anythingElseIsNoArchive() {
    for bytes in [[], Array("PK".utf8), Array("<html></html>".utf8)] {
      #expect(throws: Unavailable.self) { try ZipArchive(bytes) }
    }
  }

  @Test func mutatedArchivesAreReadOrRefused() throws {
    let bytes = try ZipWriter.archive(of: Self.parts)
    var generator = SplitMix64(seed: 11)
    var refused = 0
    for _ in 0..<2000 {
      var mutated = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: mutated.indices, using: &generator)
        mutated[index] = UInt8.random(in: 0...255, using: &generator)
      }
      do {
        let archive = try ZipArchive(mutated)
        for entry in archive.entries { _ = try archive.read(entry) }
      } catch { refused += 1 }
    }
    #expect(refused > 500)
  }
}
