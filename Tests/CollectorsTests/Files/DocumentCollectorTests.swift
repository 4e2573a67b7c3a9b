import Collectors
import Model
import Systems
import Testing

@Suite struct DocumentCollectorTests {
  let fixture = CollectionFixture()

  private func collect(_ path: String) -> Result<DocumentFile, Unavailable> {
    fixture.collect(
      DocumentCollector(), DocumentRequest(folder: fixture.folder.path, path: path))
  }

  @Test func `a document is its size and digest`() throws {
    try fixture.folder.write("docs/plan.md", "# Plan\n")
    let file = try collect("docs/plan.md").get()
    #expect(file.path == "docs/plan.md" && file.size == 7)
    #expect(file.digest == Digest.sha256("# Plan\n"))
  }

  @Test(arguments: [
    ("plan.md", true), ("docs/plan.md", true), ("broken", false), ("folder", false),
    ("../plan.md", false),
  ])
  func `only what is not there is absent`(path: String, isAbsent: Bool) throws {
    try fixture.folder.link("broken", to: "nowhere")
    try fixture.folder.makeFolder("folder")
    guard case .failure(let unavailable) = collect(path) else {
      Issue.record("\(path) was read")
      return
    }
    #expect(unavailable.isAbsent == isAbsent)
    #expect(unavailable.reason.hasPrefix(path))
  }
}
