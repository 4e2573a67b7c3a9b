import Model
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("map-to", "maps-to"), ("statment", "statement"), ("tittle", "title"), ("Severity", "severity"),
    ("cehcks", "checks"),
  ])
  func `a typing error finds the word that was meant`(typed: String, meant: String) {
    let known = ["id", "title", "statement", "severity", "maps-to", "checks"]
    #expect(NearestName.find(typed, among: known) == meant)
  }

  @Test func `a word that is far from all finds none`() {
    #expect(NearestName.find("encryption", among: ["id", "title", "checks"]) == nil)
    #expect(NearestName.find("x", among: []) == nil)
    #expect(NearestName.find(String(repeating: "a", count: 100_000), among: ["a"]) == nil)
  }
}
