import CSQLite

/// Why a database could not do what it was asked.
package struct SQLiteError: Error, Hashable, Sendable {
  /// What a caller may want to treat on its own.
  package enum Kind: Hashable, Sendable {
    /// Another connection held the lock for longer than the busy timeout.
    case busy
    /// A `UNIQUE`, `CHECK`, `NOT NULL` or foreign-key rule, or a `RAISE` in a trigger, refused a row.
    case constraint
    case readOnly
    /// The disk, or the size that was allowed, is used up.
    case full
    /// Its pages contradict each other.
    case corrupt
    case notADatabase
    case cannotOpen
    /// A value, a statement or a row is larger than a limit.
    case tooBig
    case outOfMemory
    case interrupted
    /// The statement is wrong, or anything else.
    case other
  }

  package let kind: Kind
  /// SQLite's extended result code.
  package let code: Int32
  /// SQLite's own words.
  package let reason: String

  package init(code: Int32, reason: String) {
    self.code = code
    self.reason = reason
    // The low byte of an extended code is the plain one.
    kind =
      switch code & 0xFF {
      case SQLITE_BUSY, SQLITE_LOCKED: .busy
      case SQLITE_CONSTRAINT: .constraint
      case SQLITE_READONLY: .readOnly
      case SQLITE_FULL: .full
      case SQLITE_CORRUPT: .corrupt
      case SQLITE_NOTADB: .notADatabase
      case SQLITE_CANTOPEN: .cannotOpen
      case SQLITE_TOOBIG: .tooBig
      case SQLITE_NOMEM: .outOfMemory
      case SQLITE_INTERRUPT: .interrupted
      default: .other
      }
  }

  /// The reason as the end of a sentence that begins with what was tried or with a path.
  package var words: String {
    switch kind {
    case .busy: "is in use by another process"
    case .readOnly: "may only be read"
    case .full: "has no room left: the disk is full"
    case .corrupt: "is damaged (\(reason))"
    case .notADatabase: "is not an SQLite database"
    case .cannotOpen: "cannot be opened"
    case .tooBig: "holds something larger than is allowed"
    case .outOfMemory: "needs more memory than there is"
    case .interrupted: "was interrupted"
    case .constraint, .other: "refused: \(reason)"
    }
  }
}
