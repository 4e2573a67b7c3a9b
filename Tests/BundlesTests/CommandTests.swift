import Foundation
import Model
import Systems
import TestSupport
import Testing

/// The two commands as people type them: exit codes, what is printed, reproducible bytes.
@Suite struct CommandTests {
  private static let avouch: String =
    ProcessInfo.processInfo.environment["AVOUCH_BINARY"]
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: ".build/debug/avouch").path

  private func avouch(
    _ words: [String], now: String = "2026-11-21T10:00:00Z", environment: [String: String] = [:]
  ) throws -> (status: Int32, text: String) {
    try Workshop.run([Self.avouch] + words + ["--now", now], environment: environment)
  }

  private func sign(_ workshop: Workshop, _ more: [String] = []) throws -> (
    status: Int32, text: String
  ) {
    try avouch(
      ["sign", workshop.bundle, "--key", workshop.key, "--identity", Workshop.identity] + more)
  }

  @Test func `sign and verify agree, and the printed line works for a buyer`() throws {
    let workshop = try Workshop()
    let signed = try sign(workshop, ["--organization", "Example"])
    #expect(signed.status == 0, "\(signed.text)")
    #expect(signed.text.contains("signed 3 files"))
    #expect(
      signed.text.contains(
        "ssh-keygen -Y verify -f allowed_signers -I security@example.com "
          + "-n posture@example.com -s statement.json.sig < statement.json"))
    #expect(try workshop.sshKeygenAccepts())
    let verified = try avouch(["verify", workshop.bundle, "--key", workshop.publicKey])
    #expect(verified.status == 0, "\(verified.text)")
    #expect(verified.text.hasPrefix("verified: every file is as it was signed\n"))
    let first = try workshop.read("statement.json.sig")
    try #expect(sign(workshop, ["--organization", "Example"]).status == 0)
    #expect(try workshop.read("statement.json.sig") == first)
  }

  @Test func `the digests can be checked without Avouch`() throws {
    let workshop = try Workshop()
    _ = try sign(workshop)
    let script = """
      cd "$1" && sed -n 's/.*"sha256": "\\(.*\\)"/\\1/p; s/.*"name": "\\([^"]*\\.[a-z]*\\)".*/\\1/p' \
      statement.json | paste -d' ' - - | sed 's/ /  /' | sha256sum -c -
      """
    let outcome = try Workshop.run(["/bin/sh", "-c", script, "sh", workshop.bundle])
    #expect(outcome.status == 0 && outcome.text.contains("map/soc2.csv: OK"), "\(outcome.text)")
  }

  @Test func `exit 1 names what is wrong, exit 3 what is not known, exit 2 what is not there`()
    throws
  {
    let workshop = try Workshop()
    _ = try sign(workshop)
    let trusted = ["--key", workshop.publicKey]
    let late = try avouch(["verify", workshop.bundle] + trusted, now: "2027-02-20")
    #expect(late.status == 1 && late.text.contains("statement.json expired at 2027-02-19T10:00"))
    let unknown = try avouch(["verify", workshop.bundle])
    #expect(unknown.status == 3 && unknown.text.contains("no trusted key was given"))
    let list = workshop.bundle + "/allowed_signers"
    #expect(try avouch(["verify", workshop.bundle, "--allowed-signers", list]).status == 3)
    try workshop.folder.write("bundle/posture.md", "x")
    let changed = try avouch(["verify", workshop.bundle] + trusted)
    #expect(changed.status == 1 && changed.text.contains("  posture.md was changed: signed with"))
    #expect(changed.text.hasPrefix("refused: 1 thing is wrong\n"))
    #expect(try avouch(["verify", workshop.folder.path] + trusted).status == 2)
    #expect(try avouch(["verify", workshop.bundle, "--key", "/nonexistent"]).status == 2)
    #expect(try avouch(["verify", workshop.bundle, "--key", workshop.key]).status == 2)
    let broken = try workshop.folder.write("allowed", "a namespaces=x ssh-ed25519 AAAA\n")
    let refused = try avouch(["verify", workshop.bundle, "--allowed-signers", broken])
    #expect(refused.status == 2 && refused.text.contains("allowed:1:1: error: namespaces needs"))
  }

  @Test func `JSON holds the same`() throws {
    let workshop = try Workshop()
    _ = try sign(workshop)
    try workshop.folder.write("bundle/extra", "x")
    let outcome = try avouch([
      "verify", workshop.bundle + "/statement.json", "--key", workshop.publicKey, "-f", "json",
    ])
    #expect(outcome.status == 1)
    let object = try JSONSerialization.jsonObject(with: Data(outcome.text.utf8)) as? [String: Any]
    #expect(object?["state"] as? String == "refused")
    #expect((object?["faults"] as? [[String: String]])?.first?["kind"] == "added")
  }

  @Test(arguments: [
    (["sign", "x"], "sign needs --key"), (["sign", "--key", "k"], "sign needs FILE"),
    (["sign", "x", "--key", "k", "--expires", "soon"], "--expires is a duration"),
    (["sign", "x", "--key", "k", "--expires", "2026-11-20"], "already over"),
    (["sign", "x", "--key", "k", "--identity", "a b"], "--identity holds letters"),
    (["sign", "/nonexistent/x", "--key", "k"], "does not exist"),
    (["verify", ".", "--key", "k", "--allowed-signers", "l"], "not both"),
  ])
  func `a wrong command line ends with 2 and a reason`(words: [String], reason: String) throws {
    let outcome = try avouch(words)
    #expect(outcome.status == 2 && outcome.text.contains(reason), "\(outcome.text)")
  }

  @Test func `an unsigned neighbour and a missing envelope are noted`() throws {
    let workshop = try Workshop(passphrase: Workshop.passphrase)
    let helper = try workshop.folder.write("ask", "#!/bin/sh\necho '\(Workshop.passphrase)'\n")
    try Place.setMode(helper, to: 0o700)
    let outcome = try avouch(
      ["sign", workshop.bundle + "/posture.md", "--key", workshop.key],
      environment: ["SSH_ASKPASS": helper, "DISPLAY": ":0"])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.text.contains("no DSSE envelope was made: "))
    #expect(outcome.text.contains("as added: map/soc2.csv, posture.html"))
    #expect(!outcome.text.contains(Workshop.passphrase))
    #expect(try workshop.sshKeygenAccepts(namespace: "posture", identity: "posture"))
  }
}
