/// How far a ledger of runs had come when an assessment was made.
///
/// A published document that carries it pins the ledger: no run up to this one can be altered later
/// without the digest telling.
package struct LedgerMark: Hashable, Sendable {
  /// Number of the run in the ledger, counted from 1.
  package let run: Int
  /// SHA-256 of the run's record, 64 hexadecimal digits; it covers every run before.
  package let digest: String

  package init(run: Int, digest: String) {
    self.run = run
    self.digest = digest
  }
}
