import Foundation
import Model
import Reports
import Testing

/// The documents in a real browser, judged by axe-core and by what a keyboard can reach.
@Suite("Accessibility", .serialized)
struct AccessibilityTests {
  private static let looks = [
    Browser.Look(width: 1_280, height: 900, isDark: false),
    Browser.Look(width: 1_280, height: 900, isDark: true),
    Browser.Look(width: 390, height: 844, isDark: false),
    Browser.Look(width: 390, height: 844, isDark: true),
  ]

  private struct Verdict: Decodable {
    let width: Int
    let isDark: Bool
    let passes: Int
    let violations: [String]
    let unreachable: [String]
    let unmarked: [String]
    let overflow: Int
  }

  @Test("axe finds nothing, and the keyboard reaches everything", arguments: looks)
  func document(look: Browser.Look) throws {
    let html = HTMLPostureDocument(resources: GoldenTests.resources)
      .render(SampleAssessment.dated, options: ReportOptions())
    try expectAccessible(html, look)
  }

  @Test("the same holds for the control map", arguments: [looks[0], looks[3]])
  func map(look: Browser.Look) throws {
    try expectAccessible(try MapGoldenTests.render("html", SampleMap.map()), look)
  }

  private func expectAccessible(_ html: String, _ look: Browser.Look) throws {
    let verdict = try judged(html, look)
    #expect(verdict.width == look.width && verdict.isDark == look.isDark)
    #expect(verdict.passes > 20)
    #expect(verdict.violations == [])
    #expect(verdict.unreachable == [], "scrolls, and cannot be reached by keyboard")
    #expect(verdict.unmarked == [], "has the focus, and does not show it")
    #expect(verdict.overflow <= 0, "the page is wider than the screen")
  }

  @Test("axe finds what was broken on purpose")
  func broken() throws {
    let html = HTMLPostureDocument(resources: GoldenTests.resources)
      .render(SampleAssessment.dated, options: ReportOptions())
      .replacing("<html lang=\"en\">", with: "<html>")
      .replacing("role=\"region\" tabindex=\"0\"", with: "role=\"region\"")
      .replacing("--muted: #59606b", with: "--muted: #c9c9c9")
    let verdict = try judged(html, Self.looks[2])
    for rule in ["html-has-lang", "color-contrast"] {
      #expect(verdict.violations.contains { $0.hasPrefix(rule) }, "\(rule)")
    }
    #expect(verdict.unreachable != [])
  }

  @Test("the page says nothing in the console")
  func console() throws {
    let html = HTMLPostureDocument(resources: GoldenTests.resources)
      .render(SampleAssessment.dated, options: ReportOptions())
    #expect(try Browser.document(of: html, Self.looks[0]).console == [])
  }

  /// Puts the page into a frame of the wanted width, because a window cannot be as narrow as a phone,
  /// and lets axe-core judge it there.
  private func judged(_ html: String, _ look: Browser.Look) throws -> Verdict {
    let axe = try String(contentsOf: Self.axe, encoding: .utf8)
    // The document forbids scripts, its own and ours.
    let open = html.replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "")
    let framed = open.replacing(
      "</body>", with: "<script>\(axe)</script><script>\(Self.script)</script></body>")
    let escaped = framed.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    let wrapper = """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title></head>
      <body style="margin:0"><iframe title="page" style="border:0" width="\(look.width)"
      height="\(look.height)" srcdoc="\(escaped)"></iframe></body></html>
      """
    let seen = try Browser.document(of: wrapper, look).html
    let found = try #require(seen.firstMatch(of: /<pre id="verdict">(.*?)<\/pre>/))
    let json = String(found.1).replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
      .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    return try JSONDecoder().decode(Verdict.self, from: Data(json.utf8))
  }

  private static let axe = TestPaths.package.appending(path: ".build/axe/axe-4.14.0.min.js")

  /// WCAG 2.0 to 2.2, levels A and AA, and axe's own best practices; then the keyboard.
  private static let script = """
    axe.run(document, {resultTypes: ["violations"]}).then(result => {
      const name = e => e.tagName + "." + e.className + "#" + e.id;
      const all = [...document.querySelectorAll("body *")];
      const unreachable = all.filter(e => (e.scrollWidth > e.clientWidth + 1)
        && ["auto", "scroll"].includes(getComputedStyle(e).overflowX)
        && e.tabIndex < 0).map(name);
      const unmarked = [...document.querySelectorAll("a, [tabindex='0']")].filter(e => {
        e.focus({focusVisible: true});
        const style = getComputedStyle(e);
        return document.activeElement !== e || style.outlineStyle === "none"
          || parseFloat(style.outlineWidth) < 2;
      }).map(name);
      const verdict = {
        width: innerWidth, isDark: matchMedia("(prefers-color-scheme: dark)").matches,
        passes: result.passes.length, unreachable, unmarked,
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        violations: result.violations.map(
          v => v.id + ": " + v.nodes.slice(0, 5).map(n => n.target.join(" ")).join(", ")),
      };
      const place = parent.document.createElement("pre");
      place.id = "verdict";
      place.textContent = JSON.stringify(verdict);
      parent.document.body.append(place);
    });
    """
}
