import Foundation
import Glibc
import TestSupport
import Testing

/// The ledger as a user keeps it.
@Suite struct LedgerCommandTests {
  private func workspace(ledger: String = "ledger: runs.ledger") throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try folder.write("avouch.yaml", posture(ledger: ledger))
    try folder.write("present.txt", "x")
    return folder
  }

  private func posture(ledger: String, within: String = "72h") -> String {
    """
    avouch: 1
    organization: { name: Example }
    targets: { code: { files: . } }
    \(ledger)
    controls:
      - id: a.present
        statement: The file is there within {within}.
        parameters: { within: \(within) }
        checks:
          - file: { path: present.txt, target: code }
      - id: b.other
        statement: The other file is there.
        checks:
          - file: { path: present.txt, target: code }

    """
  }

  private func avouch(
    _ words: String..., in folder: TemporaryFolder
  ) throws -> AvouchProcess {
    var words = words
    if words.count < 4 { words += [String](repeating: "-q", count: 4 - words.count) }
    return try AvouchProcess.run(words[0], words[1], words[2], words[3], in: folder)
  }

  private func check(_ day: String, in folder: TemporaryFolder) throws -> AvouchProcess {
    try avouch("check", "--now", "2026-\(day)", in: folder)
  }

  @Test func `runs are recorded, and everything that assesses says since when`() throws {
    let folder = try workspace()
    #expect(try check("09-01", in: folder).status == 0)
    try FileManager.default.removeItem(atPath: folder.path + "/present.txt")
    #expect(try check("09-02", in: folder).status == 1)
    let third = try check("09-03", in: folder)
    #expect(
      third.output.contains("violated  a.present") && third.output.contains(", since 2026-09-02"))
    let json = try AvouchProcess.run(
      "check", "-f", "json", "--no-record", "--now", "2026-09-04", in: folder)
    #expect(json.output.contains("\"since\": \"2026-09-02T00:00:00Z\""), "\(json.errors)")
    #expect(json.output.contains("\"run\": 3"))
    let explained = try avouch("explain", "a.present", "--now=2026-09-05", in: folder)
    #expect(explained.output.contains("since 2026-09-02T00:00:00Z, as of 2026-09-05T00:00:00Z"))
    let log = try avouch("ledger", "log", in: folder)
    #expect(log.status == 0 && log.output.contains("runs.ledger: 3 runs"), "\(log.errors)")
    let verified = try avouch("ledger", "verify", in: folder)
    #expect(verified.status == 0 && verified.output.contains("runs.ledger is intact: 3 runs"))
  }

  @Test func `diff names what changed between two dates`() throws {
    let folder = try workspace()
    _ = try check("09-01", in: folder)
    try folder.write("avouch.yaml", posture(ledger: "ledger: runs.ledger", within: "48h"))
    try FileManager.default.removeItem(atPath: folder.path + "/present.txt")
    _ = try check("09-10", in: folder)
    let diff = try avouch("ledger", "diff", "2026-09-05", "last", in: folder)
    for line in [
      "from run 1 of 2026-09-01 00:00 UTC to run 2 of 2026-09-10 00:00 UTC",
      "The gate: holds → violated", "a.present: verified → violated",
      "- “The file is there within 72 hours.”", "+ “The file is there within 48 hours.”",
      "a.present: within 72 hours → 48 hours",
      "+ medium  file/missing at present.txt (a.present, b.other)",
    ] { #expect(diff.output.contains(line), "\(line) in \(diff.output)\(diff.errors)") }
    let json = try avouch("ledger", "diff", "-f", "json", in: folder)
    #expect(json.output.contains("avouch-ledger-diff/1"))
    let history = try avouch("ledger", "log", "--control", "a.present", in: folder)
    #expect(history.output.contains("since 2026-09-10, run 2: violated"), "\(history.output)")
  }

  @Test func `an altered ledger stops the gate, and verify says where`() throws {
    let folder = try workspace()
    for day in ["09-01", "09-02", "09-03"] { _ = try check(day, in: folder) }
    let path = folder.path + "/runs.ledger"
    let whole = try Data(contentsOf: URL(filePath: path))
    let text = Data("\"outcome\":\"holds\"".utf8)
    let first = try #require(whole.range(of: text, options: .backwards))
    var forged = whole
    forged.replaceSubrange(first, with: Data("\"outcome\":\"HOLDS\"".utf8))
    try forged.write(to: URL(filePath: path))
    let gate = try check("09-04", in: folder)
    #expect(gate.status == 2 && gate.output.isEmpty)
    #expect(gate.errors.contains("is not to be trusted: run "), "\(gate.errors)")
    let verified = try avouch("ledger", "verify", in: folder)
    #expect(verified.status == 1 && verified.output.contains("was altered"), "\(verified.output)")
    #expect(try Data(contentsOf: URL(filePath: path)) == forged)
  }

  @Test func `a published digest has to be that of a run`() throws {
    let folder = try workspace()
    _ = try check("09-01", in: folder)
    let json = try avouch("ledger", "show", "-f", "json", in: folder).output
    let digest = try #require(
      json.components(separatedBy: "\"digest\": \"").last { $0.contains("posture") }?.prefix(64))
    #expect(try avouch("ledger", "verify", "--mark", String(digest), in: folder).status == 0)
    let other = String(repeating: "0", count: 64)
    let missing = try avouch("ledger", "verify", "--mark", other, in: folder)
    #expect(missing.status == 1 && missing.output.contains("No run has the digest 0000"))
  }

  @Test func `a run that cannot be recorded as asked ends with 2 before anything is collected`()
    throws
  {
    let folder = try workspace(ledger: "")
    let gone = try avouch("check", "--ledger", "none/runs.ledger", in: folder)
    #expect(gone.status == 2 && gone.errors.contains("cannot be made"), "\(gone.errors)")
    let partly = try AvouchProcess.run(
      "check", "--ledger", "l", "--only", "a.present", in: folder)
    #expect(
      partly.status == 2 && partly.errors.contains("a run over some controls is not recorded"))
    let future = try AvouchProcess.run(
      "check", "--ledger", "l", "--now", "2126-01-01", in: folder)
    #expect(future.status == 2 && future.errors.contains("is still to come"))
    let absent = try avouch("map", "--ledger", "none", in: folder)
    #expect(absent.status == 2)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
        "avouch.yaml", "present.txt",
      ])
  }

  @Test func `a ledger that may only be read is read, and the run says that it is not recorded`()
    throws
  {
    let folder = try workspace()
    _ = try check("09-01", in: folder)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o444], ofItemAtPath: folder.path + "/runs.ledger")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    // As someone whom the permissions bind, whoever runs the tests.
    let launcher =
      getuid() == 0
      ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    let run = try AvouchProcess.run(
      "check", "--now", "2026-09-03", in: folder, launcher: launcher)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("this run is not recorded"), "\(run.errors)")
    #expect(run.output.contains("since 2026-09-01"))
    let asked = try AvouchProcess.run(
      "check", "--ledger", "runs.ledger", "--now", "2026-09-03", in: folder, launcher: launcher)
    #expect(asked.status == 2 && asked.errors.contains("may only be read"), "\(asked.errors)")
    #expect(try avouch("ledger", "log", in: folder).output.contains("1 run\n"))
  }

  @Test(arguments: [
    (["ledger", "dif"], "did you mean \"diff\"?"), (["ledger", "show", "soon"], "RUN is a number"),
    (["ledger", "show", "9"], "has no run 9"), (["ledger", "log", "1"], "does not expect \"1\""),
    (["ledger", "diff"], "holds one run only"),
    (["ledger", "show", "2026-08-01"], "has no run until 2026-08-01"),
    (["ledger", "verify", "--mark=1"], "64 hexadecimal digits"),
    (["ledger", "show", "--limit=1"], "--limit is for ledger log"),
  ])
  func `what is meant is asked for`(words: [String], expected: String) throws {
    let folder = try workspace()
    _ = try check("09-01", in: folder)
    let run =
      words.count == 2
      ? try AvouchProcess.run(words[0], words[1], in: folder)
      : try AvouchProcess.run(words[0], words[1], words[2], in: folder)
    #expect(run.status == 2 && run.errors.contains(expected), "\(run.errors)")
  }
}
