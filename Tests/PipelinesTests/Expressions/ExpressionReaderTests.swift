import Model
import Pipelines
import TestSupport
import Testing

struct ExpressionReaderTests {
  @Test(
    "expressions are read by the grammar of GitHub",
    arguments: [
      (
        "github.ref == 'refs/heads/main' && always()", "github.ref == 'refs/heads/main' && always()"
      ),
      ("a || b && !c", "a || (b && !c)"), ("(a || b) && c", "(a || b) && c"),
      ("!!x", "!!x"),
      ("contains(needs.*.result, 'failure')", "contains(needs.*.result, 'failure')"),
      ("github['Event'].Pull_Request.head['ref']", "github.event.pull_request.head.ref"),
      ("matrix[env.X].y", "matrix.[].y"), ("'it''s' != null", "'it''s' != null"),
      ("0x1F >= -2.5", "31 >= -2.5"), ("toJSON(github.event)", "tojson(github.event)"),
      ("fromJSON(needs.a.outputs.b).c[0] == true", "member(fromjson(needs.a.outputs.b)) == true"),
    ])
  func read(text: String, shown: String) {
    #expect(ExpressionReader.read(text).text == shown)
  }

  @Test(
    "conditions of GitLab are read into the same form",
    arguments: [
      (#"$CI_COMMIT_BRANCH == "main" && $A"#, "$CI_COMMIT_BRANCH == 'main' && $A"),
      (
        #"$CI_COMMIT_TAG =~ /^v\d+\/x$/i || ${B} != null"#,
        #"matches($CI_COMMIT_TAG, '^v\d+\/x$') || $B != null"#
      ),
      ("$A !~ /x/", "!matches($A, 'x')"),
    ])
  func gitLab(text: String, shown: String) {
    #expect(ExpressionReader.read(text, as: .gitLab).text == shown)
  }

  @Test(
    "what cannot be read says so",
    arguments: ["", "a &&", "(a", "a b", "'open", "a..b", "f(a", "a ==== b", "$x"])
  func unreadable(text: String) {
    #expect(ExpressionReader.read(text).unreadableReason != nil)
  }

  @Test func `depth and length are bounded`() {
    let deep = String(repeating: "(", count: 5_000) + "a" + String(repeating: ")", count: 5_000)
    #expect(ExpressionReader.read(deep).unreadableReason?.contains("deeper") == true)
    let long = Array(repeating: "a", count: 2_000).joined(separator: " && ")
    #expect(ExpressionReader.read(long).unreadableReason?.contains("operators") == true)
    #expect(
      ExpressionReader.read(String(repeating: "!", count: 5_000) + "a").unreadableReason != nil)
    #expect(
      ExpressionReader.read(String(repeating: "a", count: 30_000)).unreadableReason?
        .contains("longer") == true)
  }

  @Test(arguments: 0..<200)
  func `no text breaks the reader`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let pieces = Array("()[].,'!=<>&|*ab0x-$/\" ").map(String.init) + ["github", "true", "é"]
    let text = (0..<60).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
    // A text that was read is read the same way again from how it is shown.
    let first = ExpressionReader.read(text)
    if first.unreadableReason == nil, !first.text.contains("[]"), !first.text.contains("member(") {
      #expect(ExpressionReader.read(first.text).text == first.text, "\(text)")
    }
    _ = ExpressionReader.read(text, as: .gitLab)
  }
}
