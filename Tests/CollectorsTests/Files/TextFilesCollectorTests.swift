import Collectors
import Model
import Systems
import TestSupport
import Testing

struct TextFilesCollectorTests {
  /// Answers for one path only.
  struct KnownChanges: LastChangeReading {
    let path: String

    func lastChanges(of paths: [String], in folder: String)
      -> [String: Result<TextFile.Change, Unavailable>]
    {
      paths.contains(path)
        ? [path: .success(TextFile.Change(commit: "c0ffee", date: Instant(seconds: 60)))] : [:]
    }
  }

  let fixture = CollectionFixture()

  private func collect(wantsLastChange: Bool = false) throws -> [TextFile] {
    let request = TextFilesRequest(
      folder: fixture.folder.path, patterns: ["*"], wantsLastChange: wantsLastChange)
    return try TextFilesCollector(lastChanges: KnownChanges(path: "a.md"))
      .collect(request, in: fixture.context).files
  }

  @Test("text is read, and what is none says so")
  func texts() throws {
    try fixture.folder.write("a.md", "# Größe\n")
    try fixture.folder.write("b.md", [0xEF, 0xBB, 0xBF] + Array("# B".utf8))
    try fixture.folder.write("bad.md", [0x61, 0xFF])
    try fixture.folder.write("binary", [0x61, 0x00])
    let files = try collect()
    #expect(try files[0].text.get() == "# Größe\n")
    #expect(files[0].size == 10)
    #expect(files[0].digest == Digest.sha256("# Größe\n"))
    #expect(files[0].lastChange == nil)
    #expect(try files[1].text.get() == "# B")
    #expect(files[2].text.whyUnavailable == "bad.md is not text in UTF-8")
    #expect(files[3].text.whyUnavailable == "binary is not text in UTF-8")
  }

  @Test("a last change that is not known is a reason, never nothing")
  func changes() throws {
    try fixture.folder.write("a.md", "x")
    try fixture.folder.write("b.md", "x")
    let files = try collect(wantsLastChange: true)
    #expect(try files[0].lastChange?.get().commit == "c0ffee")
    #expect(files[1].lastChange?.whyUnavailable == "the last change of b.md is not known")
  }

  @Test("a document is known by its size and digest")
  func document() throws {
    try fixture.folder.write("report.pdf", [UInt8](repeating: 7, count: 300_000))
    let request = DocumentRequest(folder: fixture.folder.path, path: "report.pdf")
    let document = try DocumentCollector().collect(request, in: fixture.context)
    #expect(document.size == 300_000)
    #expect(document.digest == Digest.sha256([UInt8](repeating: 7, count: 300_000)))
    let missing = DocumentRequest(folder: fixture.folder.path, path: "no.pdf")
    #expect(fixture.collect(DocumentCollector(), missing).whyUnavailable == "no.pdf does not exist")
    let outside = DocumentRequest(folder: fixture.folder.path, path: "../x")
    #expect(
      fixture.collect(DocumentCollector(), outside).whyUnavailable
        == "../x is not a path inside its folder")
  }
}
