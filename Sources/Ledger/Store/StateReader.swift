import Systems

/// Reads the states that runs name, each once.
struct StateReader {
  private var known: [String: ControlState] = [:]

  /// How many different states were read.
  var count: Int { known.count }

  /// The states of a run, in its order.
  ///
  /// - Throws: the fault, if one is missing or is not what its digest says.
  mutating func states(
    of record: RunRecord, in database: SQLiteDatabase
  ) throws(LedgerFault) -> [ControlState] {
    var states: [ControlState] = []
    for entry in record.controls {
      states.append(try state(of: entry, run: record.number, in: database))
    }
    return states
  }

  private mutating func state(
    of entry: RunRecord.Entry, run: Int, in database: SQLiteDatabase
  ) throws(LedgerFault) -> ControlState {
    if let state = known[entry.state] { return state }
    let what = "the state of \(entry.control) in run \(run)"
    let line: String?
    do throws(SQLiteError) {
      line = try database.rows(
        "SELECT line FROM state WHERE digest = ?", [.text(entry.state)]
      ).first?.first?.text
    } catch {
      throw LedgerFault(run: run, "\(what) cannot be read: the file \(error.words)")
    }
    guard let line else { throw LedgerFault(run: run, "\(what) is missing") }
    guard Digest.sha256(line) == entry.state else {
      throw LedgerFault(run: run, "\(what) was altered: its digest is another one")
    }
    do throws(MalformedRecord) {
      let state = try ControlState(line: line)
      known[entry.state] = state
      return state
    } catch {
      throw LedgerFault(run: run, "\(what) cannot be read: \(error.reason)")
    }
  }
}
