import Checks
import Model
import Testing

@Suite struct PackagesCheckTests {
  typealias Bench = PackagesCheckBench

  private static let requirements = Bench.manifest(
    "requirements.txt",
    [
      Bench.package("requests", "2.32.0", in: "requirements.txt", line: 1),
      Bench.package("rich", nil, in: "requirements.txt", requirement: ">=13", line: 2),
      Bench.package("pytest", "8.0", in: "requirements.txt", isDevelopment: true, line: 3),
    ])

  @Test func `the example decodes`() throws {
    let check = try CheckBench.example(of: PackagesCheck.self)
    #expect(check.requests(in: CheckBench.context().plan).isEmpty)
    let context = CheckBench.context(targets: [
      CheckBench.target("code", .repository(path: "/project"))
    ])
    #expect(check.requests(in: context.plan).count == 1)
  }

  @Test(arguments: [
    ("required: [requests]", CheckVerdict.pass), ("required: [Requests]", .pass),
    ("required: ['PyPI:requests', 'pip:rich']", .pass),
    ("required: [{ name: requests, ecosystem: PyPI }]", .pass),
    ("required: [{ name: requests, at-least: '2.32' }]", .pass),
    ("required: [{ name: requests, at-least: '2.32.1' }]", .fail),
    ("required: ['npm:requests']", .fail), ("required: [flask]", .fail),
    ("required: [pytest]", .pass),
    ("{ required: [pytest], include-development: false }", .fail),
    ("forbidden: [flask]", .pass), ("forbidden: [requests]", .fail),
    ("forbidden: [RICH]", .fail), ("forbidden: ['npm:requests']", .pass),
    ("forbidden: [pytest]", .fail),
    ("{ forbidden: [pytest], include-development: false }", .pass),
    ("pinned: true", .fail), ("lockfile: true", .pass),
  ])
  func `each rule has its verdict`(_ yaml: String, _ verdict: CheckVerdict) throws {
    #expect(try Bench.evaluate(yaml, [Self.requirements]).verdict == verdict)
  }

  @Test func `a missing package names what is similar`() throws {
    #expect(
      try Bench.findings("required: [reqeusts]", [Self.requirements]) == [
        "missing requirements.txt reqeusts is required, but no manifest names it; the similar name "
          + "requests is at requirements.txt:1:1"
      ])
    #expect(
      try Bench.findings("{ required: [pytest], include-development: false }", [Self.requirements])
        == [
          "missing requirements.txt pytest is required, but no manifest names it; it is there for "
            + "development only"
        ])
  }

  @Test func `a version that is too old or not fixed`() throws {
    #expect(
      try Bench.findings("required: [{ name: requests, at-least: '3' }]", [Self.requirements]) == [
        "too-old requirements.txt:1:1 requests is at 2.32.0; expected at least 3"
      ])
    let open = try Bench.evaluate("required: [{ name: rich, at-least: '1' }]", [Self.requirements])
    #expect(
      open.verdict
        == .unmeasured(reason: "the version of rich is not fixed by any manifest that was read"))
    let odd = Bench.manifest("a.txt", [Bench.package("odd", "banana", in: "a.txt")])
    #expect(
      try Bench.evaluate("required: [{ name: odd, at-least: '1' }]", [odd]).verdict
        == .unmeasured(
          reason: "a.txt:1:1: the version banana of odd cannot be compared with 1"))
  }

  @Test func `a forbidden package says why, through what, and what instead`() throws {
    let lock = Bench.manifest(
      "uv.lock",
      [
        Bench.package("pycrypto", "2.6.1", in: "uv.lock", isDirect: false, line: 9),
        Bench.package("pycrypto", "2.6.0", in: "uv.lock", isDirect: false, line: 12),
      ], isLockfile: true)
    let yaml = "forbidden: [{ name: PyCrypto, reason: abandoned, instead: cryptography }]"
    let result = try Bench.evaluate(yaml, [lock])
    #expect(
      result.findings.map(\.message) == [
        "pycrypto 2.6.0, 2.6.1 is forbidden: abandoned (through another package)"
      ])
    #expect(result.findings.first?.fix == "Use cryptography instead.")
    #expect(result.findings.first?.identity == "PyPI:pycrypto")
    #expect(result.findings.first?.severity == .high)
  }

  @Test func `where something was not read, absence is unknown`() throws {
    let torn = Bench.unreadable("uv.lock", "uv.lock:3:1: unclosed text")
    let missing = try Bench.evaluate("required: [flask]", [Self.requirements, torn])
    #expect(missing.verdict == .unmeasured(reason: "uv.lock:3:1: unclosed text"))
    #expect(
      try Bench.evaluate("forbidden: [flask]", [Self.requirements, torn]).verdict
        == .unmeasured(reason: "uv.lock:3:1: unclosed text"))
    // What is seen is wrong, whatever else was not read.
    #expect(
      try Bench.evaluate("forbidden: [requests]", [Self.requirements, torn]).verdict == .fail)
    // A gap in another ecosystem hides no package of this one.
    let yarn = Bench.unreadable("yarn.lock", "not read yet", ecosystem: "npm", isLockfile: true)
    let other = try Bench.evaluate("required: ['PyPI:flask']", [Self.requirements, yarn])
    #expect(other.verdict == .fail)
  }

  @Test(arguments: [
    ("required: [a]", CheckVerdict.unmeasured(reason: "no dependency manifest was found")),
    ("forbidden: [a]", .unmeasured(reason: "no dependency manifest was found")),
    ("{ forbidden: [a], minimum-subjects: 0 }", .pass),
    ("{ pinned: true, lockfile: true, minimum-subjects: 0 }", .pass),
    ("{ required: [a], minimum-subjects: 0 }", .fail),
  ])
  func `nothing found is no pass unless that is said`(
    _ yaml: String, _ verdict: CheckVerdict
  ) throws {
    #expect(try Bench.evaluate(yaml, []).verdict == verdict)
  }

  @Test func `too few manifests leave it unmeasured`() throws {
    #expect(
      try Bench.evaluate("{ forbidden: [a], minimum-subjects: 2 }", [Self.requirements]).verdict
        == .unmeasured(reason: "1 manifest found, at least 2 expected"))
  }

  @Test func `a folder that cannot be listed, and a target that is no folder`() throws {
    #expect(
      try Bench.evaluate("pinned: true", .failure(Unavailable("it is gone"))).verdict
        == .unmeasured(reason: "it is gone"))
    #expect(
      try Bench.evaluate("{ target: web, pinned: true }", []).verdict
        == .unmeasured(reason: "target web is not a folder"))
  }

  @Test func `places are seen from the posture's folder`() throws {
    let torn = Bench.unreadable("uv.lock", "uv.lock:3:1: unclosed text")
    let result = try Bench.evaluate(
      "{ target: api, forbidden: [requests], required: [rich] }", [Self.requirements, torn])
    #expect(result.findings.map(\.location.description) == ["api/requirements.txt:1:1"])
    #expect(
      result.evidence.map(\.location.description) == ["api/requirements.txt", "api/uv.lock"])
    let unread = try Bench.evaluate("{ target: api, forbidden: [a] }", [torn])
    #expect(unread.verdict == .unmeasured(reason: "api/uv.lock:3:1: unclosed text"))
  }

  @Test func `evidence counts each manifest`() throws {
    let result = try Bench.evaluate("required: [requests]", [Self.requirements])
    #expect(
      result.evidence.map(\.observed) == ["requirements.txt: 3 packages, 1 for development"])
    #expect(result.evidence.first?.digest?.utf8.count == 64)
    #expect(result.summary == "3 packages in 1 manifest hold")
    #expect(result.subjects == 1)
  }

  @Test(arguments: [
    (
      "{}",
      "nothing is asked of the packages; give required, forbidden, pinned, lockfile, integrity or "
        + "registries"
    ),
    (
      "required: ['pypy:a']",
      "unknown ecosystem \"pypy\"; known are " + PackageNaming.ecosystems.joined(separator: ", ")
        + "; did you mean PyPI?"
    ),
    ("required: ['npm:']", "expected the name of a package"),
    ("required: ['a b']", "expected the name of a package"),
    (
      "required: [{ name: a, at-least: 2.10 }]",
      "this text reads as the number 2.1; write it in quotes"
    ),
    ("required: [{ name: a, ecosystem: npm, at-least: latest }]", "latest is not a version in npm"),
    (
      "{ required: [A_b], forbidden: ['PyPI:a-b'] }",
      "PyPI:a-b is forbidden here and required as A_b"
    ),
    ("required: [{ name: a, ecosystem: Mavin }]", "ecosystem"),
    ("required: [{ name: a, version: '1' }]", "version"),
    ("{ forbidden: [a], minimum-subjects: -1 }", "minimum-subjects"),
  ])
  func `each fault of the arguments is an error`(_ yaml: String, _ message: String) throws {
    let problems = CheckBench.diagnostics { try CheckBench.check(PackagesCheck.self, yaml) }
    #expect(problems.count == 1)
    #expect(problems.first?.contains(message) == true, "\(problems)")
  }
}
