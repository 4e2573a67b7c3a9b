import Model

/// What stands below one control: its checks, why each failed, and what to do.
struct TextDetails {
  private let item: ControlAssessment
  private let canvas: TextCanvas
  private let style: TerminalStyle
  private let isVerbose: Bool

  init(
    _ item: ControlAssessment, canvas: TextCanvas, style: TerminalStyle, isVerbose: Bool
  ) {
    self.item = item
    self.canvas = canvas
    self.style = style
    self.isVerbose = isVerbose
  }

  var lines: [String] {
    let checks = item.checks.flatMap(lines(for:))
    let wording = item.wording.flatMap {
      Self.lines(for: $0, indent: 6, canvas: canvas, style: style)
    }
    return statement + why + (checks.isEmpty && wording.isEmpty ? reasons : checks + wording)
  }

  private var statement: [String] {
    let text = TerminalText.sanitized(item.control.statement)
    guard !text.isEmpty, item.control.kind != .customer else { return [] }
    return canvas.folded("“\(text)”", first: "      ", rest: "      ").map { style(.dim, $0) }
  }

  private var why: [String] {
    guard let rationale = item.control.rationale, item.verdict.tone == .bad else { return [] }
    return canvas.folded(
      TerminalText.sanitized(rationale), first: "      why  ", rest: "           ")
  }

  private var reasons: [String] {
    item.reasons.flatMap {
      canvas.folded(TerminalText.sanitized($0), first: "      ", rest: "      ")
    }
  }

  private func lines(for check: CheckAssessment) -> [String] {
    let verdict = check.result.verdict
    let isGood = verdict == .pass
    guard isVerbose || !isGood || item.verdict == .violated else { return [] }
    let said =
      verdict.isUnmeasured ? "not measured: " + (verdict.reason ?? "") : check.result.summary
    let heading = canvas.folded(
      TerminalText.sanitized("\(check.name): \(said)"), first: "      \(verdict.mark) ",
      rest: "        ")
    return heading.map { style(verdict.paint, $0) }
      + (isGood ? [] : place(of: check))
      + check.result.findings.flatMap {
        Self.lines(for: $0, indent: 8, canvas: canvas, style: style)
      } + (isVerbose ? check.result.evidence.flatMap(lines(for:)) : [])
  }

  /// The check's own place, where no finding has one.
  private func place(of check: CheckAssessment) -> [String] {
    guard check.result.findings.isEmpty else { return [] }
    return canvas.place(of: check.location, indent: 8, style)
  }

  private func lines(for evidence: Evidence) -> [String] {
    let observed = TerminalText.sanitized(evidence.observed, limit: 300)
    let text = canvas.folded(observed, first: "        saw  ", rest: "             ")
    let digest = Wording.shortDigest(evidence.digest).map { " · sha256 \($0)" } ?? ""
    let place = TerminalText.sanitized(evidence.location.description)
    return text + [
      "             "
        + style(
          .dim,
          [place, Wording.shortMoment(evidence.observedAt)].filter { !$0.isEmpty }
            .joined(separator: " · ") + digest)
    ]
  }

  /// One finding: what is wrong, where, what to do, and who accepted it.
  static func lines(
    for finding: Finding, indent: Int, canvas: TextCanvas, style: TerminalStyle
  ) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let severity = TerminalText.padded(finding.severity.rawValue, to: 8)
    let inner = margin + String(repeating: " ", count: 10)
    var lines = canvas.folded(
      TerminalText.sanitized(finding.message), first: "\(margin)\(severity)  ", rest: inner)
    lines += canvas.place(of: finding.location, indent: indent + 10, style)
    if let waiver = finding.waiver {
      let owner = waiver.owner.isEmpty ? "" : " by \(waiver.owner)"
      let reason = waiver.reason.isEmpty ? "" : ": \(waiver.reason)"
      let text = "accepted\(owner) until \(waiver.until.description)\(reason)"
      lines += canvas.folded(TerminalText.sanitized(text), first: inner + "~ ", rest: inner + "  ")
        .map { style(.yellow, $0) }
    } else if let fix = finding.fix {
      lines += canvas.folded(
        TerminalText.sanitized(fix), first: inner + "fix: ", rest: inner + "     ")
    }
    return lines
  }
}

extension CheckVerdict {
  fileprivate var paint: TerminalStyle.Paint {
    switch self {
    case .pass: .green
    case .fail: .red
    case .unmeasured: .yellow
    case .notApplicable: .dim
    }
  }
}
