/// The first thing in a ledger that is not as it was recorded.
package struct LedgerFault: Error, Hashable, Sendable {
  /// The run it was found at, counted from 1.
  package let run: Int
  /// What is wrong, as a sentence without its end: `run 7 is missing`.
  package let description: String

  package init(run: Int, _ description: String) {
    self.run = run
    self.description = description
  }
}
