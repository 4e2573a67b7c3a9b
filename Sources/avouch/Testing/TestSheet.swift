import Assessor
import Model
import Reports

/// What `avouch test` prints: each test with what was expected and what came, and the assertions that
/// no test turns.
struct TestSheet {
  private var lines: [String] = []
  private var held = 0
  private(set) var missed = 0
  private(set) var score = FixtureScore()

  mutating func begin(_ control: Control) { lines.append(TerminalText.sanitized(control.id)) }

  mutating func add(_ test: ControlTest, _ outcome: FixtureRun.Outcome, of control: Control) {
    score.take(outcome, of: control)
    var faults: [String] = []
    if outcome.verdict.word != test.expected {
      let reason = outcome.verdict.reason.map { ": \($0)" } ?? ""
      faults.append("expected \(test.expected), got \(outcome.verdict.word)\(reason)")
      faults += outcome.findings.prefix(3).map { "\($0.location.description): \($0.message)" }
    }
    let places = outcome.findings.map(\.location.description)
    for place in test.places where !places.contains(where: { Self.isSame($0, place) }) {
      faults.append(
        "expected a finding at \(place), found "
          + (places.isEmpty ? "none" : Set(places).sorted().prefix(5).joined(separator: ", ")))
    }
    let mark = faults.isEmpty ? "ok  " : "MISS"
    lines.append("  \(mark) " + TerminalText.sanitized("\(Self.name(of: test)): \(test.expected)"))
    lines += faults.map { "       " + TerminalText.sanitized($0) }
    if faults.isEmpty {
      held += 1
    } else {
      missed += 1
      lines.append("       " + TerminalText.sanitized("stated at \(test.location.description)"))
    }
  }

  /// The examples of the secret rules, of which only what went wrong is told.
  mutating func add(_ rules: RuleExamples) {
    lines.append("secret rules")
    lines += rules.faults.map { "  MISS " + TerminalText.sanitized($0) }
    lines.append("  \(rules.count) examples, \(rules.faults.count) not as expected")
    held += rules.count - rules.faults.count
    missed += rules.faults.count
  }

  private static func name(of test: ControlTest) -> String {
    if let name = test.name { return name }
    let changes = test.mutations.map { mutation in
      switch mutation.change {
      case .remove: "without \(mutation.path.text)"
      case .set(let node):
        "\(mutation.path.text) = \(node.scalarText ?? (node.isNull ? "null" : node.kindName))"
      }
    }
    return ([test.given.joined(separator: " ")] + changes).joined(separator: ", ")
  }

  /// Whether a place is the one that was written, of which the path may be the last part.
  private static func isSame(_ place: String, _ written: String) -> Bool {
    let found = place.split(separator: ":")
    let wanted = written.split(separator: ":")
    guard found.count >= wanted.count, let path = wanted.first, let whole = found.first,
      whole == path || whole.hasSuffix("/" + path)
    else { return false }
    // An end follows the column where the place has an extent.
    return zip(found.dropFirst(), wanted.dropFirst()).allSatisfy { found, wanted in
      found.prefix { $0 != "-" } == wanted
    }
  }

  var text: String {
    var lines = lines
    let unturned = score.unturned
    lines += [
      "",
      "\(held + missed) test\(held + missed == 1 ? "" : "s"): \(held) as expected, \(missed) not",
      "assertions that a test turns: \(score.count) of \(score.total)",
    ]
    lines += unturned.map {
      "  "
        + TerminalText.sanitized(
          "never turned: \($0.control): \($0.text) (\($0.location.description))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
