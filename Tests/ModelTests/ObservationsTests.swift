import Model
import Testing

@Suite struct ObservationsTests {
  @Test func `an answer is found by an equal request and by no other`() throws {
    let request = DocumentRequest(folder: "/a", path: "b")
    var observations = Observations()
    let facts = DocumentFile(path: "b", size: 1, digest: "00")
    observations.set(Observation(.success(facts), observedAt: Instant(seconds: 5)), for: request)
    let found = observations[DocumentRequest(folder: "/a", path: "b")]
    #expect(try found.outcome.get().digest == "00")
    #expect(found.observedAt == Instant(seconds: 5))
    #expect(throws: Unavailable.self) {
      try observations[DocumentRequest(folder: "/a", path: "c")].outcome.get()
    }
  }

  @Test func `requests of different types never stand for one another`() {
    let files = AnyHashableRequest(TextFilesRequest(folder: "/a", patterns: ["b"]))
    let structured = AnyHashableRequest(StructuredFilesRequest(folder: "/a", patterns: ["b"]))
    #expect(files != structured)
    #expect(Set([files, structured, files]).count == 2)
  }

  @Test func `targets that differ only in their paths share an exchange`() {
    let one = Endpoint(origin: "https://a.example", paths: ["/"])
    let two = Endpoint(origin: "https://a.example", paths: ["/", "/b"])
    #expect(ExchangeRequest(endpoint: one, path: "/") == ExchangeRequest(endpoint: two, path: "/"))
    let other = Endpoint(
      origin: "https://a.example", paths: ["/"],
      requestHeaders: [HeaderLine(name: "Accept", value: "text/html")])
    #expect(
      ExchangeRequest(endpoint: one, path: "/") != ExchangeRequest(endpoint: other, path: "/"))
  }
}
