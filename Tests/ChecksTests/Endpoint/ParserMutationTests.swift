import Model
import StructuredData
import TestSupport
import Testing

@testable import Checks

/// Whatever a server sends, a parser ends with a value or none, and what it gives keeps its own rules.
///
/// `AVOUCH_MUTATIONS` says how many damaged texts each seed makes.
@Suite("Damaged values of endpoints")
struct ParserMutationTests {
  private static func forEach(
    _ seed: Int, of texts: [String], pieces: [String], _ body: (String) throws -> Void
  ) rethrows {
    var mutator = ByteMutator(seed: UInt64(seed), pieces: pieces)
    for round in 0..<ByteMutator.rounds {
      try body(mutator.mutated(texts[round % texts.count]))
    }
  }

  @Test("policies", arguments: 0..<4)
  func policies(seed: Int) {
    let pieces = [
      ";", ",", " ", "'", "'nonce-", "'sha256-", "'strict-dynamic'", "script-src", "default-src",
      "*", ":", "https:", "//", "[::1]", ":*", "/", "%", "\u{e9}", "\0", "'none'",
    ]
    Self.forEach(
      seed,
      of: [
        "default-src 'self'; script-src 'nonce-q1w2e3r4' https://*.a.example:443/x/; object-src 'none'",
        "script-src 'sha256-q1w2e3r4+/==' 'strict-dynamic' data: blob:; frame-ancestors 'none'",
      ], pieces: pieces
    ) { text in
      for policy in ContentSecurityPolicy.all(in: [text]) {
        let names = policy.directives.map(\.name)
        // The first directive of a name is the one that counts (CSP Level 3 section 2.2.1).
        #expect(Set(names).count == names.count, "\(text)")
        #expect(policy.isSame(as: policy))
        let weaknesses = PolicyWeaknesses(policy)
        for weakness in PolicyWeakness.allCases { _ = weaknesses.witness(of: weakness) }
      }
    }
  }

  @Test("cookies", arguments: 0..<4)
  func cookies(seed: Int) {
    Self.forEach(
      seed,
      of: [
        "__Host-a=b; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60",
        "a=\"b\"; Domain=.a.example; Expires=Wed, 09 Jun 2027 10:18:14 GMT; Partitioned",
      ],
      pieces: [";", "=", " ", "\"", "SameSite", "Max-Age=", "-", "99999999999999999999", "\0", ","]
    ) { text in
      guard let cookie = SetCookie(text) else { return }
      #expect(cookie.valueLength <= text.utf8.count)
      #expect(CookiesCheck.shown(cookie).hasPrefix("set-cookie: "))
    }
  }

  @Test("structured fields", arguments: 0..<4)
  func structuredFields(seed: Int) {
    Self.forEach(
      seed,
      of: [
        "a=1;b=?0, c=(\"d\" e;f=1.5), g=:aGVsbG8=:, h=@1659578233, i=%\"caf%c3%a9\"",
        "\"default\";q=100;w=60, 1, -999999999999999.5, *t/k:",
      ],
      pieces: [
        "(", ")", ";", "=", ",", "\"", "\\", ":", "?1", "@", "%\"", "%ff", "-", ".",
        "1234567890123456", "\u{e9}",
      ]
    ) { text in
      _ = try? StructuredField.dictionary([text])
      var parser = StructuredFieldParser(text)
      _ = try? parser.list()
      _ = PermissionsPolicy(text)
      if let policy = try? StrictTransportSecurity(text) { #expect(policy.maxAge >= 0) }
    }
  }

  @Test("Strict-Transport-Security", arguments: 0..<2)
  func transport(seed: Int) {
    Self.forEach(
      seed, of: ["max-age=63072000; includeSubDomains; preload", "max-age = \"1\" ; x=\"a\\\"b\""],
      pieces: [";", "=", "\"", "\\", "max-age", "99999999999999999999", "-1", " "]
    ) { text in
      if let policy = try? StrictTransportSecurity(text) { #expect(policy.maxAge >= 0) }
    }
  }

  @Test("security.txt", arguments: 0..<4)
  func securityText(seed: Int) {
    var mutator = ByteMutator(
      seed: UInt64(seed),
      pieces: [
        "\r", "\n", ":", "Expires: ", "-----BEGIN PGP SIGNED MESSAGE-----\n", "- ", "\u{FEFF}", "#",
      ])
    let text = Array(
      "# x\nContact: mailto:a@a.example\r\nExpires: 2027-01-01T00:00:00Z\nCanonical: https://a\n"
        .utf8)
    for _ in 0..<ByteMutator.rounds {
      let bytes = mutator.mutated(text)
      let file = SecurityTextFile(bytes)
      let lines = bytes.count { $0 == 0x0A } + 1
      #expect(file.fields.allSatisfy { (1...lines).contains($0.line) && !$0.name.isEmpty })
    }
  }

  @Test("SPF and DMARC", arguments: 0..<4)
  func mail(seed: Int) {
    Self.forEach(
      seed,
      of: [
        "v=spf1 include:a.example a:b.example/24 mx ip4:192.0.2.0/24 exists:%{i}.c.example -all",
        "v=spf1 redirect=a.example", "v=DMARC1; p=reject; sp=none; pct=50; rua=mailto:a@a.example",
      ],
      pieces: [
        " ", ";", "=", ":", "/", "include:", "redirect=", "%{", "}", "a.example", "v=spf1", "-",
        "~",
      ]
    ) { text in
      if let list = TagList(text, version: "DMARC1") { #expect(list.tags["v"] == "DMARC1") }
      guard let policy = SenderPolicy(text) else { return }
      // A record that leads to itself is followed no further than receivers do.
      let answer = DNSAnswer(records: [[UInt8(min(text.utf8.count, 255))] + text.utf8.prefix(255)])
      let questions = policy.lookups.compactMap { $0.domain(for: "a.example") }
        .map { DomainRecords.Question($0.lowercased(), .txt) }
      let records = DomainRecords(
        answers: Dictionary(questions.map { ($0, .success(answer)) }, uniquingKeysWith: { $1 }),
        source: "here")
      var walk = SenderWalk(records: records)
      walk.follow(policy, of: "a.example")
      #expect(walk.lookups < 1_000)
    }
  }

  @Test("recorded sessions", arguments: 0..<4)
  func sessions(seed: Int) {
    Self.forEach(
      seed,
      of: [
        """
        {"log":{"pages":[{"startedDateTime":"2026-11-01T10:00:00Z"}],"entries":[{"startedDateTime":
        "2026-11-01T10:00:00Z","request":{"method":"POST","url":"https://a.example/x","bodySize":12,
        "postData":{"text":"abc"}},"response":{"status":200}}]}}
        """
      ],
      pieces: [
        "{", "}", "[", "]", ",", "null", "-1", "99999999999999999", "\"url\":", "\"entries\":",
        "\"",
      ]
    ) { text in
      guard
        let document = try? StructuredParser.parse(Array(text.utf8), as: .json, path: "x").first,
        let session = try? RecordedSession(document)
      else { return }
      #expect(session.requests.allSatisfy { $0.uploaded >= 0 })
    }
  }
}
