import Checks
import Model
import Testing

struct FileCheckTests {
  static let text = "# Plan\n\n## Severity levels\n\nCustomers hear within 72 hours.\n"
  static let check = """
    path: docs/plan.md
    sections: [Severity levels]
    contains: ["72 hours"]
    lacks: ["(?i)lorem"]
    changed-within: 30d
    minimum-size: 20
    """

  static func file(
    _ text: String = text, size: Int? = nil, daysAgo: Int = 1, path: String = "docs/plan.md"
  ) -> TextFile {
    TextFile(
      path: path, size: size ?? text.utf8.count, digest: "d1", text: .success(text),
      lastChange: .success(
        TextFile.Change(
          commit: "0123456789abcdef0123",
          date: Instant(seconds: CheckBench.now.seconds - daysAgo * 86_400))))
  }

  static func result(_ yaml: String = check, files: [TextFile]) throws -> CheckResult {
    let check = try CheckBench.check(FileCheck.self, yaml)
    let context = CheckBench.context()
    var observations = Observations()
    for request in check.requests(in: context.plan) {
      guard let request = request as? TextFilesRequest else { continue }
      let matching = files.filter { file in
        request.patterns.contains { $0 == file.path || $0.contains("*") }
      }
      observations.set(
        Observation(.success(TextFiles(files: matching)), observedAt: CheckBench.seenAt),
        for: request)
    }
    return check.evaluate(observations, in: context)
  }

  @Test func `a file as expected passes with evidence`() throws {
    let result = try Self.result(files: [Self.file()])
    #expect(result.verdict == .pass)
    #expect(result.summary == "1 file as expected")
    #expect(
      result.evidence.map(\.observed) == [
        "\(Self.text.utf8.count) bytes",
        "last changed on \(Instant(seconds: CheckBench.now.seconds - 86_400).date.description) by commit 0123456789ab",
        "section \"Severity levels\"", "\"72 hours\" occurs",
      ])
    #expect(result.evidence.last?.location.description == "docs/plan.md:5:23")
  }

  @Test(
    "each single fault gives its one finding",
    arguments: [
      (file(text.replacing("Severity", with: "Sevrity")), "missing-section", "docs/plan.md:3:1"),
      (
        file(text.replacing("## Severity", with: "    ## Severity")), "missing-section",
        "docs/plan.md"
      ),
      (file(text.replacing("72", with: "24")), "missing-text", "docs/plan.md"),
      (file(text + "äö Lorem"), "forbidden-text", "docs/plan.md:6:4"),
      (file(daysAgo: 31), "stale", "docs/plan.md"),
      (file(size: 19), "too-small", "docs/plan.md"),
      (file(path: "docs/other.md"), "missing", "docs/plan.md"),
    ])
  func fault(file: TextFile, rule: String, place: String) throws {
    let result = try Self.result(files: [file])
    #expect(result.verdict == .fail)
    #expect(result.findings.map(\.rule) == [rule])
    #expect(result.findings.first?.location.description == place)
  }

  @Test func `exactly the limit still passes`() throws {
    #expect(try Self.result(files: [Self.file(size: 20, daysAgo: 30)]).verdict == .pass)
  }

  @Test(
    "nothing unknown passes",
    arguments: [
      (Result<String, Unavailable>.failure(Unavailable("not UTF-8")), 1, "docs/plan.md: not UTF-8"),
      (.success(text), -3, "in the future"),
    ])
  func unknown(text: Result<String, Unavailable>, daysAgo: Int, reason: String) throws {
    let known = Self.file(daysAgo: daysAgo)
    let file = TextFile(
      path: known.path, size: 100, digest: nil, text: text, lastChange: known.lastChange)
    let result = try Self.result(files: [file])
    #expect(result.verdict.reason?.contains(reason) == true, "\(result.verdict)")
  }

  @Test(
    "a history that cannot be read is unmeasured",
    arguments: [nil, Result<TextFile.Change, Unavailable>.failure(Unavailable("no repository"))])
  func history(change: Result<TextFile.Change, Unavailable>?) throws {
    let file = TextFile(
      path: "docs/plan.md", size: 100, digest: nil, text: .success(Self.text), lastChange: change)
    #expect(try Self.result(files: [file]).verdict.word == "unmeasured")
    let withoutAge = Self.check.replacing("changed-within: 30d\n", with: "")
    #expect(try Self.result(withoutAge, files: [file]).verdict == .pass)
  }

  @Test func `every path must match`() throws {
    let result = try Self.result(
      "path: [docs/plan.md, docs/other.md]", files: [Self.file()])
    #expect(result.findings.map(\.rule) == ["missing"])
    #expect(result.findings.first?.location.path == "docs/other.md")
  }

  @Test func `a file that two patterns match is judged once`() throws {
    let result = try Self.result(
      "{ path: [docs/plan.md, 'docs/*.md'], minimum-size: 1000 }", files: [Self.file()])
    #expect(result.findings.count == 1)
    #expect(result.subjects == 1)
  }

  @Test func `a file that must not exist`() throws {
    let yaml = "{ path: '.env*', exists: false }"
    #expect(try Self.result(yaml, files: []).verdict == .pass)
    let result = try Self.result(yaml, files: [Self.file("SECRET=abc", path: ".env")])
    #expect(result.findings.map(\.rule) == ["forbidden-file"])
    #expect(!"\(result)".contains("abc"))
  }

  @Test func `text that matched where it must not is not shown`() throws {
    let result = try Self.result(
      "{ path: docs/plan.md, lacks: ['key-[a-z]+'] }", files: [Self.file("key-hunter")])
    #expect(result.findings.count == 1)
    #expect(!"\(result)".contains("hunter"))
  }

  @Test func `a pattern that would backtrack for ever is unmeasured`() throws {
    let text = String(repeating: "a", count: 50_000) + "!"
    for key in ["contains", "lacks"] {
      let result = try Self.result(
        "{ path: docs/plan.md, \(key): ['^(a|a?)+$'] }", files: [Self.file(text)])
      #expect(result.verdict.reason?.contains("limits") == true)
    }
  }

  @Test func `expectations beside exists false are an error`() throws {
    let diagnostics = CheckBench.diagnostics {
      try CheckBench.check(FileCheck.self, "{ path: a, exists: false, contains: [x], lacks: [y] }")
    }
    #expect(diagnostics.count == 2)
  }

  @Test func `the example decodes`() throws {
    let check = try CheckBench.example(of: FileCheck.self)
    #expect(check.requests(in: CheckBench.context().plan).count == 1)
  }
}
