import Model
import Systems
import TestSupport
import Testing

@testable import Bundles

/// What is signed is accepted by the tools that a buyer has.
@Suite struct SigningTests {
  @Test func `ssh-keygen and OpenSSL accept both signatures, and Avouch accepts the bundle`() throws
  {
    let workshop = try Workshop()
    try workshop.sign()
    #expect(try workshop.sshKeygenAccepts())
    #expect(try !workshop.sshKeygenAccepts(namespace: "git"))
    #expect(try !workshop.sshKeygenAccepts(identity: "mallory@example.com"))
    #expect(
      try workshop.openSSLAccepts(Envelope(text: try workshop.read("statement.dsse.json"))))
    let verification = try workshop.verify()
    #expect(verification.faults.isEmpty && verification.doubts.isEmpty)
    #expect(verification.state == .verified && verification.hasEnvelope)
    #expect(
      verification.statement?.subjects.map(\.name) == [
        "map/soc2.csv", "posture.html", "posture.md",
      ])
  }

  @Test func `the statement has the shape of in-toto and sorted keys`() throws {
    let workshop = try Workshop()
    let text = try workshop.statement().text
    #expect(
      text.hasPrefix("{\n  \"_type\": \"https://in-toto.io/Statement/v1\",\n  \"predicate\":"))
    #expect(text.contains("\"created\": \"2026-11-21T10:00:00Z\""))
    #expect(text.contains("\"expires\": \"2027-02-19T10:00:00Z\""))
    #expect(try Statement(text: Array(text.utf8)) == workshop.statement())
  }

  @Test func `two runs under one clock give the same bytes`() throws {
    let workshop = try Workshop()
    #expect(try workshop.sign() == workshop.sign())
  }

  @Test func `our own signature is byte for byte that of ssh-keygen`() throws {
    let workshop = try Workshop()
    let message = Array("a message\n".utf8)
    let key = try KeyFile(path: workshop.key)
    let theirs = try SignatureProgram(environment: [:]).signature(
      over: message, keyPath: workshop.key, namespace: "file")
    let signed = SSHSignature.signedBytes(message, namespace: "file", hash: .sha512)
    let ours = SSHSignature(
      publicKey: key.publicKey, namespace: "file", hash: .sha512,
      signature: try #require(key.privateKey?.sign(signed)))
    #expect(ours == theirs)
    let printed = try Workshop.run(
      ["/usr/bin/ssh-keygen", "-q", "-Y", "sign", "-f", workshop.key, "-n", "file"], input: message)
    #expect(printed.text.hasPrefix(ours.text))
  }

  @Test func `a statement larger than any pipe is signed too`() throws {
    let workshop = try Workshop()
    let subjects = (0..<8_000).map {
      Statement.Subject(name: "file-\($0)", sha256: String(repeating: "0", count: 64))
    }
    let signed = try workshop.sign(try workshop.statement(subjects: subjects))
    #expect(signed.statement.utf8.count > 1_000_000)
    #expect(try workshop.sshKeygenAccepts())
  }

  @Test func `a key of OpenSSL in PKCS 8 signs`() throws {
    let workshop = try Workshop()
    let pem = workshop.folder.path + "/key.pem"
    try ChildProcess.run(["/usr/bin/openssl", "genpkey", "-algorithm", "ed25519", "-out", pem])
    try workshop.sign(key: pem)
    #expect(try workshop.sshKeygenAccepts())
    let key = try KeyFile(path: pem).publicKey
    #expect(try workshop.verify(anchor: .key(key)).state == .verified)
    #expect(try workshop.faults() == ["unknown-signer statement.json.sig"])
  }

  @Test func `an agent signs both, and the private key need not be there`() throws {
    let workshop = try Workshop()
    let agent = try TestAgent(in: workshop.folder)
    try agent.add(workshop.key)
    let fromFile = try workshop.sign()
    try Place.remove(workshop.key)
    let fromAgent = try workshop.sign(key: workshop.publicKey, environment: agent.environment)
    #expect(fromAgent == fromFile)
    #expect(fromAgent.envelope != nil)
  }

  @Test func `an agent signs with a key whose file is locked`() throws {
    let workshop = try Workshop()
    let agent = try TestAgent(in: workshop.folder)
    try agent.add(workshop.key)
    try ChildProcess.run([
      "/usr/bin/ssh-keygen", "-q", "-p", "-N", Workshop.passphrase, "-f", workshop.key,
    ])
    #expect(try KeyFile(path: workshop.key).form == .encryptedOpenSSH)
    let signed = try workshop.sign(environment: agent.environment)
    #expect(signed.envelope != nil)
    #expect(try workshop.verify().state == .verified)
  }

  @Test func `without an agent a locked key asks, and the envelope is left out in words`() throws {
    let workshop = try Workshop(passphrase: Workshop.passphrase)
    // An envelope of an earlier run would be one of another statement.
    try workshop.folder.write("bundle/statement.dsse.json", "{}")
    let helper = try workshop.folder.write("ask", "#!/bin/sh\necho '\(Workshop.passphrase)'\n")
    try Place.setMode(helper, to: 0o700)
    let environment = ["SSH_ASKPASS": helper, "DISPLAY": ":0"]
    let signed = try workshop.sign(
      try workshop.statement(
        subjects: FileSelection([workshop.bundle], output: nil).subjects()),
      environment: environment)
    #expect(signed.envelope == nil)
    #expect(signed.reasonWithoutEnvelope?.hasSuffix("and there is no agent") == true)
    #expect(try workshop.sshKeygenAccepts())
    let verification = try workshop.verify()
    #expect(verification.state == .verified && !verification.hasEnvelope)
  }

  @Test func `a wrong passphrase, a missing agent and an agent without the key are said so`() throws
  {
    let workshop = try Workshop(passphrase: Workshop.passphrase)
    let helper = try workshop.folder.write("ask", "#!/bin/sh\necho wrong\n")
    try Place.setMode(helper, to: 0o700)
    func reason(_ environment: [String: String]) throws -> String {
      try #require(throws: Unavailable.self) {
        try workshop.sign(environment: environment)
      }.reason
    }
    #expect(
      try reason(["SSH_ASKPASS": helper, "DISPLAY": ":0"]).hasPrefix("ssh-keygen did not sign: "))
    let agent = try TestAgent(in: workshop.folder)
    let empty = try reason(
      agent.environment.merging(["SSH_ASKPASS": helper, "DISPLAY": ":0"]) { left, _ in left })
    #expect(empty.hasPrefix("ssh-keygen did not sign: "))
    #expect(!empty.contains(Workshop.passphrase))
    let key = try KeyFile(path: workshop.key).publicKey
    let refusal = #expect(throws: Unavailable.self) {
      try KeyAgent(environment: agent.environment)?.signature(over: [1], by: key)
    }
    #expect(refusal?.reason.contains("is a refusal") == true)
  }

  @Test(arguments: ["rsa", "ecdsa"])
  func `another type of key is refused by name`(type: String) throws {
    let folder = TemporaryFolder()
    try Workshop.makeKey(folder.path + "/key", type: type)
    for name in ["/key", "/key.pub"] {
      let error = #expect(throws: Unavailable.self) { try KeyFile(path: folder.path + name) }
      #expect(error?.reason.contains("expected ssh-ed25519") == true, "\(error?.reason ?? "")")
    }
  }

  @Test func `a key that others can read is left to ssh-keygen to refuse`() throws {
    let workshop = try Workshop()
    try Place.setMode(workshop.key, to: 0o644)
    let error = #expect(throws: Unavailable.self) { try workshop.sign() }
    #expect(error?.reason.contains("UNPROTECTED PRIVATE KEY") == true)
  }

  @Test func `a key file in which anything is changed is refused without a word of it`() throws {
    let workshop = try Workshop()
    let text = try BoundedFile.read(workshop.key, limit: 1 << 16)
    var random = SplitMix64(seed: 11)
    for round in 0..<200 {
      var changed = text
      // The comment and the check numbers are not part of the key.
      let place = Int.random(in: 40..<text.count, using: &random)
      changed[place] = UInt8.random(in: 0x21...0x7E, using: &random)
      let path = try workshop.folder.write("changed", changed)
      do {
        let key = try KeyFile(path: path)
        // A changed name of the cipher makes it look locked.
        let isWhole = key.privateKey?.publicKey == key.publicKey.bytes
        #expect(isWhole || key.form == .encryptedOpenSSH, "round \(round)")
      } catch {
        let reason = error.reason
        #expect(reason.hasPrefix(path))
        #expect(!reason.contains(String(decoding: text[60..<80], as: UTF8.self)))
      }
    }
  }

  @Test func `the environment that ssh-keygen sees holds nothing else`() throws {
    let outcome = try SystemProgram(
      executable: "/usr/bin/env", arguments: [], environment: ["PATH": "/bin", "A": "b c"]
    ).run(input: [], outputLimit: 1_000, deadline: .now + .seconds(5))
    #expect(String(decoding: outcome.output, as: UTF8.self) == "A=b c\nPATH=/bin\n")
  }
}
