/// What of a ledger is as it was recorded.
package struct LedgerVerification: Sendable {
  /// The last run up to which everything is; nil when not even the first one is.
  package let intact: LedgerRun?
  /// The first thing that is not.
  package let fault: LedgerFault?
}
