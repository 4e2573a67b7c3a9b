import Model
import Reports

/// Puts a decision into sentences: what is stated, and how that stands.
struct AnswerWording {
  private static let mostControls = 3

  let assessedAt: Instant

  /// The comment beside an answer: the statement, then state, date and evidence.
  func comment(for decision: Decision) -> String? {
    let footings = decision.footings.prefix(Self.mostControls)
    guard !footings.isEmpty else { return nil }
    let sentences = footings.map { "\(statement(of: $0)) \(state(of: $0))" }
    let rest = decision.footings.count - footings.count
    let more =
      rest > 0
      ? ["\(Wording.counted(rest, "further control")) speak\(rest == 1 ? "s" : "") of it."] : []
    return (sentences + more).joined(separator: " ")
  }

  /// The answer to a question that asks for a description.
  func description(for decision: Decision) -> String? {
    let sentences = decision.footings.prefix(Self.mostControls).map(statement)
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  /// What the control says, worded so that it claims no more than holds.
  private func statement(of footing: AnswerGround.Footing) -> String {
    let control = footing.control
    let sentence = Self.sentence(control.statement.isEmpty ? control.title : control.statement)
    return switch footing.standing {
    case .violated: "Stated but not so when measured: \(sentence)"
    case .planned(let due):
      "Planned\(due.map { " for \(Wording.day($0))" } ?? ""), not in place today: \(sentence)"
    case .overdue(let due):
      "Planned\(due.map { " for \(Wording.day($0))" } ?? ""), overdue and not in place: \(sentence)"
    case .customerDuty: "The customer's part: \(sentence)"
    default: sentence
    }
  }

  /// How it stands, since when, and by what.
  private func state(of footing: AnswerGround.Footing) -> String {
    let day = Wording.day(assessedAt.date)
    let state =
      switch footing.standing {
      case .holds: "Verified on \(day)"
      case .attested(let until):
        "Attested, not measured"
          + (until.map { "; the attestation counts until \(Wording.day($0))" } ?? "")
      case .excepted(let until):
        "Holds with an accepted exception"
          + (until.map { " until \(Wording.day($0))" } ?? "") + ", as of \(day)"
      case .planned, .overdue: "As of \(day)"
      case .delivered: "Planned, and measured as in place on \(day)"
      case .violated: "Measured on \(day)"
      case .unproven: "Not proven as of \(day)"
      case .limitation: "Stated as a limitation, as of \(day)"
      case .contradicted: "Evidence speaks against this as of \(day)"
      case .customerDuty: "As of \(day)"
      }
    return "\(state) (\(reference(to: footing)))."
  }

  /// The control and the first of its evidence, so that it can be found in the posture document.
  private func reference(to footing: AnswerGround.Footing) -> String {
    let digests = footing.assessment.checks.lazy.flatMap(\.result.evidence)
      .compactMap { Wording.shortDigest($0.digest) }
    let evidence = digests.first.map { ", evidence SHA-256 \($0)…" } ?? ""
    return "control \(footing.control.id)\(evidence)"
  }

  private static func sentence(_ text: String) -> String {
    let cleaned = PlainText.cleaned(text)
    guard let last = cleaned.last, !".!?…".contains(last) else { return cleaned }
    return cleaned + "."
  }
}
