import Systems
import TestSupport
import Testing

@Suite struct XMLReaderTests {
  private static func events(_ text: String, limits: XMLLimits = .standard) throws -> [XMLEvent] {
    var reader = try XMLReader(Array(text.utf8), limits: limits)
    var events: [XMLEvent] = []
    while let event = try reader.next() { events.append(event) }
    return events
  }

  @Test func readsElementsAttributesTextAndLines() throws {
    let events = try Self.events(
      "<?xml version=\"1.0\"?>\n<!-- c --><a x:y=\"1 &amp; 2\" z=\"\" xmlns:x=\"urn:x\" xmlns=\"urn:d\">\n"
        + "<b/>&lt;<![CDATA[<c>]]>&#x41;</a>")
    let name = XMLName("a", namespace: "urn:d")
    #expect(
      events.first
        == .start(
          name,
          attributes: [
            XMLAttribute(name: XMLName("y", namespace: "urn:x"), value: "1 & 2"),
            XMLAttribute(name: XMLName("z"), value: ""),
          ], line: 2))
    let inner = XMLName("b", namespace: "urn:d")
    #expect(events.contains(.start(inner, attributes: [], line: 3)))
    #expect(events.contains(.end(inner)))
    #expect(events.last == .end(name))
    let text = events.reduce(into: "") { if case .text(let piece) = $1 { $0 += piece } }
    #expect(text == "\n<<c>A")
  }

  @Test func buildsATree() throws {
    let root = try XMLElement.root(
      of: Array("<project><dependency scope=\"test\"><id>a</id> b</dependency></project>".utf8))
    let dependency = try #require(root.first("dependency"))
    #expect(dependency["scope"] == "test")
    #expect(dependency.text == "a b")
    #expect(dependency.elements("id").map(\.text) == ["a"])
    #expect(root.first("missing") == nil)
  }

  @Test(arguments: [
    "<!DOCTYPE a><a/>",
    "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\"><a/>",
    "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>",
    "<!DOCTYPE a [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><a/>",
    "<!DOCTYPE a [<!ENTITY e 'x'>]><a b=\"&e;\">&e;</a>",
  ])
  func refusesDocumentTypes(_ text: String) {
    let problem = #expect(throws: XMLProblem.self) { try Self.events(text) }
    #expect(problem?.message == "the XML has a document type declaration, which is not read")
  }

  @Test(.timeLimit(.minutes(10))) func refusesEntitiesThatMultiply() {
    var text = "<!DOCTYPE a [<!ENTITY e0 'xxxxxxxxxx'>"
    for level in 1...9 {
      let references = String(repeating: "&e\(level - 1);", count: 10)
      text += "<!ENTITY e\(level) '\(references)'>"
    }
    for body in ["<a>&e9;</a>", "<a b='&e9;'/>"] {
      #expect(throws: XMLProblem.self) { try Self.events(text + "]>" + body) }
    }
  }

  @Test func saysWhereItIsNotWellFormed() {
    let problem = #expect(throws: XMLProblem.self) { try Self.events("<a>\n  <b>\n  </c>\n</a>") }
    #expect(problem?.line == 3)
    #expect(problem?.message.hasPrefix("the XML is not well formed: ") == true)
    #expect(problem?.message.contains("mismatch") == true)
    for text in ["", "text", "<a>", "<a b></a>", "<a/><b/>", "<a>&nbsp;</a>", "<a>\u{0}</a>"] {
      #expect(throws: XMLProblem.self) { try Self.events(text) }
    }
  }

  @Test func holdsDepthElementsAndBytesToTheirLimits() throws {
    let nested = String(repeating: "<a>", count: 5) + String(repeating: "</a>", count: 5)
    #expect(try Self.events(nested, limits: XMLLimits(maximumDepth: 5)).count == 10)
    #expect(throws: XMLProblem.self) {
      try Self.events(nested, limits: XMLLimits(maximumDepth: 4))
    }
    #expect(throws: XMLProblem.self) {
      try Self.events(nested, limits: XMLLimits(maximumElements: 4))
    }
    #expect(throws: XMLProblem.self) { try Self.events(nested, limits: XMLLimits(maximumBytes: 9)) }
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(throws: XMLProblem.self) { try Self.events(deep) }
  }

  @Test func readsOtherEncodings() throws {
    let utf16 = Array("<a>é</a>".utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try XMLElement.root(of: [0xFF, 0xFE] + utf16).text == "é")
  }

  @Test func mutatedTextIsReadOrRefused() throws {
    let text = Array(
      "<a xmlns:x='u'><b x:c='1&#65;'>t<![CDATA[d]]></b><!-- e --><?f g?><h/></a>".utf8)
    var generator = SplitMix64(seed: 5)
    var read = 0
    for _ in 0..<3000 {
      var mutated = text
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: mutated.indices, using: &generator)
        mutated[index] = UInt8.random(in: 0...127, using: &generator)
      }
      if (try? XMLElement.root(of: mutated)) != nil { read += 1 }
    }
    #expect(read > 0 && read < 3000)
  }
}
