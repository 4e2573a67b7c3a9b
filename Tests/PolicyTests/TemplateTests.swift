import Model
import Testing

@testable import Policy

@Suite struct TemplateTests {
  @Test(
    arguments: [
      ("{a}", [.parameter("a", offset: 0)]),
      ("é {a-1} b", [.text("é "), .parameter("a-1", offset: 2), .text(" b")]),
      ("{{a}}", [.text("{a}")]),
      ("{{{a}}}", [.text("{"), .parameter("a", offset: 2), .text("}")]),
      ("x{2,5}y{3}", [.text("x{2,5}y{3}")]),
      ("{A} {a b} {} {1a}", [.text("{A} {a b} {} {1a}")]),
      ("*.{yaml,{a,b}}", [.text("*.{yaml,{a,b}}")]),
      ("{a", [.text("{a")]),
      ("${{{{ x }}}}", [.text("${{ x }}")]),
      ("{a}{b}", [.parameter("a", offset: 0), .parameter("b", offset: 3)]),
    ] as [(String, [Template.Piece])])
  func `a text is cut into its pieces`(text: String, pieces: [Template.Piece]) throws {
    #expect(try #require(Template(text)).pieces == pieces)
  }

  @Test func `a text without braces stands for itself`() {
    #expect(Template("plain } text") == nil)
  }

  @Test func `a text of nothing but braces takes no quadratic time`() {
    let text = String(repeating: "{", count: 1_000_001)
    #expect(Template(text)?.pieces == [.text(String(repeating: "{", count: 500_001))])
    let names = String(repeating: "{a", count: 200_000)
    #expect(Template(names)?.pieces == [.text(names)])
  }

  @Test(arguments: [
    (Node.Content.string("72h"), "72 hours"), (.string("30d"), "30 days"),
    (.string("14 business days"), "14 business days"), (.string("1.2"), "1.2"),
    (.integer(3), "3"), (.boolean(true), "true"),
    (.sequence([Node(.string("a"), at: .start), Node(.integer(2), at: .start)]), "a, 2"),
  ])
  func `a value as people read it`(content: Node.Content, text: String) {
    #expect(ParameterText.published(Node(content, at: .start)) == text)
  }
}
