import Checks
import Model
import TestSupport
import Testing

/// One lockfile without known holes, and one thing changed at a time.
struct VulnerabilitiesTests {
  private static let lockfile = """
    {"name": "shop", "lockfileVersion": 3, "packages": {
      "": {"name": "shop", "dependencies": {"web": "^1.0.0"}, "devDependencies": {"tool": "1.0.0"}},
      "node_modules/web": {"version": "1.0.0", "dependencies": {"parse": "^1.0.0"}},
      "node_modules/parse": {"version": "1.0.0"},
      "node_modules/tool": {"version": "1.0.0", "dev": true}}}
    """
  private static let manifest =
    #"{"name": "shop", "dependencies": {"web": "^1.0.0"}, "devDependencies": {"tool": "1.0.0"}}"#

  private func bench(
    _ records: [String], others: [String: String] = [:], asOf: String = "2026-09-20T00:00:00Z",
    files: [String: String] = [:]
  ) throws -> DependencyBench {
    let bench = DependencyBench()
    try bench.write(["package-lock.json": Self.lockfile, "package.json": Self.manifest])
    try bench.write(files)
    _ = try AdvisoryBench.database(
      records + [AdvisoryBench.record("GHSA-other", "other")], others: others,
      asOf: try #require(Instant(asOf)), in: bench.folder)
    return bench
  }

  private static let database = "database: advisories.sqlite\n"

  private func verdict(_ bench: DependencyBench, _ yaml: String = "") throws -> CheckResult {
    try bench.result(of: VulnerabilitiesCheck.self, Self.database + yaml)
  }

  @Test func `nothing known is a pass that says how old the data is`() throws {
    let result = try verdict(try bench([]))
    #expect(result.verdict == .pass, "\(result.summary)")
    #expect(result.summary.contains("no known hole"))
    #expect(result.evidence.map(\.observed).contains("advisories: npm of 2026-09-20"))
  }

  @Test func `a hole is told once, with the way to it and what mends it`() throws {
    let bench = try bench([
      AdvisoryBench.record(
        "GHSA-1", "parse", fixed: "1.0.1", aliases: ["CVE-2026-1"], severity: AdvisoryBench.critical
      ),
      AdvisoryBench.record("SNYK-1", "parse", fixed: "1.0.2", aliases: ["CVE-2026-1"]),
    ])
    let result = try verdict(bench)
    let finding = try #require(result.findings.first)
    #expect(result.findings.count == 1)
    #expect(finding.rule == "CVE-2026-1")
    #expect(finding.ruleAliases == ["CVE-2026-1", "GHSA-1", "SNYK-1"])
    #expect(finding.severity == .critical)
    #expect(finding.location.description == "package-lock.json:4:3")
    #expect(
      finding.message.hasPrefix(
        "CVE-2026-1 (critical, CVSS 9.8) in parse 1.0.0: A hole in parse"), "\(finding.message)")
    #expect(finding.fix == "Upgrade parse to 1.0.2 or later.")
  }

  @Test(arguments: [
    ("severity: high", CheckVerdict.pass), ("severity: low", .fail),
    ("severity: info", .fail), ("fixable: true", .pass),
  ])
  func `what counts is asked for`(_ yaml: String, _ verdict: CheckVerdict) throws {
    let bench = try bench([
      AdvisoryBench.record("GHSA-1", "parse", severity: AdvisoryBench.low)
    ])
    #expect(try self.verdict(bench, yaml).verdict == verdict)
  }

  @Test func `an exploited hole counts whatever its severity`() throws {
    let catalogue = """
      {"catalogVersion": "1", "vulnerabilities": [{"cveID": "CVE-2026-1", "dateAdded": "2026-02-01"}]}
      """
    let bench = try bench(
      [
        AdvisoryBench.record(
          "GHSA-1", "parse", aliases: ["CVE-2026-1"], severity: AdvisoryBench.low)
      ], others: ["kev.json": catalogue])
    let result = try verdict(bench, "severity: critical")
    #expect(result.findings.first?.message.contains("known to be exploited") == true)
    #expect(try verdict(bench, "severity: critical\nexploited: false").verdict == .pass)
  }

  @Test func `an unknown severity is not measured unless a record of the same hole knows it`()
    throws
  {
    let unrated = AdvisoryBench.record("GO-1", "parse", aliases: ["CVE-2026-1"])
    let result = try verdict(try bench([unrated]))
    #expect(result.whyUnmeasured == "no record tells how severe CVE-2026-1 in parse 1.0.0 is")
    #expect(try verdict(try bench([unrated]), "unknown-severity: fail").verdict == .fail)
    #expect(try verdict(try bench([unrated]), "unknown-severity: ignore").verdict == .pass)
    #expect(try verdict(try bench([unrated]), "severity: info").verdict == .fail)
    // The record in another database names other packages, and rates the hole.
    let rated = AdvisoryBench.record(
      "GHSA-1", "elsewhere", aliases: ["CVE-2026-1"], word: "CRITICAL")
    #expect(try verdict(try bench([unrated, rated]), "severity: high").findings.count == 1)
  }

  @Test func `what only development needs counts where it is asked for`() throws {
    let bench = try bench([
      AdvisoryBench.record("GHSA-1", "tool", severity: AdvisoryBench.critical)
    ])
    #expect(try verdict(bench).verdict == .pass)
    #expect(try verdict(bench, "include-development: true").verdict == .fail)
  }

  @Test func `notices and malicious packages are no ordinary holes`() throws {
    let notice = AdvisoryBench.record("GHSA-1", "parse", informational: "unmaintained")
    #expect(try verdict(try bench([notice])).verdict == .pass)
    #expect(
      try verdict(try bench([notice]), "informational: true\nseverity: info").verdict == .fail)
    let malicious = AdvisoryBench.record("MAL-2026-1", "parse")
    let result = try verdict(try bench([malicious]), "severity: critical")
    #expect(result.findings.first?.message.contains("malicious package") == true)
    #expect(result.findings.first?.severity == .critical)
  }

  @Test func `data that is old, missing or of something else decides nothing`() throws {
    let old = try bench([], asOf: "2026-09-08T00:00:00Z")
    #expect(
      try verdict(old).whyUnmeasured == "the advisories of npm are 13 days old, the limit is 7 days"
    )
    #expect(try verdict(old, "database-age: 20d").verdict == .pass)
    let missing = DependencyBench()
    try missing.write(["package-lock.json": Self.lockfile])
    #expect(try verdict(missing).whyUnmeasured?.contains("does not exist") == true)
    let python = try bench([], files: ["requirements.txt": "requests==2.0.0\n"])
    #expect(
      try verdict(python).whyUnmeasured == "the advisory database has nothing of PyPI")
  }

  @Test func `versions that nobody fixes or knows`() throws {
    let record = AdvisoryBench.record(
      "GHSA-1", "requests", ecosystem: "PyPI", fixed: "3", severity: AdvisoryBench.critical)
    let open = try bench([record], files: ["requirements.txt": "requests>=2\n"])
    #expect(
      try verdict(open).whyUnmeasured
        == "requirements.txt:1:1: the version of requests is not fixed, and there are advisories "
        + "for it")
    let free = try bench([record], files: ["requirements.txt": "flask>=2\n"])
    #expect(try verdict(free).verdict == .pass)
  }

  @Test func `components without a package URL are not looked up, which is said`() throws {
    let bill = #"""
      {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
        {"type": "library", "name": "left", "version": "1.0"},
        {"type": "library", "name": "web", "version": "1.0", "purl": "pkg:npm/web@1.0"}]}
      """#
    let reason = try verdict(try bench([], files: ["bom.json": bill])).whyUnmeasured
    #expect(reason?.hasPrefix("bom.json:2:") == true, "\(reason ?? "")")
    #expect(
      reason?.hasSuffix(
        "no advisory can be looked up for 1 component without a package URL: left") == true,
      "\(reason ?? "")")
  }

  @Test func `no manifest and a broken one`() throws {
    let none = DependencyBench()
    _ = try AdvisoryBench.database(
      [AdvisoryBench.record("A", "b")], asOf: none.now, in: none.folder)
    #expect(
      try verdict(none, "files: \"*.lock\"").whyUnmeasured == "no dependency manifest was found")
    #expect(try verdict(none, "files: \"*.lock\"\nminimum-subjects: 0").verdict == .pass)
    let broken = try bench([], files: ["api/package-lock.json": "{"])
    #expect(try verdict(broken).whyUnmeasured?.hasPrefix("api/package-lock.json") == true)
  }

  @Test func `the example decodes`() throws {
    let bench = try bench([])
    #expect(throws: Never.self) {
      try bench.result(of: VulnerabilitiesCheck.self, "{ severity: high, database-age: 3d }")
    }
  }
}
