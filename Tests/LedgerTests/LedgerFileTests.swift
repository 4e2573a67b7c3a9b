import Foundation
import Ledger
import Model
import Systems
import TestSupport
import Testing

/// Files that are no ledger, a damaged or a newer one, or cannot be used.
@Suite struct LedgerFileTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/runs.ledger" }

  private func expectRefusal(
    _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let before = FileManager.default.contents(atPath: path)
    for way in Runs.Way.allCases {
      let error = #expect(throws: LedgerError.self, sourceLocation: sourceLocation) {
        try way.open(path)
      }
      #expect(
        error?.message.contains(expected) == true, "\(String(describing: error))",
        sourceLocation: sourceLocation)
    }
    #expect(FileManager.default.contents(atPath: path) == before, sourceLocation: sourceLocation)
  }

  @Test func `an empty file is a ledger that was lost, not a new one`() throws {
    try folder.write("runs.ledger", "")
    expectRefusal("is empty: whatever it held is lost")
  }

  @Test func `a text is no ledger`() throws {
    try folder.write("runs.ledger", String(repeating: "runs\n", count: 400))
    expectRefusal("is not an SQLite database")
  }

  @Test func `a folder and a link are not followed`() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    for way in Runs.Way.allCases {
      #expect(throws: LedgerError("the ledger \(path) is not a regular file")) {
        try way.open(path)
      }
    }
    try FileManager.default.removeItem(atPath: path)
    let other = try Runs.ledger(in: folder, runs: 1)
    let link = folder.path + "/link.ledger"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: other)
    let error = #expect(throws: LedgerError.self) { try Ledger.recording(link) }
    #expect(error?.message.contains("is a symbolic link") == true)
  }

  @Test func `another database is not taken over`() throws {
    let database = try SQLiteDatabase(at: path, .create)
    try database.execute("CREATE TABLE run (number INTEGER PRIMARY KEY, digest, line)")
    expectRefusal("is a database, but not a ledger of avouch")
  }

  @Test func `a newer format is named`() throws {
    _ = try Runs.ledger(in: folder, runs: 2)
    try Runs.tamper(path, "PRAGMA user_version = 2")
    expectRefusal("was written by a newer avouch: its format is 2, and this version reads 1")
  }

  @Test(arguments: [
    "CREATE VIEW extra AS SELECT 1",
    "CREATE TRIGGER extra AFTER INSERT ON run BEGIN DELETE FROM state; END",
    "ALTER TABLE run ADD COLUMN extra TEXT", "DROP TABLE state",
  ])
  func `tables that avouch does not make are not trusted`(statement: String) throws {
    _ = try Runs.ledger(in: folder, runs: 2)
    try Runs.tamper(path, statement)
    expectRefusal("its tables are not those that avouch makes")
  }

  @Test(arguments: [1, 2, 3])
  func `a file cut short is damaged`(quarters: Int) throws {
    _ = try Runs.ledger(in: folder, runs: 40)
    let whole = try Data(contentsOf: URL(filePath: path))
    try whole.prefix(whole.count / 4 * quarters).write(to: URL(filePath: path))
    for way in [Runs.Way.reading, .recording] {
      let error = #expect(throws: LedgerError.self) { try way.open(path) }
      #expect(error?.kind == .altered, "\(String(describing: error))")
    }
  }

  @Test func `overwritten pages never pass`() throws {
    _ = try Runs.ledger(in: folder, runs: 20)
    let whole = try Data(contentsOf: URL(filePath: path))
    var random = SplitMix64(seed: 11)
    for _ in 0..<40 {
      var broken = whole
      let start = Int.random(in: 0..<(whole.count - 64), using: &random)
      let noise = (0..<64).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      broken.replaceSubrange(start..<(start + 64), with: noise)
      try broken.write(to: URL(filePath: path))
      // What lies between the cells of a page is no part of any record.
      let isAltered = (try? records(of: path)) != (try records(of: whole))
      if isAltered { #expect(!isIntact, "at \(start)") }
    }
  }

  /// Whether a verification finds nothing wrong; a file that cannot be read is not intact.
  private var isIntact: Bool {
    guard let verification = try? Ledger.verifying(path).verify() else { return false }
    return verification.fault == nil
  }

  /// Every line of the ledger.
  private func records(of path: String) throws -> [String] {
    var lines: [String] = []
    try Ledger.reading(path).forEachLine { lines.append($0) }
    return lines
  }

  private func records(of data: Data) throws -> [String] {
    let copy = folder.path + "/copy.ledger"
    try data.write(to: URL(filePath: copy))
    return try records(of: copy)
  }

  @Test func `a ledger that another process is writing is waited for, and then named`() throws {
    _ = try Runs.ledger(in: folder, runs: 1)
    let other = try SQLiteDatabase(at: path, .readWrite)
    try other.execute("BEGIN EXCLUSIVE")
    expectRefusal("is in use by another process")
    try other.execute("ROLLBACK")
    #expect(try Ledger.reading(path).count() == 1)
  }

  @Test func `a folder that is not there is named, and nothing is left behind`() throws {
    let error = #expect(throws: LedgerError.self) {
      try Ledger.recording(folder.path + "/none/runs.ledger")
    }
    #expect(error?.message.contains("its folder does not exist or cannot be written to") == true)
    #expect(throws: LedgerError.self) { try Ledger.reading(path) }
    _ = try Ledger.recording(path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["runs.ledger"])
    #expect(try Ledger.reading(path).count() == 0)
  }

  @Test func `runs recorded at once all arrive, one after the other`() async throws {
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<12 {
        group.addTask {
          try Runs.record(
            Runs.assessment(Runs.day(1), [Runs.item("a\(number)", .verified)]), in: path)
        }
      }
      try await group.waitForAll()
    }
    #expect(try Ledger.verifying(path).verify().intact?.record.number == 12)
  }
}
