import Assessor
import Collectors
import CommandLineInterface
import Model

/// What a command line says of recordings: keep what this run observes, or judge what an earlier one
/// observed.
enum RecordingUse {
  case none
  case record(path: String)
  case replay(Recording)

  static let options = [
    Option(
      "record", value: .required(placeholder: "DIR"),
      help: "Keep what is observed in a new folder, without secrets, to be replayed."),
    Option(
      "replay", value: .required(placeholder: "DIR"),
      help: "Judge what was recorded, as of then unless --now is given; nothing live is asked."),
  ]

  /// - Throws: `UsageError` for options that exclude each other, `CommandFailure` for a recording that
  ///   is incomplete or was changed.
  init(_ arguments: ParsedArguments) throws {
    let command = arguments.command.name
    guard let replayed = arguments.value("replay") else {
      self = arguments.value("record").map { .record(path: $0) } ?? .none
      return
    }
    for option in ["record", "active", "ledger"] where arguments.has(option) {
      throw UsageError("--\(option) cannot be given with --replay", command: command)
    }
    do throws(Unavailable) {
      self = .replay(try Recording(at: replayed))
    } catch {
      throw CommandFailure(error.reason)
    }
  }

  private var recording: Recording? {
    if case .replay(let recording) = self { return recording }
    return nil
  }

  /// Whether the run is one of its own that a ledger may hold.
  var isReplay: Bool { recording != nil }

  func isActive(_ arguments: ParsedArguments) -> Bool {
    recording?.isActive ?? arguments.has("active")
  }

  /// The moment to judge as of: the recording's, unless another is asked for.
  func now(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> Instant {
    let asked = try surroundings.now(arguments)
    guard let recording else { return asked }
    let isAsked =
      arguments.has("now") || !(surroundings.environment["SOURCE_DATE_EPOCH"] ?? "").isEmpty
    guard isAsked else { return recording.recordedAt }
    guard asked >= recording.recordedAt else {
      throw CommandFailure(
        "the recording is of \(recording.recordedAt.description), which is after "
          + "\(asked.description)")
    }
    return asked
  }

  /// Reads the posture, in a replay with what the recording knows of variables that are not set.
  func posture<Problem: Error>(
    in environment: [String: String],
    _ read: ([String: String]) throws(Problem) -> Posture
  ) throws(Problem) -> Posture {
    var environment = environment
    var posture = try read(environment)
    while let missing = recording?.values(missingFrom: posture), !missing.isEmpty {
      // A variable that stays unset although it has a value would never end this.
      guard missing.keys.allSatisfy({ environment[$0] == nil }) else { break }
      environment.merge(missing) { $1 }
      posture = try read(environment)
    }
    return posture
  }

  /// What takes part in the run; nil when nothing is recorded or replayed.
  func tape(
    for posture: Posture, now: Instant, key: [UInt8], isActive: Bool,
    in surroundings: Surroundings
  ) throws -> (any ObservationTape)? {
    switch self {
    case .none: return nil
    case .replay(let recording): return RecordingPlayer(recording, root: posture.root)
    case .record(let path):
      do throws(Unavailable) {
        let rules: SecretRules
        do throws(Diagnostics) {
          rules = try SecretRules.load(from: surroundings.library, compilesPatterns: false)
        } catch {
          throw Unavailable("cannot record: the rules for secrets are broken")
        }
        return try RecordingWriter(
          path: path, posture: posture,
          mask: RecordingMask(SecretScanner(rules, fingerprintKey: key)), now: now,
          toolVersion: Program.version, isActive: isActive)
      } catch {
        throw CommandFailure(error.reason)
      }
    }
  }
}
