import FoundationEssentials
import Systems

/// The file of a ledger: made where there is none, and never mistaken for another one.
struct LedgerFile {
  let path: String
  /// How long to wait for another process that is writing.
  var patience: Duration = .seconds(10)

  /// Opens a ledger that is there.
  func open(_ access: SQLiteDatabase.Access) throws(LedgerError) -> SQLiteDatabase {
    try checkKind()
    let database: SQLiteDatabase
    do throws(SQLiteError) {
      database = try SQLiteDatabase(at: path, access, busyTimeout: patience)
    } catch {
      throw LedgerError(path, error)
    }
    try LedgerFormat.check(database, path: path)
    return database
  }

  var exists: Bool {
    // Without following a link, so that one that leads nowhere is not taken for an absent file.
    (try? FileManager.default.attributesOfItem(atPath: path)) != nil
  }

  /// Makes an empty ledger unless there is a file of that name.
  ///
  /// It is put in its place only when it is whole, so that no other process ever sees half of it and
  /// two that make it at once end up with one.
  func create() throws(LedgerError) {
    let draft = "\(path).\(ProcessInfo.processInfo.processIdentifier).new"
    // Left over from a process of the same number that was ended in between.
    try? FileManager.default.removeItem(atPath: draft)
    defer { try? FileManager.default.removeItem(atPath: draft) }
    do {
      let database = try SQLiteDatabase(at: draft, .create)
      try LedgerFormat.create(in: database)
    } catch {
      throw LedgerError(
        .readOnly,
        "the ledger \(path) cannot be made: its folder does not exist or cannot be written to")
    }
    do {
      try FileManager.default.linkItem(atPath: draft, toPath: path)
    } catch {
      guard exists else {
        throw LedgerError(.readOnly, "the ledger \(path) cannot be made in its folder")
      }
    }
  }

  private func checkKind() throws(LedgerError) {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      throw LedgerError(.notThere, "there is no ledger at \(path)")
    }
    switch attributes[.type] as? FileAttributeType {
    case .typeRegular?: break
    case .typeSymbolicLink?:
      throw LedgerError("the ledger \(path) is a symbolic link; name the file itself")
    default: throw LedgerError("the ledger \(path) is not a regular file")
    }
    guard attributes[.size] as? UInt64 != 0, attributes[.size] as? Int != 0 else {
      throw LedgerError(
        .altered, "the ledger \(path) is empty: whatever it held is lost; restore or remove it")
    }
  }
}
