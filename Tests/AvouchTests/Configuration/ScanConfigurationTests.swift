import Foundation
import TestSupport
import Testing

/// `avouch scan configuration` as a user runs it: a folder that holds, and each fault of its own.
@Suite struct ScanConfigurationTests {
  private static let sound = [
    "infra/main.tf": """
    resource "aws_db_instance" "main" {
      identifier              = "main"
      storage_encrypted       = true
      backup_retention_period = 14
      publicly_accessible     = false
    }

    resource "aws_cloudwatch_log_group" "app" {
      name              = "app"
      retention_in_days = 90
    }

    """,
    "deploy/web.yaml": """
    apiVersion: v1
    kind: Pod
    metadata: { name: web }
    spec:
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: web
          image: ghcr.io/example/web:1.2
          livenessProbe: { httpGet: { path: /, port: 80 } }
          readinessProbe: { httpGet: { path: /, port: 80 } }
          resources: { limits: { memory: 1Gi } }
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }

    """,
    ".github/workflows/test.yml": """
    on: pull_request
    permissions: { contents: read }
    jobs:
      test:
        runs-on: ubuntu-24.04
        steps:
          - run: make test

    """,
  ]

  private func scan(
    _ files: [String: String], _ words: [String] = []
  ) throws -> AvouchProcess {
    let folder = TemporaryFolder()
    for (path, text) in files { try folder.write(path, text) }
    return try AvouchProcess.run(
      ["scan", "configuration", "-q", "--now", "2026-11-28"] + words, in: folder.path)
  }

  @Test func `a sound folder passes and says what was read`() throws {
    let run = try scan(Self.sound)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("database"))
    #expect(run.output.contains("aws_db_instance"))
    #expect(run.output.contains("container"))
    #expect(run.output.contains("pipeline"))
  }

  /// A text of one file, what stands there instead, and the finding's rule and place.
  struct Fault: CustomTestStringConvertible, Sendable {
    let file: String
    let old: String
    let new: String
    let rule: String
    let line: Int
    var testDescription: String { rule }
  }

  private static let faults = [
    Fault(
      file: "infra/main.tf", old: "storage_encrypted       = true",
      new: "storage_encrypted       = false", rule: "not-encrypted", line: 3),
    Fault(
      file: "infra/main.tf", old: "publicly_accessible     = false",
      new: "publicly_accessible     = true", rule: "public", line: 5),
    Fault(
      file: "deploy/web.yaml", old: "allowPrivilegeEscalation: false",
      new: "allowPrivilegeEscalation: true", rule: "escalation", line: 13),
    Fault(
      file: ".github/workflows/test.yml", old: "permissions: { contents: read }",
      new: "permissions: write-all", rule: "token-permissions", line: 2),
  ]

  @Test(arguments: faults)
  func `each fault is found where it stands`(fault: Fault) throws {
    var files = Self.sound
    let text = try #require(files[fault.file])
    files[fault.file] = text.replacingOccurrences(of: fault.old, with: fault.new)
    #expect(files[fault.file] != text)
    let run = try scan(files, ["-f", "json"])
    #expect(run.status == 1, "\(run.errors)")
    let findings = try Self.findings(run.output)
    #expect(findings.count == 1, "\(findings)")
    #expect(findings.first?.contains(fault.rule) == true, "\(findings)")
    #expect(findings.first?.hasSuffix("\(fault.file):\(fault.line)") == true, "\(findings)")
  }

  @Test func `a value that nobody knows leaves the scan unmeasured`() throws {
    var files = Self.sound
    files["infra/main.tf"] = files["infra/main.tf"]?
      .replacingOccurrences(of: "= true", with: "= var.encrypted")
      .appending("variable \"encrypted\" {}\n")
    let run = try scan(files)
    #expect(run.status == 3, "\(run.output)")
    #expect(run.output.contains("unknown"))
  }

  @Test func `a comment in a file silences only where it is let`() throws {
    var files = Self.sound
    files["infra/main.tf"] = files["infra/main.tf"]?
      .replacingOccurrences(
        of: "storage_encrypted       = true",
        with: "# avouch:allow not-encrypted only test data\n  storage_encrypted = false")
    #expect(try scan(files).status == 1)
    #expect(try scan(files, ["--in-file-waivers"]).status == 0)
  }

  @Test func `a folder with nothing to judge is no pass`() throws {
    let run = try scan(["notes.txt": "nothing\n"])
    #expect(run.status == 3)
    #expect(run.output.contains("there is nothing to judge"))
  }

  /// Each finding as `rule file:line`.
  private static func findings(_ json: String) throws -> [String] {
    let whole = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let controls = whole?["controls"] as? [[String: Any]] ?? []
    let checks = controls.flatMap { $0["checks"] as? [[String: Any]] ?? [] }
    let findings = checks.flatMap { $0["findings"] as? [[String: Any]] ?? [] }
    return findings.map { finding in
      let location = finding["location"] as? [String: Any] ?? [:]
      let path = location["path"] as? String ?? ""
      let line = location["line"] as? Int ?? 0
      return "\(finding["rule"] ?? "") \(path):\(line)"
    }
  }
}
