import Checks
import Model
import Systems
import Testing

struct SecretsCheckTests {
  private let commit = String(repeating: "a1b2", count: 10)

  private func match(
    _ path: String = "app/settings.py", severity: Severity = .critical, isInHead: Bool = true,
    furtherPlaces: Int = 0
  ) -> SecretMatch {
    SecretMatch(
      rule: "acme-key", title: "Acme key", severity: severity, masked: "ac_… (20 characters)",
      fingerprint: "f-\(path)",
      location: Location(path: path, span: TextSpan(line: 3, column: 5), commit: commit),
      introducedAt: Instant(seconds: 1_767_225_600), isInHead: isInHead,
      fix: "Revoke and replace it (https://acme.test/)", furtherPlaces: furtherPlaces)
  }

  private func scan(
    _ matches: [SecretMatch] = [], commits: Int = 56, gaps: [String] = [],
    exceptions: SecretExceptions = SecretExceptions()
  ) -> SecretScan {
    SecretScan(
      matches: matches, commits: commits, blobs: 1_234, bytes: 9, digest: "d", head: commit,
      gaps: gaps, rules: 40, rulesDigest: "0123456789abcdef", exceptions: exceptions)
  }

  private func evaluate(
    _ outcome: Result<SecretScan, Unavailable>, _ values: [String: Node.Content] = [:]
  ) throws -> CheckResult {
    let matcher = PatternMatcher()
    let arguments = Arguments(
      path: "c.yaml", span: .start, values: values.mapValues { Node($0, at: .start) })
    let check = try SecretsCheck(arguments, validation: ValidationContext(patterns: matcher))
    let posture = Posture(
      organization: Organization(name: "Acme"), path: "avouch.yaml", root: "/root")
    let plan = PlanContext(posture: posture)
    let requests = check.requests(in: plan).compactMap { $0 as? SecretScanRequest }
    #expect(requests == [SecretScanRequest(repository: "/root")])
    var observations = Observations()
    for request in requests {
      observations.set(Observation(outcome, observedAt: Instant(seconds: 9)), for: request)
    }
    return check.evaluate(
      observations,
      in: EvaluationContext(
        plan: plan, control: Control(id: "a.b", title: "A"), now: Instant(seconds: 9),
        patterns: matcher))
  }

  @Test func `everything read and nothing found passes`() throws {
    let result = try evaluate(.success(scan()))
    #expect(result.verdict == .pass)
    #expect(result.summary == "no secrets in 1,234 blobs of 56 commits")
    #expect(result.subjects == 1_234)
    #expect(
      result.evidence.map(\.observed)
        == ["1,234 blobs in 56 commits, 40 rules (digest 0123456789ab)"])
    #expect(result.evidence.first?.digest == "d")
  }

  @Test func `a match fails with everything a reader needs`() throws {
    let result = try evaluate(.success(scan([match(furtherPlaces: 2)])))
    #expect(result.verdict == .fail)
    let finding = try #require(result.findings.first)
    #expect(
      finding.message
        == "Acme key ac_… (20 characters), likely by its form, introduced by commit a1b2a1b on 2026-01-01,"
        + " still in HEAD, and in 2 later versions of the file")
    #expect(finding.rule == "acme-key")
    #expect(finding.severity == .critical)
    #expect(finding.fix?.contains("https://acme.test/") == true)
    #expect(finding.identity == "f-app/settings.py")
    #expect(result.summary == "1 secret in 1,234 blobs of 56 commits")
  }

  @Test func `a removed secret fails unless only HEAD is judged`() throws {
    let removed = scan([match(isInHead: false)])
    let result = try evaluate(.success(removed))
    #expect(result.verdict == .fail)
    #expect(result.findings.first?.message.hasSuffix("removed since, still in history") == true)
    let headOnly = try evaluate(.success(removed), ["head-only": .boolean(true)])
    #expect(headOnly.verdict == .pass)
    #expect(headOnly.summary.hasSuffix("1 match only in history not judged"))
  }

  @Test func `ignored paths are counted and not judged`() throws {
    let found = scan([match("tests/fixtures/a/b.py"), match("app/a.py")])
    let globs = Node(.string("tests/**"), at: .start)
    let result = try evaluate(.success(found), ["ignore-paths": .sequence([globs])])
    #expect(result.findings.map(\.location.path) == ["app/a.py"])
    #expect(result.summary.contains("1 match at ignored paths not judged"))
  }

  @Test func `matches below the severity are left out`() throws {
    let found = scan([match(severity: .low)])
    #expect(try evaluate(.success(found)).verdict == .fail)
    let result = try evaluate(.success(found), ["minimum-severity": .string("medium")])
    #expect(result.verdict == .pass)
  }

  @Test func `a gap leaves it unmeasured, but hides no finding`() throws {
    let gap = "the clone is shallow"
    #expect(try evaluate(.success(scan(gaps: [gap]))).verdict == .unmeasured(reason: gap))
    let both = try evaluate(.success(scan([match()], gaps: [gap])))
    #expect(both.verdict == .fail)
    #expect(both.summary.contains("not everything could be read: the clone is shallow"))
  }

  @Test func `exceptions are counted, and useless ones told`() throws {
    var exceptions = SecretExceptions()
    exceptions.byComment = 2
    exceptions.byList = 1
    exceptions.byBaseline = 3
    exceptions.staleInBaseline = 4
    exceptions.notices = ["allow.yaml:3:5: this entry of \"allow\" allowed nothing"]
    let result = try evaluate(.success(scan(exceptions: exceptions)))
    #expect(result.verdict == .pass)
    #expect(
      result.summary
        == "no secrets in 1,234 blobs of 56 commits; 2 matches allowed by comments; 1 match allowed by"
        + " the list; 3 matches known by the baseline; nothing was found for 4 of the baseline's"
        + " entries; allow.yaml:3:5: this entry of \"allow\" allowed nothing")
  }

  @Test func `files beside the posture go with the request`() throws {
    let check = try SecretsCheck(
      Arguments(
        path: "c.yaml", span: .start,
        values: [
          "configuration": Node(.string("secrets.yaml"), at: .start),
          "baseline": Node(.string("known.json"), at: .start),
          "allow-comments": Node(.boolean(false), at: .start),
        ]), validation: ValidationContext(patterns: PatternMatcher()))
    let posture = Posture(
      organization: Organization(name: "Acme"), path: "avouch.yaml", root: "/root")
    let requests = check.requests(in: PlanContext(posture: posture))
    #expect(
      requests.compactMap { $0 as? SecretScanRequest } == [
        SecretScanRequest(
          repository: "/root",
          settings: SecretScanSettings(
            configuration: "/root/secrets.yaml", baseline: "/root/known.json", obeysComments: false)
        )
      ])
  }

  @Test func `no commits and no repository are unmeasured`() throws {
    let empty = try evaluate(.success(scan(commits: 0)))
    #expect(empty.verdict == .unmeasured(reason: "the repository has no commits"))
    let none = try evaluate(.failure(Unavailable("not a repository")))
    #expect(none.verdict == .unmeasured(reason: "not a repository"))
  }
}
