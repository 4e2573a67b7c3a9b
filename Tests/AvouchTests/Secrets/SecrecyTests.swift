import Foundation
import TestSupport
import Testing

/// A found secret is in no output: not plain, not encoded, not in part.
@Suite struct SecrecyTests {
  private static let posture = """
    avouch: 1
    organization: { name: Acme, security-contact: security@acme.test }
    targets:
      code: { repository: . }
    use: [controls.yaml]
    frameworks: [soc2]
    """
  private static let controls = """
    controls:
      - id: code.secrets
        title: No secrets
        statement: No secret stands in the repository.
        severity: critical
        audience: public
        maps-to: { soc2: [CC6.1] }
        checks:
          - secrets: { target: code, configuration: allow.yaml }
    """
  private static let allowances = """
    allow:
      - { path: 'nowhere/**', reason: an entry of no use is told with its place }
    """

  /// Plants the secrets of all rules: plain, encoded, in archives, in the names of files and entries,
  /// in messages and people's names.
  private func plant(_ secrets: PlantedSecrets) throws -> TemporaryRepository {
    let repository = try TemporaryRepository()
    var files: [String: String] = [
      "avouch.yaml": Self.posture, "controls.yaml": Self.controls, "allow.yaml": Self.allowances,
    ]
    for (index, example) in secrets.examples.enumerated() {
      files["plain/\(index).txt"] = example.text + "\n"
      if index % 4 == 0 {
        files["encoded/\(index).txt"] = Data(example.text.utf8).base64EncodedString() + "\n"
        files["hexadecimal/\(index).txt"] =
          example.text.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
      }
    }
    try repository.commit(files.mapValues { $0 })
    let token = try #require(
      secrets.examples.first { $0.rule == "github-personal-token" && $0.text.count == 40 }
    ).text
    let named = repository.path + "/named"
    try FileManager.default.createDirectory(atPath: named, withIntermediateDirectories: true)
    try Data("x \(token)\n".utf8).write(to: URL(filePath: "\(named)/\(token).txt"))
    try ChildProcess.run([
      "/usr/bin/tar", "-czf", repository.path + "/all.tgz", "-C", repository.path, "plain", "named",
    ])
    try repository.git(["add", "-A"])
    try repository.git([
      "-c", "user.name=mara \(token)", "-c", "user.email=\(token)@acme.test", "commit", "-q",
      "--author", "mara \(token) <\(token)@acme.test>", "-m", "use \(token) for now",
    ])
    try repository.git(["tag", "-a", "-m", "with \(token)", "v1"])
    return repository
  }

  @Test func `no output holds a part of a planted secret`() throws {
    let secrets = try PlantedSecrets()
    let repository = try plant(secrets)
    let traces = secrets.traces
    #expect(traces.count > 10_000)
    // The planted files themselves are full of them, or this test could not fail.
    let planted = secrets.examples.map(\.text).joined(separator: "\n")
    #expect(PlantedSecrets.leaks(of: traces, in: planted).count == 5)

    let cache = TemporaryFolder()
    let key = [
      "AVOUCH_FINGERPRINT_KEY": "a key of this test", "SOURCE_DATE_EPOCH": "1780000000",
      "XDG_CACHE_HOME": cache.path,
    ]
    let formats = [
      "text", "json", "sarif", "junit", "github", "gitlab", "gitlab-secrets", "markdown", "csv",
    ]
    let written = repository.folder.path + "/written"
    try FileManager.default.createDirectory(atPath: written, withIntermediateDirectories: true)
    let outputs = formats.flatMap { ["--output", "\($0)=\(written)/check.\($0)"] }
    let check = try AvouchProcess.run(
      ["check", "--verbose"] + outputs, in: repository.path, environment: key)
    #expect(check.status == 1)
    #expect(check.output.contains("ghp_… (40 characters)"))
    let json = try String(contentsOfFile: "\(written)/check.json", encoding: .utf8)
    let digests = PlantedSecrets.digests(in: json)
    #expect(digests.count > 300)

    func look(at text: String, _ name: String) {
      let leaks = PlantedSecrets.leaks(of: traces, in: text, apartFrom: digests)
      #expect(leaks.isEmpty, "\(name): \(leaks)")
    }
    func run(_ words: String..., expecting statuses: Set<Int32>) throws {
      let run = try AvouchProcess.run(words, in: repository.path, environment: key)
      #expect(statuses.contains(run.status), "\(words): \(run.status) \(run.errors.prefix(300))")
      look(at: run.output, "\(words) output")
      look(at: run.errors, "\(words) errors")
    }
    look(at: check.output, "check output")
    look(at: check.errors, "check errors")
    try run("scan", "secrets", "--format", "json", "--verbose", expecting: [1])
    let baseline = "\(written)/baseline.json"
    try run("scan", "secrets", "--write-baseline", baseline, expecting: [1])
    try run("scan", "secrets", "--baseline", baseline, expecting: [0, 3])
    try run("check", "--ledger", "\(written)/ledger.sqlite", expecting: [1])
    try run("explain", "code.secrets", expecting: [0, 1])
    try run("lint", expecting: [0])
    for format in ["html", "markdown", "oscal-ar", "oscal-poam"] {
      try run("report", "--format", format, expecting: [0, 1, 2])
    }
    for format in ["text", "json", "csv", "markdown"] {
      try run("map", "--format", format, expecting: [0, 1])
    }
    let kept = try FileManager.default.subpathsOfDirectory(atPath: cache.path + "/avouch")
    #expect(
      kept.contains { $0.hasPrefix("outcome-") } && kept.contains { $0.hasPrefix("objects-") })
    let files =
      try FileManager.default.subpathsOfDirectory(atPath: written).map { written + "/" + $0 }
      + kept.filter { !$0.hasPrefix("rules-") }.map { "\(cache.path)/avouch/\($0)" }
    for file in files {
      let bytes = try Data(contentsOf: URL(filePath: file))
      look(at: String(decoding: bytes, as: UTF8.self), file)
    }
  }
}
