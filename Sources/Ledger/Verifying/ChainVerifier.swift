import Systems

/// Follows the digests from one run to the next.
///
/// It reads no more of a record than its start, so that the whole chain is followed before anything
/// is taken from a ledger.
struct ChainVerifier {
  private(set) var count = 0
  private(set) var last: String?

  /// Takes the next row of the table of runs.
  ///
  /// - Throws: the fault, if it is not the run that has to follow.
  mutating func follow(number: Int, digest: String, line: String) throws(LedgerFault) {
    let expected = count + 1
    guard number == expected else {
      throw LedgerFault(
        run: expected,
        number > expected
          ? "run \(expected) is missing"
            + (number > expected + 1 ? ", and so is every other up to run \(number - 1)" : "")
          : "run \(number) stands where run \(expected) has to be")
    }
    guard line.utf8.starts(with: RunRecord.start(after: last).utf8) else {
      throw LedgerFault(
        run: expected,
        last == nil
          ? "run 1 follows a run that is not there"
          : "run \(expected) does not follow run \(count): one of them was altered, moved or replaced"
      )
    }
    guard Digest.sha256(line) == digest else {
      throw LedgerFault(run: expected, "run \(expected) was altered: its digest is another one")
    }
    count = expected
    last = digest
  }

  /// Sees that no run is missing at the end, given the highest number that was ever written.
  func finish(highest: Int) throws(LedgerFault) {
    guard highest > count else { return }
    throw LedgerFault(
      run: count + 1,
      highest == count + 1
        ? "run \(highest), the last one, is missing"
        : "runs \(count + 1) to \(highest), the last ones, are missing")
  }
}
