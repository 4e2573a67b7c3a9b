import Model
import Systems
import TestSupport
import Testing

@testable import Collectors

struct HTMLTagReaderTests {
  private func tags(_ html: String) -> [HTMLTag] {
    var reader = HTMLTagReader(Array(html.utf8))
    var tags: [HTMLTag] = []
    while let tag = reader.next() { tags.append(tag) }
    return tags
  }

  private func page(_ html: String, url: String = "https://www.a.example/x/") throws -> Page {
    let response = Response(
      url: url, status: 200, version: "2",
      headers: [HeaderLine(name: "Content-Type", value: "Text/HTML; charset=utf-8")],
      bodySize: 0, digest: "", body: Array(html.utf8))
    return try #require(PageReader.page(of: response, suffixes: PublicSuffixes()))
  }

  @Test(
    "attributes in every way they are written",
    arguments: [
      "<script src=/a.js>", "<SCRIPT SRC='/a.js'>", "<script\nsrc = \"/a.js\" >",
      "<script defer src=/a.js/ >", "<script src=\"/a.js\" src=\"/b.js\">",
      "<script src=\"&#x2f;a&period;js\">", "<script/src=/a.js>", "<script a=\">\" src=/a.js>",
      "</p a=\"<script>\"><script src=/a.js>",
    ])
  func attributes(html: String) {
    let found = tags(html)
    #expect(found.map(\.name) == ["script"])
    let source = found.first?.attributes["src"]
    #expect(source == "/a.js" || source == "/a.js/")
  }

  @Test(
    "what holds no tag",
    arguments: [
      "<!-- <script src=x> -->", "<!--><!-- <script> --!>", "<script", "< script>",
      "<?xml <script?>",
      "<!DOCTYPE html>", "</script>", "<1>", "a < b",
    ])
  func none(html: String) { #expect(tags(html).isEmpty, "\(tags(html))") }

  @Test func `text elements hold no tags until their own end`() {
    #expect(
      tags("<textarea><script src=x></textarea><title></titl><b></title><img>").map(\.name)
        == ["textarea", "title", "img"])
    #expect(tags("<script>if (a </script\n><link>").map(\.name) == ["script", "link"])
    #expect(tags("<style><!-- </STYLE><img>").map(\.name) == ["style", "img"])
  }

  @Test func `references are resolved against the page or its base, with their sites`() throws {
    let page = try page(
      """
      <base href="/app/"><base href="https://evil.example/">
      <script src="a.js"></script><script>1</script><script src="https://cdn.b.co.uk/x" integrity=i></script>
      <link rel="preload stylesheet" href=//static.a.example/s.css crossorigin>
      <img src="http://c.example/"><form action="../post"><iframe src="javascript:alert(1)"></iframe>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'"><meta name=referrer content=origin>
      """)
    let urls = page.references.map { "\($0.use.rawValue) \($0.url ?? "-") \($0.site ?? "-")" }
    #expect(
      urls == [
        "script https://www.a.example/app/a.js a.example", "script https://cdn.b.co.uk/x b.co.uk",
        "style https://static.a.example/s.css a.example", "image http://c.example/ c.example",
        "form https://www.a.example/post a.example", "frame - -",
      ] || urls.last?.hasPrefix("frame javascript:") == true, "\(urls)")
    #expect(page.inlineScripts == 1)
    #expect(page.metas.map(\.name) == ["content-security-policy", "referrer"])
    #expect(page.metas.map(\.isHTTPEquivalent) == [true, false])
    #expect(page.isWhole)
  }

  @Test func `a page of nothing but tags is bounded`() throws {
    let page = try page(String(repeating: "<img src=x>", count: 90_000))
    #expect(page.references.count == PageReader.mostReferences)
    #expect(!page.isWhole)
    #expect(tags(String(repeating: "<b>", count: 60_000)).count == HTMLTagReader.mostTags)
  }

  @Test func `hostile shapes take linear time`() {
    let start = ContinuousClock.now
    for part in [
      "<", "<!--", "<a ", "<script", "</script ", "<a b=\"", "&#", "<title>", "--", "<!-- -",
    ] {
      _ = tags(String(repeating: part, count: (1 << 17) / part.utf8.count))
    }
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func `no page of any kind ends the process`() throws {
    var random = SplitMix64(seed: 13)
    let seed = Array(
      "<!-- x --><script src='a' integrity=b></script><meta name=a content=\"&amp;&#60;\"><base href=/>"
        .utf8)
    for _ in 0..<3_000 {
      let text = String(decoding: HostileText.mutated(seed, &random), as: UTF8.self)
      _ = try page(text)
    }
  }

  @Test(
    "registrable domains",
    arguments: [
      ("www.example.co.uk", "example.co.uk"), ("example.com", "example.com"), ("com", nil),
      ("co.uk", nil), ("localhost", nil), ("127.0.0.1", nil), ("[::1]", nil),
      ("a.github.io", "a.github.io"), ("WWW.Example.COM.", "example.com"), ("", nil),
    ] as [(String, String?)])
  func domains(host: String, expected: String?) {
    #expect(PublicSuffixes().registrableDomain(of: host) == expected)
  }
}
