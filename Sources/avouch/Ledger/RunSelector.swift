import CommandLineInterface
import Ledger
import Model

/// How people name a run: by number, digest, date, time, or as the last one.
struct RunSelector {
  private enum Kind {
    case last
    case number(Int)
    case digest(String)
    case moment(Instant)
  }

  private let text: String
  private let kind: Kind

  init(_ text: String, command: String) throws(UsageError) {
    self.text = text
    if text == "last" {
      kind = .last
    } else if let number = Int(text), text.utf8.count < 8 {
      kind = .number(number)
    } else if let date = CalendarDate(text) {
      kind = .moment(Instant(endOf: date))
    } else if let moment = Instant(text) {
      kind = .moment(moment)
    } else if (8...64).contains(text.utf8.count), text.utf8.allSatisfy(Self.isHexadecimal) {
      kind = .digest(text.lowercased())
    } else {
      throw UsageError(
        "RUN is a number, \"last\", a date such as 2026-10-31, or eight or more digits of a digest, "
          + "not \"\(text)\"", command: command)
    }
  }

  /// The run that is meant.
  ///
  /// - Throws: when there is none, or several digests begin so.
  func run(in ledger: Ledger) throws -> LedgerRun {
    let found: LedgerRun?
    switch kind {
    case .last: found = try ledger.last()
    case .number(let number): return try ledger.run(number)
    case .moment(let moment): found = try ledger.latest(notAfter: moment)
    case .digest(let start): found = try ledger.run(withDigest: start)
    }
    guard let found else {
      throw CommandFailure(
        text == "last"
          ? "the ledger \(ledger.path) holds no run yet"
          : "the ledger \(ledger.path) has no run \(isMoment ? "until" : "with the digest") \(text)"
      )
    }
    return found
  }

  static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) || (0x41...0x46).contains(byte)
  }

  private var isMoment: Bool {
    if case .moment = kind { true } else { false }
  }
}
