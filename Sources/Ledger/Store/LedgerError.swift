import Model
import Systems

/// Why a ledger cannot be used, in one sentence for people.
package struct LedgerError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// There is no such file.
    case notThere
    /// The file may only be read, or its folder not be written to.
    case readOnly
    /// What it says is not what was recorded.
    case altered
    case other
  }

  package let kind: Kind
  package let message: String

  package init(_ message: String) { self.init(.other, message) }

  init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  init(_ path: String, _ error: SQLiteError) {
    let kind: Kind
    var words = error.words
    switch error.kind {
    case .readOnly: kind = .readOnly
    case .cannotOpen:
      kind = .readOnly
      words = "cannot be opened, or its folder cannot be written to"
    case .corrupt, .notADatabase: kind = .altered
    default: kind = .other
    }
    self.init(kind, "the ledger \(path) \(words)")
  }

  init(_ path: String, _ fault: LedgerFault) {
    self.init(
      .altered,
      "the ledger \(path) is not to be trusted: \(fault.description). Nothing was taken from it and "
        + "nothing written; \"avouch ledger verify\" says what of it is intact")
  }
}
