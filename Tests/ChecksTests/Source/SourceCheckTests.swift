import Checks
import Model
import Testing

struct SourceCheckTests {
  static let check = """
    files: app/**/*.py
    forbidden: [{ pattern: '\\bmd5\\(', rule: weak-hash, message: MD5 protects nothing, fix: Use SHA-256. }]
    required: [{ pattern: 'AESGCM\\(' }]
    """
  static let good = "import x\nkey = AESGCM(k)\n"

  static func file(_ path: String, _ text: String?) -> TextFile {
    TextFile(
      path: path, size: 1, digest: "d1",
      text: text.map { .success($0) } ?? .failure(Unavailable("\(path) is not text in UTF-8")))
  }

  static func result(_ files: [TextFile], by yaml: String = check) throws -> CheckResult {
    let check = try CheckBench.check(SourceCheck.self, yaml)
    let context = CheckBench.context()
    var observations = Observations()
    for request in check.requests(in: context.plan) {
      guard let request = request as? TextFilesRequest else { continue }
      observations.set(
        Observation(.success(TextFiles(files: files)), observedAt: CheckBench.seenAt), for: request)
    }
    return check.evaluate(observations, in: context)
  }

  @Test func `what is as asked passes with the places seen`() throws {
    let result = try Self.result([Self.file("app/a.py", Self.good), Self.file("app/b.py", "x\n")])
    #expect(result.verdict == .pass)
    #expect(result.subjects == 2)
    #expect(result.evidence.map(\.location.description) == ["app/**/*.py", "app/a.py:2:7"])
  }

  @Test func `every line that matches is a finding, and is not shown`() throws {
    let text = Self.good + "a = md5(b'hunter2')\n  äö md5(x); md5(y)\n"
    let result = try Self.result([Self.file("app/a.py", text)])
    #expect(result.findings.map(\.location.description) == ["app/a.py:3:5", "app/a.py:4:6"])
    #expect(result.findings.map(\.rule) == ["weak-hash", "weak-hash"])
    #expect(result.findings.first?.fix == "Use SHA-256.")
    #expect(Set(result.findings.map(\.identity)).count == 2)
    #expect(!"\(result)".contains("hunter2"))
  }

  @Test func `anchors mean lines`() throws {
    let yaml = "{ files: a, forbidden: [{ pattern: '^import os$' }] }"
    let result = try Self.result(
      [Self.file("a", "x\nimport os\nimport os.path\nimport os")], by: yaml)
    #expect(result.findings.map(\.location.span?.line) == [2, 4])
  }

  @Test func `a maximum lets old lines stand and counts new ones`() throws {
    let yaml = "{ files: a, forbidden: [{ pattern: any, maximum: 2 }] }"
    #expect(try Self.result([Self.file("a", "any\nany\n")], by: yaml).verdict == .pass)
    let more = try Self.result([Self.file("a", "any\nany\n"), Self.file("b", "any\n")], by: yaml)
    #expect(more.findings.map(\.location.description) == ["b:1:1"])
  }

  @Test func `what must appear is missed in all files or in each`() throws {
    #expect(
      try Self.result([Self.file("app/a.py", "x")]).findings.map(\.rule) == ["missing-pattern"])
    let yaml = "{ files: a, required: [{ pattern: SPDX, in: each }, { pattern: x, minimum: 3 }] }"
    let result = try Self.result(
      [Self.file("a", "SPDX\nx\nx\n"), Self.file("b", "x\n"), Self.file("c", "no")], by: yaml)
    #expect(result.findings.map(\.location.description) == ["b", "c"])
  }

  @Test(
    "nothing unknown passes",
    arguments: [
      ([TextFile](), "nothing to judge: 0 files"),
      ([file("app/a.py", good), file("app/b.py", nil)], "app/b.py is not text in UTF-8"),
      ([file("app/a.py", good + String(repeating: "md5(\n", count: 600))], ""),
    ])
  func unknown(files: [TextFile], reason: String) throws {
    let result = try Self.result(files)
    if reason.isEmpty {
      #expect(result.findings.count == 100)
      #expect(result.summary == "100 findings in 1 file, 400 more not listed")
      #expect(result.gaps.first?.contains("more than 500 lines") == true)
    } else {
      #expect(result.verdict.reason?.contains(reason) == true, "\(result.verdict)")
    }
  }

  @Test func `pictures are left out and said so`() throws {
    let result = try Self.result([Self.file("app/a.py", Self.good), Self.file("app/x.png", nil)])
    #expect(result.verdict == .pass)
    #expect(result.summary == "1 file searched: all as asked, 1 binary file left out")
  }

  @Test func `a pattern beyond its limits is unmeasured`() throws {
    let yaml = "{ files: a, forbidden: [{ pattern: '(a+)+$x' }] }"
    let result = try Self.result(
      [Self.file("a", String(repeating: "a", count: 50_000) + "b")], by: yaml)
    #expect(result.verdict.word == "unmeasured" || result.verdict == .pass)
  }

  @Test func `the example decodes and an empty check does not`() throws {
    _ = try CheckBench.example(of: SourceCheck.self)
    #expect(
      CheckBench.diagnostics { try CheckBench.check(SourceCheck.self, "files: a") }.first?.contains(
        "nothing to look for") == true)
  }
}
