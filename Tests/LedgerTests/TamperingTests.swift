import Foundation
import Ledger
import Model
import Systems
import TestSupport
import Testing

/// A ledger of five runs is altered in one way at a time.
@Suite struct TamperingTests {
  private let folder = TemporaryFolder()

  struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let statements: String
    /// What the verification says, and how many runs it leaves intact.
    let expected: String
    let intact: Int

    var testDescription: String { name }
  }

  static let faults = [
    Fault(
      name: "a verdict of a run's state",
      statements: "UPDATE state SET line = replace(line, '\"violated\"', '\"verified\"')",
      expected: "the state of a in run 3 was altered", intact: 2),
    Fault(
      name: "a run's line",
      statements:
        "UPDATE run SET line = replace(line, '\"holds\"', '\"violated\"') WHERE number = 3",
      expected: "run 3 was altered", intact: 2),
    Fault(
      name: "a run's digest",
      statements:
        "UPDATE run SET digest = substr(digest, 2) || substr(digest, 1, 1) WHERE number = 4",
      expected: "run 4 was altered", intact: 3),
    Fault(
      name: "a run taken out", statements: "DELETE FROM run WHERE number = 2",
      expected: "run 2 is missing", intact: 1),
    Fault(
      name: "several runs taken out", statements: "DELETE FROM run WHERE number IN (2, 3)",
      expected: "run 2 is missing, and so is every other up to run 3", intact: 1),
    Fault(
      name: "the first run taken out", statements: "DELETE FROM run WHERE number = 1",
      expected: "run 1 is missing", intact: 0),
    Fault(
      name: "the last run taken out", statements: "DELETE FROM run WHERE number = 5",
      expected: "run 5, the last one, is missing", intact: 4),
    Fault(
      name: "the last runs taken out", statements: "DELETE FROM run WHERE number > 3",
      expected: "runs 4 to 5, the last ones, are missing", intact: 3),
    Fault(
      name: "a run taken out and the rest moved up",
      statements: """
        DELETE FROM run WHERE number = 2;
        UPDATE run SET number = -number WHERE number > 2;
        UPDATE run SET number = -number - 1 WHERE number < 0;
        """,
      expected: "run 2 does not follow run 1", intact: 1),
    Fault(
      name: "two runs in the other order",
      statements: """
        UPDATE run SET number = 100 WHERE number = 2;
        UPDATE run SET number = 2 WHERE number = 3;
        UPDATE run SET number = 3 WHERE number = 100;
        """,
      expected: "run 2 does not follow run 1", intact: 1),
    Fault(
      name: "a state taken out",
      statements: "DELETE FROM state WHERE line LIKE '%violated%'",
      expected: "the state of a in run 3 is missing", intact: 2),
    Fault(
      name: "a state put in",
      statements: "INSERT INTO state (digest, line) VALUES ('\(Digest.sha256("x"))', 'x')",
      expected: "1 of its states are named by no run", intact: 5),
  ]

  @Test(arguments: faults)
  func `the first thing that is not as recorded is named`(fault: Fault) throws {
    let path = try Runs.ledger(in: folder)
    #expect(try Ledger.verifying(path).verify().fault == nil)
    try Runs.tamper(path, fault.statements)
    let verification = try Ledger.verifying(path).verify()
    #expect(verification.fault?.description.contains(fault.expected) == true, "\(verification)")
    #expect(verification.intact?.record.number ?? 0 == fault.intact)
  }

  @Test(arguments: faults.filter { !$0.name.contains("state") })
  func `nothing is taken from an altered chain and nothing added`(fault: Fault) throws {
    let path = try Runs.ledger(in: folder)
    try Runs.tamper(path, fault.statements)
    let before = try Data(contentsOf: URL(filePath: path))
    for way in [Runs.Way.reading, .recording] {
      let error = #expect(throws: LedgerError.self) { try way.open(path) }
      #expect(error?.message.contains(fault.expected) == true, "\(String(describing: error))")
      #expect(error?.kind == .altered)
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test func `a run whose digests were all made anew still contradicts the run after`() throws {
    let path = try Runs.ledger(in: folder)
    let database = try SQLiteDatabase(at: path, .readWrite)
    let line = try #require(
      database.rows("SELECT line FROM run WHERE number = 3").first?.first?.text)
    let forged = line.replacingOccurrences(of: "\"holds\"", with: "\"violated\"")
    #expect(forged != line)
    try database.run(
      "UPDATE run SET line = ?, digest = ? WHERE number = 3",
      [.text(forged), .text(Digest.sha256(forged))])
    let fault = try Ledger.verifying(path).verify().fault
    #expect(fault?.run == 4 && fault?.description.contains("does not follow run 3") == true)
  }

  @Test func `a false start of a state is noticed in a chain that holds`() throws {
    let path = try Runs.ledger(in: folder, runs: 1)
    let database = try SQLiteDatabase(at: path, .readWrite)
    let line = try #require(database.rows("SELECT line FROM run").first?.first?.text)
    let forged = line.replacingOccurrences(
      of: "\"since\":\"2026-09-02", with: "\"since\":\"2020-09-02")
    #expect(forged != line)
    try database.run(
      "UPDATE run SET line = ?, digest = ?", [.text(forged), .text(Digest.sha256(forged))])
    let fault = try Ledger.verifying(path).verify().fault
    #expect(fault?.description.contains("which the runs before do not bear out") == true)
  }

  @Test func `a whole history made anew has no run with the digest that was published`() throws {
    let path = try Runs.ledger(in: folder)
    let mark = try #require(try Ledger.reading(path).last()?.digest)
    #expect(try Ledger.reading(path).run(withDigest: mark)?.record.number == 5)
    #expect(try Ledger.reading(path).run(withDigest: String(mark.prefix(8)))?.digest == mark)
    try FileManager.default.removeItem(atPath: path)
    try Runs.record(Runs.assessment(Runs.day(5), [Runs.item("a", .verified)]), in: path)
    #expect(try Ledger.verifying(path).verify().fault == nil)
    #expect(try Ledger.reading(path).run(withDigest: mark) == nil)
  }
}
