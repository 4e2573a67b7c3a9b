import Glibc
import Model
import Systems
import TestSupport
import Testing

@testable import Bundles

/// A folder with real keys of ssh-keygen, documents to sign, and the tools that verify them.
final class Workshop: Sendable {
  static let now = Instant(seconds: 1_795_255_200)  // 2026-11-21T10:00:00Z
  static let identity = "security@example.com"
  static let namespace = "posture@example.com"
  static let passphrase = "correct horse"

  let folder = TemporaryFolder()
  var key: String { folder.path + "/key" }
  var publicKey: String { folder.path + "/key.pub" }
  var bundle: String { folder.path + "/bundle" }

  init(passphrase: String = "") throws {
    try Self.makeKey(folder.path + "/key", passphrase: passphrase)
    try folder.write("bundle/posture.html", "<h1>Posture</h1>\n")
    try folder.write("bundle/posture.md", "# Posture\n")
    try folder.write("bundle/map/soc2.csv", "requirement,state\nCC6.7,verified\n")
  }

  static func makeKey(_ path: String, type: String = "ed25519", passphrase: String = "") throws {
    try ChildProcess.run(
      ["/usr/bin/ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", "test", "-f", path])
  }

  /// What a tool printed, with its exit code.
  static func run(
    _ words: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> (status: Int32, text: String) {
    let outcome = try SystemProgram(
      executable: words[0], arguments: Array(words.dropFirst()),
      environment: environment.merging(["PATH": "/usr/bin:/bin"]) { left, _ in left }
    ).run(input: input, outputLimit: 1 << 20, deadline: .now + .seconds(20))
    return (
      outcome.status, String(decoding: outcome.output + outcome.errors, as: UTF8.self)
    )
  }

  func statement(
    subjects: [Statement.Subject]? = nil, created: Instant = now, expires: Instant? = nil,
    namespace: String = namespace
  ) throws -> Statement {
    Statement(
      subjects: try subjects ?? FileSelection([bundle], output: nil).subjects(), created: created,
      expires: expires ?? TimeSpan.seconds(90 * 86_400).end(from: created),
      identity: Self.identity, namespace: namespace, organization: "Example", toolVersion: "0.1.0")
  }

  @discardableResult
  func sign(
    _ statement: Statement? = nil, key: String? = nil, environment: [String: String] = [:]
  ) throws -> SignedBundle {
    let signed = try BundleSigner(
      key: try KeyFile(path: key ?? self.key), environment: environment
    ).sign(try statement ?? self.statement())
    _ = try signed.write(into: try SealedFolder(path: bundle))
    return signed
  }

  func read(_ name: String) throws -> [UInt8] {
    try SealedFolder(path: bundle).read(name, limit: 1 << 22)
  }

  func trusted() throws -> TrustAnchor {
    try TrustAnchor.read(
      key: publicKey, allowedSigners: nil, outside: try SealedFolder(path: bundle))
  }

  func verify(
    anchor: TrustAnchor? = nil, now: Instant = now, namespace: String? = nil,
    identity: String? = nil
  ) throws -> BundleVerification {
    try BundleVerifier(
      folder: try SealedFolder(path: bundle), anchor: try anchor ?? trusted(), now: now,
      namespace: namespace, identity: identity
    ).verify()
  }

  /// The faults of a verification as `kind file`.
  func faults(
    anchor: TrustAnchor? = nil, now: Instant = now, namespace: String? = nil,
    identity: String? = nil
  ) throws -> [String] {
    try verify(anchor: anchor, now: now, namespace: namespace, identity: identity)
      .faults.map { "\($0.kind.rawValue) \($0.file)" }
  }

  /// Asks the tool that a buyer has.
  func sshKeygenAccepts(
    namespace: String = namespace, identity: String = identity
  ) throws -> Bool {
    try Self.run(
      [
        "/usr/bin/ssh-keygen", "-Y", "verify", "-f", bundle + "/allowed_signers", "-I", identity,
        "-n", namespace, "-s", bundle + "/statement.json.sig", "-O",
        "verify-time=20261121101500Z",
      ], input: try read("statement.json")
    ).status == 0
  }

  /// Asks OpenSSL about the envelope's signature.
  func openSSLAccepts(_ envelope: Envelope) throws -> Bool {
    let key = try KeyFile(path: publicKey).publicKey
    let information: [UInt8] = [
      0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]
    let pem = try folder.write("pub.der", information + key.bytes)
    let message = try folder.write("pae", Envelope.signedBytes(envelope.payload))
    let signature = try folder.write("sig", envelope.signatures.first ?? [])
    return try Self.run([
      "/usr/bin/openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey",
      pem, "-in", message, "-sigfile", signature,
    ]).status == 0
  }
}

/// A real agent on a socket of its own.
final class TestAgent: Sendable {
  let socket: String
  private let process: ChildProcess

  init(in folder: TemporaryFolder) throws {
    socket = folder.path + "/agent"
    process = try ChildProcess(["/usr/bin/ssh-agent", "-D", "-a", socket])
    for _ in 0..<200 {
      if try run("/usr/bin/ssh-add", "-l") != 2 { return }
      usleep(10_000)
    }
    throw Unavailable("the agent did not start")
  }

  var environment: [String: String] { ["SSH_AUTH_SOCK": socket] }

  func add(_ key: String) throws { #expect(try run("/usr/bin/ssh-add", "-q", key) == 0) }

  private func run(_ words: String...) throws -> Int32 {
    try Workshop.run(words, environment: environment).status
  }
}
