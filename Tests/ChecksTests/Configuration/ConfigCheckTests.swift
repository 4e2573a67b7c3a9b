import Checks
import Model
import StructuredData
import Testing

struct ConfigCheckTests {
  static let deployment = """
    kind: Deployment
    metadata: { name: web }
    spec:
      replicas: 3
      containers:
        - name: app
          image: app@sha256:0a
          securityContext: { runAsNonRoot: true }
        - name: proxy
          image: proxy@sha256:0b
          securityContext: { runAsNonRoot: true }
    """
  static let check = """
    files: deploy/*.yaml
    each: spec.containers[*]
    assert:
      - { path: image, matches: "@sha256:" }
      - { path: securityContext.runAsNonRoot, is: true }
    """

  static func file(_ path: String, _ yaml: String) -> StructuredFile {
    do throws(Diagnostics) {
      let documents = try StructuredParser.parse(Array(yaml.utf8), as: .yaml, path: path)
      return StructuredFile(path: path, digest: "d1", documents: .success(documents))
    } catch {
      let reason = error.list.first?.description ?? ""
      return StructuredFile(
        path: path, digest: "d1", documents: .failure(Unavailable(reason)))
    }
  }

  static func result(
    _ yaml: String = check, files: [StructuredFile], targets: [Target] = []
  ) throws -> CheckResult {
    let check = try CheckBench.check(ConfigCheck.self, yaml)
    let context = CheckBench.context(targets: targets)
    var observations = Observations()
    for request in check.requests(in: context.plan) {
      guard let request = request as? StructuredFilesRequest else { continue }
      observations.set(
        Observation(.success(StructuredFiles(files: files)), observedAt: CheckBench.seenAt),
        for: request)
    }
    return check.evaluate(observations, in: context)
  }

  static func result(_ yaml: String = check, over data: String) throws -> CheckResult {
    try result(yaml, files: [file("deploy/web.yaml", data)])
  }

  @Test func `a working deployment passes with its values as evidence`() throws {
    let result = try Self.result(over: Self.deployment)
    #expect(result.verdict == .pass)
    #expect(result.subjects == 2)
    #expect(result.summary == "2 assertions hold for 2 subjects")
    #expect(result.evidence.count == 4)
    #expect(result.evidence.first?.observed == "`spec.containers[0].image`: saw \"app@sha256:0a\"")
    #expect(result.evidence.first?.location.description == "deploy/web.yaml:7:14")
    #expect(result.evidence.allSatisfy { $0.digest == "d1" && $0.observedAt == CheckBench.seenAt })
  }

  @Test(
    "each single fault gives its one finding at its line",
    arguments: [
      ("app@sha256:0a", "app:latest", "matches", 7, "spec.containers[name=app]"),
      ("proxy@sha256:0b", "proxy", "matches", 10, "spec.containers[name=proxy]"),
      ("          image: proxy@sha256:0b", "", "matches", 9, "spec.containers[name=proxy]"),
    ])
  func fault(part: String, broken: String, rule: String, line: Int, subject: String) throws {
    let yaml = Self.deployment.replacing(part.drop { $0 == " " }, with: broken)
    let result = try Self.result(over: yaml)
    #expect(result.verdict == .fail)
    let finding = try #require(result.findings.first)
    #expect(result.findings.count == 1)
    #expect(finding.rule == rule)
    #expect(finding.location.path == "deploy/web.yaml")
    #expect(finding.location.span?.line == line)
    #expect(finding.identity.hasPrefix(subject + ": "))
    #expect(finding.severity == .high)
  }

  @Test func `a misspelt key fails with the nearest one, above where it should be`() throws {
    let yaml = Self.deployment.replacing(
      "runAsNonRoot: true }", with: "runAsNonroot: true }", maxReplacements: 1)
    let result = try Self.result(over: yaml)
    #expect(result.findings.map(\.location.description) == ["deploy/web.yaml:8:7"])
    #expect(result.findings.first?.message.contains("there is `runAsNonroot`") == true)
    #expect(
      result.findings.first?.fix
        == "Set `spec.containers[0].securityContext.runAsNonRoot` to true.")
  }

  @Test func `identities survive reordering and tell documents of a stream apart`() throws {
    let broken = Self.deployment.replacing("@sha256:0a", with: ":1")
    let stream = broken + "\n---\n" + broken.replacing("name: web", with: "name: api") + "\n---\n"
    let result = try Self.result(over: stream)
    #expect(
      result.findings.map { String($0.identity.prefix { $0 != ":" }) }
        == [
          "Deployment/web#spec.containers[name=app]", "Deployment/api#spec.containers[name=app]",
        ])
    #expect(result.subjects == 4)
  }

  @Test(
    "nothing unknown passes",
    arguments: [
      // A value that is a placeholder.
      (
        check + "\nunknown-when: '^\\$\\{'", ("app@sha256:0a", "${IMAGE}"),
        "its text matches `unknown-when`"
      ),
      // A filter that cannot be told.
      (check + "\nwhere: [{ path: name, at-least: 1 }]", ("", ""), "`where` is unknown"),
      (check + "\nwhere: [{ path: role, is-not: x }]", ("", ""), "`where` is unknown"),
      // A filter that nothing meets.
      (
        check + "\nwhere: [{ path: name, is: nobody }]", ("", ""),
        "nothing to judge: 0 subjects, at least 1 expected"
      ),
      (
        check + "\nminimum-subjects: 3", ("", ""),
        "nothing to judge: 2 subjects, at least 3 expected"
      ),
      // A path that such data cannot have.
      (
        "files: '*'\neach: 'spec.replicas[*]'\nassert: [{ is: 1 }]", ("", ""),
        "`spec.replicas[*]` cannot exist"
      ),
      ("files: '*'\neach: 'spec.wrong[*]'\nassert: [{ is: 1 }]", ("", ""), "nothing to judge"),
      ("files: '*'\nassert: [{ path: spec.replicas.x, is: 1 }]", ("", ""), "cannot exist"),
      ("files: '*'\nassert: [{ path: spec.replicas, at-least: 2Gib }]", ("", ""), "`at-least`"),
    ])
  func unknown(check: String, change: (String, String), reason: String) throws {
    let yaml =
      change.0.isEmpty ? Self.deployment : Self.deployment.replacing(change.0, with: change.1)
    do {
      let result = try Self.result(check, over: yaml)
      #expect(result.verdict.word == "unmeasured")
      #expect(result.verdict.reason?.contains(reason) == true, "\(result.verdict)")
    } catch let error as Diagnostics {
      #expect(error.list.first?.message.contains(reason) == true)
    }
  }

  @Test func `one unreadable file among good ones leaves the check unmeasured`() throws {
    let good = Self.file("deploy/a.yaml", Self.deployment)
    let bad = Self.file("deploy/b.yaml", "a: [1")
    let result = try Self.result(files: [good, bad])
    #expect(result.verdict.reason?.contains("deploy/b.yaml") == true)
    let failing = Self.file("deploy/c.yaml", Self.deployment.replacing("@sha256:0a", with: ""))
    #expect(try Self.result(files: [bad, failing]).verdict == .fail)
  }

  @Test func `no file is nothing to judge`() throws {
    let result = try Self.result(files: [])
    #expect(result.verdict.reason == "nothing to judge: no file matches `deploy/*.yaml`")
    let optional = Self.check + "\nminimum-subjects: 0"
    #expect(try Self.result(optional, files: []).verdict.word == "unmeasured")
  }

  @Test func `no subjects may be asked for`() throws {
    let optional = Self.check + "\nminimum-subjects: 0"
    #expect(try Self.result(optional, over: "kind: Service").verdict == .pass)
    #expect(try Self.result(optional, over: "").verdict == .pass)
  }

  @Test func `a file that was not collected is unmeasured`() throws {
    let check = try CheckBench.check(ConfigCheck.self, Self.check)
    let result = check.evaluate(Observations(), in: CheckBench.context())
    #expect(result.verdict == .unmeasured(reason: "deploy/*.yaml was not collected"))
  }

  @Test func `a target that is no folder is unmeasured`() throws {
    let web = CheckBench.target("web", .endpoint(Endpoint(origin: "https://a.example", paths: [])))
    let result = try Self.result(Self.check + "\ntarget: web", files: [], targets: [web])
    #expect(result.verdict.reason == "target web is not a folder")
  }

  @Test func `paths are shown from the posture's folder`() throws {
    let infra = CheckBench.target("infra", .files(path: "/project/infra"))
    let other = CheckBench.target("other", .repository(path: "/other/code"))
    let broken = Self.file("a.yaml", "kind: x")
    let yaml = "files: '*'\nassert: [{ path: kind, is: y }]\ntarget: "
    #expect(
      try Self.result(yaml + "infra", files: [broken], targets: [infra]).findings.first?.location
        .path == "infra/a.yaml")
    #expect(
      try Self.result(yaml + "other", files: [broken], targets: [other]).findings.first?.location
        .path == "../other/code/a.yaml")
  }

  @Test func `absence that is asked for is evidence too`() throws {
    let result = try Self.result(
      "files: deploy/*.yaml\nassert: [{ path: privileged, absent: true }]", over: Self.deployment)
    #expect(result.verdict == .pass)
    #expect(result.evidence.first?.observed == "`privileged`: it is absent")
  }

  @Test func `a file that cannot be read is named as the posture sees it`() throws {
    let check = "target: deploy\nfiles: web.yaml\nassert: [{ path: a, is: 1 }]"
    let target = CheckBench.target("deploy", .files(path: "/project/deploy"))
    for (reason, expected) in [
      ("web.yaml:3:1: no YAML", "deploy/web.yaml:3:1: no YAML"),
      ("web.yaml is a folder", "deploy/web.yaml is a folder"),
      ("web.yaml.bak is odd", "deploy/web.yaml: web.yaml.bak is odd"),
    ] {
      let file = StructuredFile(
        path: "web.yaml", digest: nil, documents: .failure(Unavailable(reason)))
      let result = try Self.result(check, files: [file], targets: [target])
      #expect(result.verdict.reason?.hasPrefix(expected) == true)
    }
  }

  @Test func `evidence is bounded and counted`() throws {
    let list = (0..<120).map { "- \($0)" }.joined(separator: "\n")
    let result = try Self.result(
      "files: '*'\neach: '[*]'\nassert: [{ type: integer }]", over: list)
    #expect(result.verdict == .pass)
    #expect(result.evidence.count == 51)
    #expect(result.evidence.last?.observed == "70 more values judged")
  }

  @Test func `a secret is nowhere in the result`() throws {
    let data = """
      database: { password: hunter2secret, url: "postgres://u:hunter2secret@db" }
      env: ["PASSWORD=hunter2secret"]
      """
    let result = try Self.result(
      """
      files: '*'
      assert:
        - { path: database.password, absent: true }
        - { path: database.url, starts-with: https }
        - { path: database.password, at-least: 5 }
        - { path: database, is: 1 }
        - { path: env, contains: x }
        - { path: 'env[*]', matches: "^x", for: all }
      """, over: data)
    #expect(result.findings.count == 5)
    #expect(!"\(result)".contains("hunter2"))
  }

  @Test func `the example decodes`() throws {
    _ = try CheckBench.example(of: ConfigCheck.self)
  }

  @Test func `faults in rows are diagnosed together`() throws {
    let diagnostics = CheckBench.diagnostics {
      try CheckBench.check(
        ConfigCheck.self,
        "files: '*'\nassert:\n  - { path: 'a[*]', is: 1 }\n  - { path: a, at-least: x }")
    }
    #expect(diagnostics.count == 2)
    #expect(diagnostics.first?.hasPrefix("controls.yaml:3:") == true)
  }

  @Test func `no rows is an error`() throws {
    let diagnostics = CheckBench.diagnostics {
      try CheckBench.check(ConfigCheck.self, "files: '*'\nassert: []")
    }
    #expect(diagnostics == ["controls.yaml:2:9: error: `assert` has no rows"])
  }

  @Test func `expressions and their names are judged beside rows`() throws {
    let check = """
      files: deploy/*.yaml
      each: spec.containers[*]
      let: { pinned: "resource.image.contains('@sha256:')" }
      where: [{ cel: has(resource.securityContext) }]
      assert:
        - { cel: pinned && resource.securityContext.runAsNonRoot }
        - { cel: document.spec.replicas >= 2 }
      """
    let passing = try Self.result(check, over: Self.deployment)
    #expect(passing.verdict == .pass)
    #expect(passing.subjects == 2)
    #expect(
      passing.evidence.map(\.observed).contains(
        "`spec.containers[1].image`: saw \"proxy@sha256:0b\""))
    let failing = try Self.result(
      check, over: Self.deployment.replacing("proxy@sha256:0b", with: "proxy:latest"))
    #expect(failing.verdict == .fail)
    #expect(failing.findings.map(\.location.description) == ["deploy/web.yaml:10:14"])
    #expect(failing.findings.first?.rule == "cel")
    // A misspelt field, or one that is not there, passes nothing.
    let misspelt = try Self.result(
      check.replacing("runAsNonRoot", with: "runAsNonroot"), over: Self.deployment)
    #expect(misspelt.verdict.reason?.contains("there is `runAsNonRoot`") == true)
  }
}
