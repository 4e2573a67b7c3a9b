import Collectors
import Model
import Systems
import TestSupport
import Testing

struct StructuredFilesCollectorTests {
  let fixture = CollectionFixture()

  private func collect(
    _ patterns: [String], format: StructuredFilesRequest.Format? = nil
  ) -> Result<StructuredFiles, Unavailable> {
    fixture.collect(
      StructuredFilesCollector(),
      StructuredFilesRequest(folder: fixture.folder.path, patterns: patterns, format: format))
  }

  @Test("every format is read, each file with its digest")
  func formats() throws {
    let texts = [
      "a.yaml": "k: 1\n---\nk: 2\n", "b.json": #"{"k": 1}"#, "c.toml": "k = 1\n",
      "d.ini": "k = 1\n", ".env": "k=1\n",
    ]
    for (name, text) in texts { try fixture.folder.write("deploy/" + name, text) }
    let files = try collect(["deploy/*"]).get().files
    #expect(
      files.map(\.path)
        == ["deploy/.env", "deploy/a.yaml", "deploy/b.json", "deploy/c.toml", "deploy/d.ini"])
    for file in files {
      let name = String(file.path.dropFirst("deploy/".count))
      #expect(file.digest == Digest.sha256(texts[name] ?? "none"))
      #expect(try file.documents.get().count == (name == "a.yaml" ? 2 : 1))
    }
  }

  @Test("one broken file is not measured, the others are")
  func broken() throws {
    try fixture.folder.write("good.yaml", "k: 1\n")
    try fixture.folder.write("bad.yaml", "k: 1\nk: 2\n")
    try fixture.folder.write("other.xyz", "?")
    try fixture.folder.link("out.yaml", to: "/etc/hostname")
    let files = try collect(["*"]).get().files
    let reasons = Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, $0.documents.whyUnavailable ?? "fine") })
    #expect(reasons["good.yaml"] == "fine")
    #expect(reasons["bad.yaml"]?.hasPrefix("bad.yaml:2:1: ") == true)
    #expect(reasons["other.xyz"]?.contains("no known format") == true)
    #expect(reasons["out.yaml"]?.contains("leads out of its folder") == true)
    #expect(files.first { $0.path == "bad.yaml" }?.digest != nil)
    #expect(files.first { $0.path == "out.yaml" }?.digest == nil)
  }

  @Test("a given format wins over the name")
  func givenFormat() throws {
    try fixture.folder.write("settings", "k = 1\n")
    let file = try #require(try collect(["settings"], format: .toml).get().files.first)
    #expect(try file.documents.get().first?["k"]?.content == .integer(1))
  }

  @Test("a file is parsed once, even if it changes in between")
  func once() throws {
    try fixture.folder.write("a.yaml", "k: 1\n")
    let first = try collect(["a.yaml"]).get().files.first
    try fixture.folder.write("a.yaml", "k: 2\n")
    let second = try collect(["*.yaml"]).get().files.first
    #expect(first?.digest == second?.digest)
  }

  @Test("a bad pattern, a missing folder and a folder for a file are reasons")
  func reasons() throws {
    #expect(collect(["a[b"]).whyUnavailable?.hasPrefix("the pattern a[b cannot be used: ") == true)
    #expect(collect(["../*"]).whyUnavailable == "../* is not a pattern inside its folder")
    try fixture.folder.makeFolder("deploy")
    let file = try #require(try collect(["deploy"], format: .yaml).get().files.first)
    #expect(file.documents.whyUnavailable == "deploy is a folder, not a file")
    let missing = StructuredFilesRequest(folder: fixture.folder.path + "/no", patterns: ["*"])
    #expect(
      fixture.collect(StructuredFilesCollector(), missing).whyUnavailable?.contains(
        "does not exist")
        == true)
  }

  @Test("cancelled work ends")
  func cancelled() throws {
    try fixture.folder.write("a.yaml", "k: 1\n")
    fixture.context.cancellation.cancel()
    #expect(collect(["*.yaml"]).whyUnavailable == "the run was interrupted")
  }

  @Test("work past its deadline ends")
  func late() throws {
    try fixture.folder.write("a.yaml", "k: 1\n")
    let request = StructuredFilesRequest(folder: fixture.folder.path, patterns: ["*"])
    let context = fixture.context.limited(to: .zero)
    #expect(throws: Unavailable("it was not finished in time")) {
      try StructuredFilesCollector().collect(request, in: context)
    }
  }
}
