import Model
import Systems
import TestSupport
import Testing

@testable import Bundles

/// A good bundle is broken in one way at a time, and exactly that is named.
@Suite struct VerifyingTests {
  private func signed() throws -> Workshop {
    let workshop = try Workshop()
    try workshop.sign()
    return workshop
  }

  @Test func `one changed byte names the file`() throws {
    let workshop = try signed()
    try workshop.folder.write("bundle/posture.md", "# posture\n")
    #expect(try workshop.faults() == ["changed posture.md"])
  }

  @Test func `a missing file is named`() throws {
    let workshop = try signed()
    try Place.remove(workshop.bundle + "/map/soc2.csv")
    #expect(try workshop.faults() == ["missing map/soc2.csv"])
  }

  @Test(arguments: ["evil.html", "map/evil.csv", ".hidden", ".git/config", "statement.json.bak"])
  func `an added file is named wherever it hides`(name: String) throws {
    let workshop = try signed()
    try workshop.folder.write("bundle/" + name, "x")
    #expect(try workshop.faults() == ["added \(name)"])
  }

  @Test func `an added file whose name is another spelling of a signed one is named`() throws {
    let workshop = try Workshop()
    try workshop.folder.write("bundle/caf\u{E9}.md", "x")
    try workshop.sign()
    #expect(try workshop.faults() == [])
    try workshop.folder.write("bundle/cafe\u{301}.md", "x")
    #expect(try workshop.faults() == ["added cafe\u{301}.md"])
  }

  @Test func `a file replaced by a link to the same bytes is refused`() throws {
    let workshop = try signed()
    let copy = try workshop.folder.write("copy", "# Posture\n")
    try Place.remove(workshop.bundle + "/posture.md")
    try workshop.folder.link("bundle/posture.md", to: copy)
    #expect(try workshop.faults() == ["irregular posture.md"])
  }

  @Test func `a folder replaced by a link to the same folder is refused`() throws {
    let workshop = try signed()
    try workshop.folder.write("copy/soc2.csv", "requirement,state\nCC6.7,verified\n")
    try Place.remove(workshop.bundle + "/map/soc2.csv")
    try Place.remove(workshop.bundle + "/map")
    try workshop.folder.link("bundle/map", to: workshop.folder.path + "/copy")
    #expect(try workshop.faults() == ["irregular map/soc2.csv", "added map"])
  }

  @Test func `a pipe in the place of a file does not stop the verification`() throws {
    let workshop = try signed()
    try Place.remove(workshop.bundle + "/posture.md")
    try Place.makePipe(workshop.bundle + "/posture.md")
    #expect(try workshop.faults() == ["irregular posture.md"])
  }

  @Test func `a file too large to be hashed is not known, and nothing passes`() throws {
    let workshop = try signed()
    try Place.setSize(workshop.bundle + "/posture.md", to: SealedFolder.defaultSizeLimit + 1)
    let verification = try workshop.verify()
    #expect(verification.state == .unverified && verification.faults.isEmpty)
    #expect(verification.doubts == ["posture.md is larger than 268.4 MB"])
  }

  @Test func `a changed statement breaks both signatures`() throws {
    let workshop = try signed()
    var text = String(decoding: try workshop.read("statement.json"), as: UTF8.self)
    text.replace("\"Example\"", with: "\"Exemple\"")
    try workshop.folder.write("bundle/statement.json", text)
    #expect(
      try workshop.faults() == [
        "wrong-signature statement.json.sig", "wrong-envelope statement.dsse.json",
      ])
    #expect(try !workshop.sshKeygenAccepts())
  }

  @Test func `a changed file cannot be covered by a changed digest`() throws {
    let workshop = try signed()
    try workshop.folder.write("bundle/posture.md", "# Better\n")
    let forged = try workshop.statement()
    try workshop.folder.write("bundle/statement.json", forged.text)
    #expect(
      try workshop.faults() == [
        "wrong-signature statement.json.sig", "wrong-envelope statement.dsse.json",
      ])
  }

  @Test func `expiry counts to the second`() throws {
    let workshop = try signed()
    let end = try #require(Instant("2027-02-19T10:00:00Z"))
    #expect(try workshop.faults(now: end) == [])
    #expect(
      try workshop.faults(now: Instant(seconds: end.seconds + 1)) == ["expired statement.json"])
  }

  @Test func `a statement from the future is refused, past what clocks differ by`() throws {
    let workshop = try signed()
    let early = { Instant(seconds: Workshop.now.seconds - $0) }
    #expect(try workshop.faults(now: early(600)) == [])
    #expect(try workshop.faults(now: early(601)) == ["not-yet-made statement.json"])
  }

  @Test func `a signature for another purpose is refused`() throws {
    let workshop = try Workshop()
    try workshop.sign(try workshop.statement(namespace: "git"))
    #expect(try workshop.faults() == ["wrong-namespace statement.json.sig"])
    #expect(try workshop.faults(namespace: "git") == [])
    try workshop.sign()
    #expect(
      try workshop.faults(namespace: "posture@example.org") == [
        "wrong-namespace statement.json.sig"
      ])
  }

  @Test func `a signature made for one purpose cannot be moved to another`() throws {
    let workshop = try signed()
    let genuine = try SSHSignature(text: try workshop.read("statement.json.sig"))
    let moved = SSHSignature(
      publicKey: genuine.publicKey, namespace: "posture", hash: genuine.hash,
      signature: genuine.signature)
    try workshop.folder.write("bundle/statement.json.sig", moved.text)
    #expect(
      try workshop.faults() == [
        "wrong-signature statement.json.sig", "wrong-namespace statement.json.sig",
      ])
  }

  @Test func `another key is an unknown signer`() throws {
    let workshop = try signed()
    let other = try Workshop()
    #expect(
      try workshop.faults(anchor: try other.trusted()) == ["unknown-signer statement.json.sig"])
  }

  @Test func `another name than the expected one is refused`() throws {
    let workshop = try signed()
    #expect(try workshop.faults(identity: Workshop.identity) == [])
    #expect(
      try workshop.faults(identity: "sales@example.com") == ["wrong-identity statement.json"])
  }

  @Test func `a missing signature is named, and the envelope alone is not enough`() throws {
    let workshop = try signed()
    try Place.remove(workshop.bundle + "/statement.json.sig")
    #expect(try workshop.faults() == ["missing-signature statement.json.sig"])
  }

  @Test func `an envelope of another key or another statement is refused`() throws {
    let workshop = try signed()
    let payload = try workshop.read("statement.json")
    let other = try Workshop()
    let key = try #require(try KeyFile(path: other.key).privateKey)
    func write(_ payload: [UInt8], signature: [UInt8]) throws {
      let envelope = Envelope(payload: payload, signatures: [signature])
      try workshop.folder.write(
        "bundle/statement.dsse.json",
        envelope.text(key: try KeyFile(path: workshop.publicKey).publicKey))
    }
    let stolen = try #require(key.sign(Envelope.signedBytes(payload)))
    try write(payload, signature: stolen)
    #expect(try workshop.faults() == ["wrong-envelope statement.dsse.json"])
    let own = try #require(try KeyFile(path: workshop.key).privateKey)
    try write([0x7B, 0x7D], signature: try #require(own.sign(Envelope.signedBytes([0x7B, 0x7D]))))
    #expect(try workshop.faults() == ["wrong-envelope statement.dsse.json"])
    // A signature over the bare payload is one over something else.
    try write(payload, signature: try #require(own.sign(payload)))
    #expect(try workshop.faults() == ["wrong-envelope statement.dsse.json"])
  }

  @Test(arguments: [
    "", "{", "[]", "{}", #"{"payloadType":"text/plain","payload":"","signatures":[{"sig":""}]}"#,
    #"{"payloadType":"application/vnd.in-toto+json","payload":"*","signatures":[{"sig":""}]}"#,
    #"{"payloadType":"application/vnd.in-toto+json","payload":"","signatures":[]}"#,
    #"{"payloadType":"application/vnd.in-toto+json","payload":"","signatures":[{}]}"#,
  ])
  func `a broken envelope is named`(text: String) throws {
    let workshop = try signed()
    try workshop.folder.write("bundle/statement.dsse.json", text)
    #expect(try workshop.faults() == ["malformed-envelope statement.dsse.json"])
  }

  @Test func `a changed list of signers in the bundle is named`() throws {
    let workshop = try signed()
    let other = try Workshop()
    try other.sign()
    try workshop.folder.write("bundle/allowed_signers", try other.read("allowed_signers"))
    #expect(try workshop.faults() == ["wrong-allowed-signers allowed_signers"])
  }

  @Test func `without a trusted key nothing passes, and faults are still named`() throws {
    let workshop = try signed()
    let verification = try workshop.verify(anchor: TrustAnchor.none)
    #expect(verification.state == .unverified && verification.signer == nil)
    #expect(verification.doubts.first?.contains("--key") == true)
    try workshop.folder.write("bundle/posture.md", "x")
    #expect(try workshop.verify(anchor: TrustAnchor.none).state == .refused)
  }

  @Test func `a list that came with the bundle is no trust`() throws {
    let workshop = try signed()
    let folder = try SealedFolder(path: workshop.bundle)
    let list = workshop.bundle + "/allowed_signers"
    let inside = try TrustAnchor.read(key: nil, allowedSigners: list, outside: folder)
    #expect(try workshop.verify(anchor: inside).state == .unverified)
    let copy = try workshop.folder.write("allowed", try workshop.read("allowed_signers"))
    let outside = try TrustAnchor.read(key: nil, allowedSigners: copy, outside: folder)
    #expect(try workshop.verify(anchor: outside).state == .verified)
  }

  @Test func `no statement at all is bad input`() throws {
    let workshop = try Workshop()
    let error = #expect(throws: Unavailable.self) { try workshop.verify() }
    #expect(error?.reason.hasSuffix("statement.json is missing") == true)
  }

  @Test func `what is printed of a hostile bundle cannot move the terminal`() throws {
    let workshop = try signed()
    try workshop.folder.write("bundle/\u{1B}[2Jverified\u{202E}", "x")
    let text = VerificationReport.text(try workshop.verify())
    #expect(text.contains("\\u{1B}[2Jverified\\u{202E} was added"))
    #expect(!text.utf8.contains(0x1B))
  }
}
