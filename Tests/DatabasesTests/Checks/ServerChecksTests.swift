import Checks
import Model
import Testing

@testable import Databases

struct ServerChecksTests {
  static let configuration = """
    # the server
    ssl = on            # with a certificate
    ssl_min_protocol_version = 'TLSv1.3'
    password_encryption 'scram-sha-256'
    """
  static let rules = """
    local   all  all                scram-sha-256
    hostssl all  all  0.0.0.0/0     scram-sha-256
    host    all  all  127.0.0.1/32  scram-sha-256
    """

  static func result(
    _ configuration: String = configuration, _ rules: String = rules, automatic: String = "",
    minimum: String = "1.3"
  ) throws -> CheckResult {
    let check = try DatabaseBench.check(
      DatabaseTLSCheck.self,
      "files: [conf/*]\nminimum: '\(minimum)'\nlook-at: [settings, host-rules]")
    var files = ServerFiles(digests: ["conf/postgresql.conf": "d1"])
    for (path, text) in [
      ("conf/postgresql.conf", configuration), ("conf/postgresql.auto.conf", automatic),
    ] {
      let read = ServerConfigurationReader.settings(Array(text.utf8), path: path)
      files.settings += read.settings
      files.gaps += read.gaps
    }
    let read = ServerConfigurationReader.hostRules(Array(rules.utf8), path: "conf/pg_hba.conf")
    files.hostRules = read.rules
    files.gaps += read.gaps
    files.hasHostRules = true
    var observations = Observations()
    for case let request as ServerFilesRequest in check.requests(in: DatabaseBench.context.plan) {
      observations.set(Observation(.success(files), observedAt: DatabaseBench.now), for: request)
    }
    return check.evaluate(observations, in: DatabaseBench.context)
  }

  @Test func `a server that takes encrypted connections only passes`() throws {
    let result = try Self.result()
    #expect(result.verdict == .pass, "\(result.summary) \(DatabaseBench.faults(result))")
    #expect(result.evidence.first?.observed == "ssl = on")
    #expect(result.evidence.first?.location.description == "conf/postgresql.conf:2:1")
  }

  @Test(
    "each fault gives its finding at its line",
    arguments: [
      ("ssl = on", "ssl = off", "ssl-off", "conf/postgresql.conf:2:1"),
      ("TLSv1.3", "TLSv1.2", "minimum-version", "conf/postgresql.conf:3:1"),
      ("'scram-sha-256'", "md5", "password-encryption", "conf/postgresql.conf:4:1"),
      ("hostssl", "host", "plain-connections", "conf/pg_hba.conf:2:1"),
      ("0.0.0.0/0     scram-sha-256", "0.0.0.0/0 trust", "weak-method", "conf/pg_hba.conf:2:1"),
      (
        "hostssl all  all  0.0.0.0/0 ", "hostssl all all 10.0.0.0 255.0.0.0 md5\n#", "weak-method",
        "conf/pg_hba.conf:2:1"
      ),
    ])
  func fault(part: String, broken: String, rule: String, place: String) throws {
    let result = try Self.result(
      Self.configuration.replacing(part, with: broken), Self.rules.replacing(part, with: broken))
    #expect(result.findings.map(\.rule) == [rule])
    #expect(result.findings.map(\.location.description) == [place])
  }

  @Test func `ALTER SYSTEM that says otherwise is a finding of its own`() throws {
    let result = try Self.result(automatic: "ssl = 'off'\n")
    #expect(result.findings.map(\.rule).sorted() == ["drift", "ssl-off"])
    #expect(result.findings.first?.location.description == "conf/postgresql.auto.conf:1:1")
  }

  @Test func `a first line that refuses plain connections ends them`() throws {
    let rules = "hostnossl all all all reject\nhost all all 0.0.0.0/0 scram-sha-256\n"
    #expect(try Self.result(rules: rules).verdict == .pass)
  }

  @Test(
    "what files do not say is not known",
    arguments: [
      ("ssl = on", "", "do not say `ssl`"),
      ("# the server", "include 'other.conf'", "includes another"),
    ])
  func unknown(part: String, broken: String, reason: String) throws {
    let result = try Self.result(Self.configuration.replacing(part, with: broken))
    #expect(result.verdict.reason?.contains(reason) == true, "\(result.verdict)")
  }

  static func result(rules: String) throws -> CheckResult { try result(configuration, rules) }
}
