import Model
import TestSupport
import Testing

@testable import Bundles

/// A signed statement may still be one that nobody should believe.
@Suite struct StatementTests {
  private static let digest = String(repeating: "a", count: 64)

  private func text(_ change: (inout String) -> Void) -> [UInt8] {
    var text = Statement(
      subjects: [
        .init(name: "a.md", sha256: Self.digest), .init(name: "b/c.md", sha256: Self.digest),
      ], created: Workshop.now, expires: Instant(seconds: Workshop.now.seconds + 1),
      identity: "a@b", namespace: "posture@b", organization: nil, toolVersion: "1"
    ).text
    change(&text)
    return Array(text.utf8)
  }

  @Test(arguments: [
    "../a.md", "/etc/passwd", "b/../c", "b//c", "./a", "a/", "", "a\\u0000", "a\\nb", "..",
    "b\\\\c", "C:a", "a\\u202eb",
  ])
  func `a name that leads out or cannot be seen is refused`(name: String) {
    let error = #expect(throws: Malformed.self) {
      try Statement(text: text { $0.replace("\"a.md\"", with: "\"\(name)\"") })
    }
    #expect(error?.reason.hasPrefix("names ") == true)
  }

  @Test(arguments: [
    ("\"a.md\"", "\"b/c.md\"", "twice"), ("https://in-toto.io/Statement/v1", "x", "_type"),
    ("urn:avouch:posture-bundle:1", "https://slsa.dev/provenance/v1", "predicateType"),
    ("\"created\"", "\"made\"", "created"), ("2026-11-21T10:00:01Z", "tomorrow", "expires"),
    ("\"sha256\"", "\"sha1\"", "sha256"), ("aaaa\"", "AAAA\"", "sha256"),
    ("\"identity\"", "\"who\"", "identity"), ("\"subject\"", "\"subjects\"", "names no files"),
  ])
  func `each thing that is missing is named`(part: String, other: String, word: String) {
    let error = #expect(throws: Malformed.self) {
      try Statement(text: text { $0.replace(part, with: other, maxReplacements: 1) })
    }
    #expect(error?.reason.contains(word) == true, "\(error?.reason ?? "")")
  }

  @Test func `unknown fields are passed over`() throws {
    let read = try Statement(text: text { $0.replace("\"tool\"", with: "\"note\": 1, \"tool\"") })
    #expect(read.subjects.count == 2)
  }

  @Test func `nesting, binary bytes and emptiness end in a reason`() {
    for bytes in [
      Array(String(repeating: "[", count: 100_000).utf8), [0xFF, 0, 1], [],
    ] {
      #expect(throws: Malformed.self) { try Statement(text: bytes) }
    }
  }
}
