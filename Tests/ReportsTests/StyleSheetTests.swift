import Foundation
import Reports
import Testing

@Suite("Stylesheet and page")
struct StyleSheetTests {
  private static let css = String(
    decoding: GoldenTests.resources.bytes(HTMLPostureDocument.styleSheetPath) ?? [], as: UTF8.self)

  @Test("text meets WCAG AA on every ground in light, dark and print", arguments: 0..<3)
  func contrast(scheme: Int) throws {
    let schemes = Self.css.components(separatedBy: ":root {").dropFirst()
    let colors = Self.colors(in: try #require(schemes.dropFirst(scheme).first))
    for ground in ["paper", "panel"] {
      for text in ["ink", "muted", "accent", "good", "bad", "caution", "plan", "plain"] {
        let ratio = Self.ratio(try #require(colors[ground]), try #require(colors[text]))
        #expect(ratio >= 4.5, "\(text) on \(ground): \(ratio)")
      }
    }
  }

  @Test("the document loads nothing and runs nothing")
  func selfContained() throws {
    let text = HTMLPostureDocument(resources: GoldenTests.resources).render(
      SampleAssessment.full, options: ReportOptions())
    for word in ["<script", "<link", "@import", "url(", "<iframe", "<img"] {
      #expect(!text.contains(word), "\(word)")
    }
    #expect(text.contains("default-src &#39;none&#39;"))
    #expect(text.contains("<html lang=\"en\">"))
  }

  @Test("headings follow in order and every table header has a scope")
  func structure() throws {
    let text = HTMLPostureDocument(resources: GoldenTests.resources).render(
      SampleAssessment.full, options: ReportOptions())
    let tags = try PythonValidation.tags(ofHTML: text).split(separator: "\n")
    let levels = tags.compactMap { tag -> Int? in
      guard tag.hasPrefix("+h"), let digit = tag.dropFirst(2).first else { return nil }
      return digit.wholeNumberValue
    }
    #expect(levels.first == 1)
    #expect(levels.count { $0 == 1 } == 1)
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    #expect(tags.filter { $0.hasPrefix("+th ") || $0 == "+th" }.allSatisfy { $0.contains("scope") })
    let ids = tags.flatMap { $0.matches(of: /\["id", "([^"]*)"\]/).map { String($0.1) } }
    #expect(Set(ids).count == ids.count)
    let links = tags.flatMap { $0.matches(of: /\["href", "#([^"]*)"\]/).map { String($0.1) } }
    #expect(Set(links).subtracting(ids) == [])
  }

  private static func colors(in block: String) -> [String: [Double]] {
    let lines = block.prefix { $0 != "}" }.split(separator: "\n")
    return Dictionary(
      lines.compactMap { line in
        guard let match = line.firstMatch(of: /--([a-z]+): #([0-9a-f]{3,6});/) else { return nil }
        let digits = match.2.count == 3 ? match.2.map { "\($0)\($0)" }.joined() : String(match.2)
        guard let value = Int(digits, radix: 16) else { return nil }
        return (String(match.1), [value >> 16, value >> 8 & 255, value & 255].map(linear))
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func linear(_ channel: Int) -> Double {
    let value = Double(channel) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  /// WCAG 2.2's contrast ratio.
  private static func ratio(_ one: [Double], _ other: [Double]) -> Double {
    let weights = [0.2126, 0.7152, 0.0722]
    let luminances = [one, other].map { zip($0, weights).reduce(0) { $0 + $1.0 * $1.1 } }.sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
  }
}
