import CommandLineInterface
import FoundationEssentials
import Ledger
import Model
import Systems

/// The ledger of one run of a command: where it is, and whether the run goes into it.
struct RunLedger {
  /// How a command uses the ledger.
  enum Use {
    /// It only says since when states hold.
    case reads
    /// The run is added to it.
    case records
  }

  static let option = Option(
    "ledger", value: .required(placeholder: "FILE"),
    help:
      "The ledger of earlier runs, which says since when a state holds; the posture's by default.")
  static let refusal = Option(
    "no-record", help: "Read the posture's ledger, and leave this run out of it.")

  private let path: String?
  /// Whether the command line names the file, and not the posture.
  private let isAsked: Bool
  private let console: Console
  private let isQuiet: Bool
  private var use: Use

  init(
    _ arguments: ParsedArguments, of posture: Posture, use: Use, console: Console
  ) throws(UsageError) {
    let asked = arguments.value(Self.option.name)
    path = asked ?? posture.ledger
    isAsked = asked != nil
    self.console = console
    isQuiet = arguments.has("quiet")
    let isPartial = !arguments.values("only").isEmpty
    if use == .records, asked != nil, isPartial || arguments.has(Self.refusal.name) {
      throw UsageError(
        isPartial
          ? "a run over some controls is not recorded; leave --only or --ledger out"
          : "--ledger records the run; leave it or --no-record out",
        command: arguments.command.name)
    }
    self.use = isPartial || arguments.has(Self.refusal.name) ? .reads : use
  }

  /// Sees before anything is collected that the ledger can be used, and that this run can be its next.
  mutating func prepare(now: Instant, clock: Instant) throws(CommandFailure) {
    guard let path else { return }
    // A day is more than any two clocks differ by.
    if use == .records, now.seconds > clock.seconds + 86_400 {
      throw CommandFailure(
        "\(now.description) is still to come: such a run would keep every other one out of the ledger "
          + "until then; \(isAsked ? "leave --ledger out" : "give --no-record")")
    }
    do throws(LedgerError) {
      switch use {
      case .records: try refuseBackdating(Ledger.recording(path), now: now)
      case .reads: _ = try Ledger.reading(path)
      }
    } catch {
      switch error.kind {
      // The first run is yet to be recorded.
      case .notThere where !isAsked: return
      case .readOnly where !isAsked && use == .records:
        if !isQuiet { console.note("avouch: \(error.message); this run is not recorded") }
        use = .reads
        try prepare(now: now, clock: clock)
      default: throw CommandFailure(error.message)
      }
    }
  }

  /// The assessment with the dates of its states.
  ///
  /// Where it cannot be recorded in the end, the reason comes with it, so that what the run found out
  /// is not lost.
  func dated(
    _ assessment: Assessment, posture: Posture
  ) -> (assessment: Assessment, failure: CommandFailure?) {
    guard let path else { return (assessment, nil) }
    do throws(LedgerError) {
      switch use {
      case .reads: return (try Ledger.reading(path).dated(assessment), nil)
      case .records:
        let ledger = try Ledger.recording(path)
        switch try ledger.record(assessment, commit: Self.commit(of: posture)) {
        case .recorded(let recorded): return (recorded, nil)
        case .overtaken(let dated, by: let moment):
          console.note(
            "avouch: this run is not recorded: the ledger \(path) holds one of "
              + "\(moment.description) already")
          return (dated, nil)
        }
      }
    } catch {
      if error.kind == .notThere, !isAsked { return (assessment, nil) }
      return (assessment, CommandFailure(error.message))
    }
  }

  private func refuseBackdating(
    _ ledger: Ledger, now: Instant
  ) throws(LedgerError) {
    guard let last = try ledger.last(), last.record.assessedAt > now else { return }
    throw LedgerError(
      "the last run of the ledger \(ledger.path) is of \(last.record.assessedAt.description), and no "
        + "run of \(now.description) is recorded after it")
  }

  private static func commit(of posture: Posture) -> String? {
    // A posture need not be in a repository.
    (try? GitRepository(at: posture.root).headCommit())?.description
  }
}
