import Foundation
import Testing
import TestSupport

/// What a run observed is kept without secrets, and gives the same verdicts when nothing answers any
/// more.
struct RecordingTests {
  private static let secrets = [
    "cookiesecret4711", "headersecret4711", "pagesecret4711ab", "bodysecret4711ab",
    "querysecret4711a", "sentsecret4711ab", "AKIA4711QWERTYUIOPAS",
  ]

  private static let posture = """
    avouch: 1
    organization: { name: Example }
    targets:
      web:
        url: https://localhost:$TLS
        paths: [/, /login, /api]
        certificate-authority: authority.pem
        headers: { Authorization: "Bearer $TOKEN" }
    controls:
      - { id: a.hsts, statement: S, checks: [{ headers: { target: web, expect: { Strict-Transport-Security: { minimum: 365d } } } }] }
      - { id: a.csp, statement: S, checks: [{ csp: { target: web } }] }
      - { id: a.cookies, statement: S, checks: [{ cookies: { target: web, cookies: { __Host-session: { purpose: session, prefix: __Host- } } } }] }
      - { id: a.cors, statement: S, checks: [{ cors: { target: web } }] }
      - { id: a.page, statement: S, checks: [{ page: { target: web } }] }
      - { id: a.tls, statement: S, checks: [{ tls: { target: web } }] }
      - { id: a.certificate, statement: S, checks: [{ certificate: { target: web, valid-for: 1d } }] }
      - { id: a.text, statement: S, checks: [{ security-txt: { target: web } }] }
      - { id: a.dns, statement: S, checks: [{ dns: { domain: a.example, zone-file: zone, spf: fail } }] }
      - { id: a.api, statement: S, checks: [{ http: { target: web, path: /api, status: [200], body: { assert: [{ path: token, matches: "^[a-z]+[0-9]+[a-z]+$" }] } } }] }
      - { id: a.file, statement: S, checks: [{ config: { files: settings.yaml, assert: [{ path: debug, is: false }] } }] }
    """

  private static let site = """
    server_tokens off; default_type text/html;
    add_header Strict-Transport-Security "max-age=63072000" always;
    add_header Content-Security-Policy "default-src 'self'; object-src 'none'; base-uri 'none'" always;
    add_header Set-Cookie "__Host-session=cookiesecret4711; Path=/; Secure; HttpOnly; SameSite=Lax" always;
    add_header X-Auth-Token headersecret4711 always;
    add_header X-Seen "$http_authorization" always;
    add_header X-Key AKIA4711QWERTYUIOPAS always;
    location = / { return 200 '<!doctype html><meta name="csrf-token" content="pagesecret4711ab"><p>Hello</p>'; }
    location = /login { return 302 /?session=querysecret4711a; }
    location = /api { default_type application/json; return 200 '{"token":"bodysecret4711ab"}'; }
    location = /.well-known/security.txt { default_type text/plain;
      return 200 "Contact: mailto:a@a.example\\nExpires: 2999-01-01T00:00:00Z\\n"; }
    location / { return 404 "missing"; }
    """

  /// Records a run in a folder and takes the server down.
  private func recorded(in folder: TemporaryFolder) throws -> AvouchProcess {
    let certificates = try TestCertificates()
    let server = try LocalServer(Self.site, certificates: certificates)
    return try withExtendedLifetime(server) {
      try folder.write(
        "authority.pem", try String(contentsOfFile: certificates.authority, encoding: .utf8))
      try folder.write("zone", "a.example. 60 IN TXT \"v=spf1 -all\"\n")
      try folder.write("settings.yaml", "debug: false\n")
      try folder.write(
        "avouch.yaml", Self.posture.replacing("$TLS", with: String(server.port)))
      return try AvouchProcess.run(
        "check", "-f", "json", "--record", "kept", in: folder,
        environment: ["TOKEN": "sentsecret4711ab"])
    }
  }

  private func files(in folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path + "/kept").sorted()
  }

  @Test func `a replay without server and environment is the same assessment byte for byte`() throws
  {
    let folder = TemporaryFolder()
    let live = try recorded(in: folder)
    #expect(live.status == 0, "\(live.output)\(live.errors)")
    let replay = try AvouchProcess.run("check", "-f", "json", "--replay", "kept", in: folder)
    #expect(replay.output == live.output, "\(replay.errors)")
    #expect(replay.status == live.status)
    let now = try AvouchProcess.run("check", "-f", "json", in: folder)
    #expect(now.status == 3)
  }

  @Test func `no secret is kept, and nobody else may read the rest`() throws {
    let folder = TemporaryFolder()
    _ = try recorded(in: folder)
    let names = try files(in: folder)
    #expect(names.count > 10)
    for name in names {
      let path = folder.path + "/kept/" + name
      let text = try String(contentsOfFile: path, encoding: .utf8)
      for secret in Self.secrets { #expect(!text.contains(secret), "\(name): \(secret)") }
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect(mode as? Int == 0o600)
    }
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/kept")
    #expect(mode[.posixPermissions] as? Int == 0o700)
  }

  @Test func `a changed, missing or foreign file is an error that names it`() throws {
    let folder = TemporaryFolder()
    _ = try recorded(in: folder)
    let again = try AvouchProcess.run("check", "--record", "kept", in: folder)
    #expect(again.status == 2)
    #expect(again.errors.contains("holds files already"), "\(again.errors)")
    let name = try #require(try files(in: folder).first { $0.hasPrefix("exchange-") })
    let path = folder.path + "/kept/" + name
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("max-age=63072000", with: "max-age=99999999")
      .write(toFile: path, atomically: false, encoding: .utf8)
    let changed = try AvouchProcess.run("check", "--replay", "kept", in: folder)
    #expect(changed.status == 2)
    #expect(changed.errors.contains("\(name) has been changed"), "\(changed.errors)")
    try FileManager.default.removeItem(atPath: path)
    let missing = try AvouchProcess.run("check", "--replay", "kept", in: folder)
    #expect(missing.status == 2)
    #expect(missing.errors.contains("\(name) does not exist"), "\(missing.errors)")
  }

  @Test func `what was not recorded or is no longer the same is unmeasured`() throws {
    let folder = TemporaryFolder()
    _ = try recorded(in: folder)
    try folder.write("settings.yaml", "debug: false # still\n")
    let text = try String(contentsOfFile: folder.path + "/avouch.yaml", encoding: .utf8)
    try folder.write("avouch.yaml", text.replacing("paths: [/, ", with: "paths: [/, /more, "))
    let run = try AvouchProcess.run("check", "--replay", "kept", in: folder)
    #expect(run.status == 3, "\(run.output)")
    #expect(run.output.contains("settings.yaml is not as it was recorded"))
    #expect(run.output.contains("/more: it is not in the recording"))
  }

  @Test func `proof ages from the day of the recording`() throws {
    let folder = TemporaryFolder()
    _ = try recorded(in: folder)
    let later = try AvouchProcess.run(
      "check", "--replay", "kept", "--now", "2998-01-01", in: folder)
    #expect(later.status == 1, "\(later.output)")
    #expect(later.output.contains("and was not renewed"))
    #expect(later.output.contains("the certificate ended on"))
    let earlier = try AvouchProcess.run(
      "check", "--replay", "kept", "--now", "2020-01-01", in: folder)
    #expect(earlier.status == 2)
  }

  @Test func `a scan is replayed too`() throws {
    let folder = TemporaryFolder()
    let certificates = try TestCertificates(days: 90)
    let server = try LocalServer(Self.site, certificates: certificates)
    let words = [
      "scan", "endpoint", server.origin, "-f", "json", "--certificate-authority",
      certificates.authority,
    ]
    let live = try AvouchProcess.run(words + ["--record", "kept"], in: folder.path)
    let replay = try withExtendedLifetime(folder) {
      try AvouchProcess.run(
        words.map { $0.replacing(server.origin, with: "https://localhost:\(server.port)") }
          + ["--replay", "kept"], in: folder.path)
    }
    #expect(live.errors.isEmpty && replay.errors.isEmpty, "\(live.errors)\(replay.errors)")
    #expect(live.output == replay.output)
    #expect(!live.output.isEmpty)
  }

  @Test(
    "options that contradict each other are refused",
    arguments: [["--record", "other"], ["--active"], ["--ledger", "runs"]])
  func contradictions(words: [String]) throws {
    let folder = TemporaryFolder()
    let run = try withExtendedLifetime(folder) {
      try AvouchProcess.run(["check", "--replay", "kept"] + words, in: folder.path)
    }
    #expect(run.status == 2)
    #expect(run.errors.contains("cannot be given with --replay"), "\(run.errors)")
  }
}
