import Model
import Testing

@testable import Checks

/// The parts of a published sentence that come from parameters are told from those typed into it.
@Suite struct StatementTemplateTests {
  private func interpolated(
    _ template: String, _ statement: String, _ parameters: [String: String] = [:]
  ) -> [String] {
    let aligned = StatementTemplate(
      template: template, statement: statement,
      parameters: parameters.map { Parameter(name: $0.key, value: $0.value) }, limit: 1_000)
    return aligned.segments.filter(\.isParameter).map { segment in
      var text = String.UnicodeScalarView()
      text.append(contentsOf: aligned.text[segment.text])
      return String(text)
    }
  }

  @Test func `values are found by name`() {
    #expect(
      interpolated(
        "within {a} and {b}", "within 72 hours and 5 days", ["a": "72 hours", "b": "5 days"])
        == ["72 hours", "5 days"])
  }

  @Test func `values that are published otherwise than written are found by what surrounds them`() {
    #expect(
      interpolated("within {a} of it", "within 72 hours of it", ["a": "72h"]) == ["72 hours"])
  }

  @Test func `parameters may touch and may end the sentence`() {
    #expect(interpolated("{a}{b}", "12", ["a": "1", "b": "2"]) == ["1", "2"])
    #expect(interpolated("up to {a}", "up to 9 days", ["a": "9d"]) == ["9 days"])
  }

  @Test func `braces around anything but a name are text`() {
    #expect(interpolated("a { b } {}", "a { b } {}") == [])
  }

  @Test func `a doubled brace stands for one`() {
    #expect(interpolated("{{a}} is {a}", "{a} is 5 days", ["a": "5 days"]) == ["5 days"])
  }

  @Test func `a sentence that does not follow its template is judged by the template`() {
    #expect(interpolated("kept {a} long", "something else", ["a": "5 days"]) == ["{a}"])
  }

  @Test func `a sentence without a template comes from no parameter`() {
    #expect(interpolated("", "kept 5 days", ["a": "5 days"]) == [])
  }
}
