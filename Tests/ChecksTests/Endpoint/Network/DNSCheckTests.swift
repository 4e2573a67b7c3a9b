import Checks
import Model
import Testing

@testable import Systems

/// Over libunbound, which answers from records of the test's own.
@Suite("Check dns", .timeLimit(.minutes(10)))
struct DNSCheckTests {
  private static let good = """
    a.example. 300 IN SOA ns.a.example. root.a.example. 1 2 3 4 5
    a.example. 300 IN TXT "v=spf1 include:mail.example mx -all"
    a.example. 300 IN MX 10 mx.a.example.
    mail.example. 300 IN TXT "v=spf1 ip4:192.0.2.0/24 ~all"
    _dmarc.a.example. 300 IN TXT "v=DMARC1; p=reject; rua=mailto:d@a.example"
    a.example. 300 IN CAA 0 issue "letsencrypt.org; accounturi=x"
    a.example. 300 IN CAA 0 issuewild ";"
    _mta-sts.a.example. 300 IN TXT "v=STSv1; id=20261101;"
    _smtp._tls.a.example. 300 IN TXT "v=TLSRPTv1; rua=mailto:t@a.example"
    """
  private static let policy = "version: STSv1\nmode: enforce\nmx: *.a.example\nmax_age: 604800\n"

  private static func records(_ zone: String) throws -> DomainRecords {
    let resolver = try DNSResolver(records: zone)
    var answers: [DomainRecords.Question: Result<DNSAnswer, Unavailable>] = [:]
    for name in ["", "mail.", "_dmarc.", "_mta-sts.", "_smtp._tls.", "sub.", "_dmarc.sub."] {
      let full = name == "mail." ? "mail.example" : name + "a.example"
      for type in DNSType.allCases {
        answers[DomainRecords.Question(full, type)] = Result { () throws(Unavailable) in
          try resolver.ask(full, type)
        }
      }
    }
    return DomainRecords(answers: answers, source: "a zone file")
  }

  private static func rules(
    _ yaml: String, _ zone: String = good, policy: String = policy, status: Int = 200
  ) throws -> [String] {
    let check = try CheckBench.check(DNSCheck.self, yaml)
    let context = CheckBench.context()
    var observations = Observations()
    for request in check.requests(in: context.plan) {
      if let request = request as? DomainRecordsRequest {
        observations.set(
          Observation(.success(try records(zone)), observedAt: CheckBench.seenAt), for: request)
      } else if let request = request as? ExchangeRequest {
        let response = Response(
          url: request.url, status: status, version: "2", headers: [], bodySize: policy.utf8.count,
          digest: "d1", body: Array(policy.utf8))
        observations.set(
          Observation(
            .success(Exchange(responses: [response])), observedAt: CheckBench.seenAt), for: request)
      }
    }
    return NetworkBench.rules(check.evaluate(observations, in: context))
  }

  @Test("the example decodes")
  func example() throws { _ = try CheckBench.example(of: DNSCheck.self) }

  @Test(
    "a promise that holds passes",
    arguments: [
      "spf: fail", "dmarc: reject", "caa: [letsencrypt.org]", "mta-sts: enforce", "tls-rpt: true",
    ])
  func passes(expectation: String) throws {
    #expect(try Self.rules("domain: a.example\n" + expectation) == ["pass"])
  }

  @Test(
    "each fault breaks exactly its rule",
    arguments: [
      ("spf: fail", "-all\"", "~all\"", "spf"),
      ("spf: softfail", "-all\"", "?all\"", "spf"),
      ("spf: fail", "mx -all", "mx", "spf"),
      ("spf: fail", "mx -all", "-all mxx", "spf"),
      ("spf: fail", "include:mail.example", "include:none.a.example", "unmeasured"),
      ("spf: fail", "include:mail.example", "include:a.example", "spf"),
      ("spf: fail", "v=spf1 include", "v=spf2 include", "spf"),
      ("spf: fail", "-all\"", "-all\"\na.example. 300 IN TXT \"v=spf1 -all\"", "spf"),
      ("spf: fail", "mx -all", String(repeating: "mx ", count: 11) + "-all", "spf"),
      ("dmarc: reject", "p=reject", "p=quarantine", "dmarc"),
      ("dmarc: quarantine", "p=reject", "p=none", "dmarc"),
      ("dmarc: reject", "p=reject;", "", "dmarc"),
      ("dmarc: reject", "p=reject;", "p=reject; pct=50;", "dmarc"),
      ("dmarc: reject", "p=reject;", "p=reject; t=y;", "dmarc"),
      ("dmarc: reject", "v=DMARC1;", "v=DMARC2;", "dmarc"),
      ("caa: [letsencrypt.org]", "letsencrypt.org", "other.example", "caa"),
      ("mta-sts: enforce", "v=STSv1;", "v=STSv2;", "mta-sts"),
      ("mta-sts: enforce", "id=20261101", "id=2026-11-01", "mta-sts"),
      ("mta-sts: enforce", "10 mx.a.example.", "10 mx.elsewhere.example.", "mta-sts"),
      ("tls-rpt: true", "rua=mailto:t@a.example", "ruf=x", "tls-rpt"),
      ("dnssec: true", "\"v=STSv1", "\"v=STSv1", "dnssec"),
    ])
  func faults(expectation: String, old: String, new: String, rule: String) throws {
    #expect(Self.good.contains(old))
    let rules = try Self.rules(
      "domain: a.example\n" + expectation, Self.good.replacing(old, with: new))
    #expect(Set(rules) == [rule])
  }

  @Test("the policy of MTA-STS is judged as it is served")
  func policies() throws {
    let yaml = "domain: a.example\nmta-sts: enforce"
    #expect(
      try Self.rules(yaml, policy: Self.policy.replacing("enforce", with: "testing")) == ["mta-sts"]
    )
    #expect(
      try Self.rules(
        "domain: a.example\nmta-sts: testing",
        policy: Self.policy.replacing("enforce", with: "testing")) == ["pass"])
    #expect(try Self.rules(yaml, policy: Self.policy.replacing("604800", with: "0")) == ["mta-sts"])
    #expect(try Self.rules(yaml, policy: "<html>") == ["mta-sts"])
    #expect(try Self.rules(yaml, status: 404) == ["mta-sts"])
  }

  @Test("what is above a domain speaks for it where the standard says so")
  func above() throws {
    #expect(try Self.rules("domain: sub.a.example\ndmarc: reject") == ["pass"])
    #expect(try Self.rules("domain: sub.a.example\ncaa: [letsencrypt.org]") == ["pass"])
    let weaker = Self.good.replacing("p=reject;", with: "p=reject; sp=none;")
    #expect(try Self.rules("domain: sub.a.example\ndmarc: reject", weaker) == ["dmarc"])
  }

  @Test("mistakes are told")
  func mistakes() {
    let none = CheckBench.diagnostics { try CheckBench.check(DNSCheck.self, "domain: a.example") }
    #expect(none.contains { $0.contains("expects nothing") })
    let neither = CheckBench.diagnostics { try CheckBench.check(DNSCheck.self, "spf: fail") }
    #expect(neither.contains { $0.contains("missing key") })
  }

  @Test("a record that cannot be read is told with its line")
  func badZone() {
    #expect(throws: Unavailable("line 2 of the records could not be read")) {
      _ = try DNSResolver(records: "; a comment\nnot a record\n")
    }
  }

  @Test("a resolver that is not there gives no answer, which is no absent record")
  func noResolver() throws {
    let resolver = try DNSResolver(server: "127.0.0.1@1")
    #expect(throws: Unavailable.self) { _ = try resolver.ask("a.example", .txt) }
  }
}
