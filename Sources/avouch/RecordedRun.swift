import Assessor
import CommandLineInterface
import Model
import Policy
import Systems

/// An assessment that was recorded earlier, judged as of now; nothing is looked at.
struct RecordedRun {
  let arguments: ParsedArguments
  let surroundings: Surroundings

  static let option = Option(
    "from", value: .required(placeholder: "FILE"),
    help: "Write it from a recorded assessment (avouch check -o json=FILE) instead of assessing; "
      + "what has ended by now is withdrawn.")

  /// - Throws: `Diagnostics` with what is wrong with the file, `UsageError` for options that would
  ///   need the posture.
  func assessment(at path: String) throws -> Assessment {
    for option in ["fail-on", "allow-unmeasured", "deadline"] where arguments.has(option) {
      throw UsageError(
        "--\(option) cannot be given with --from: the gate draws its line as it was recorded",
        command: arguments.command.name)
    }
    guard arguments.operand(0) == nil else {
      throw UsageError(
        "--from takes the place of the posture; give one of the two",
        command: arguments.command.name)
    }
    let patterns = PatternMatcher()
    let library = FrameworkLibrary(surroundings.library)
    let recorded = try RecordedAssessment { (id) throws(Diagnostics) in
      try library.framework(id, patterns: patterns)
    }.read(try bytes(at: path), path: path)
    let now = try surroundings.now(arguments)
    guard now >= recorded.asOf else {
      throw CommandFailure(
        "\(path) was assessed at \(recorded.asOf.description), which is after "
          + "\(now.description)")
    }
    return LaterJudgement(now: now).assessment(recorded)
  }

  private func bytes(at path: String) throws(CommandFailure) -> [UInt8] {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let root = path.hasPrefix("/") && folder.isEmpty ? "/" : folder.isEmpty ? "." : folder
    do {
      return try FileTree(root: root)
        .read(String(parts.last ?? ""), limit: RecordedAssessment.largest)
    } catch {
      throw CommandFailure("cannot read the assessment: \(error.reason)")
    }
  }
}
