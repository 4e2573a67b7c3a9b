import Model

/// Lays one assessment out for a terminal.
struct TextPage {
  let assessment: Assessment
  let options: ReportOptions
  let style: TerminalStyle
  let canvas: TextCanvas
  /// Columns of the longest state word, so that identifiers line up.
  private let stateColumns: Int

  init(_ assessment: Assessment, options: ReportOptions) {
    self.assessment = assessment
    self.options = options
    style = TerminalStyle(isColored: options.color)
    canvas = TextCanvas(width: max(40, min(options.width, 200)))
    stateColumns = assessment.controls.map(\.verdict.rawValue.count).max() ?? 0
  }

  var text: String {
    let sections =
      [heading] + topics
      + [
        brief("Planned", .planned), brief("Not covered", .limitation),
        brief("What customers must do", .customer), postureFindings, waivers, summary,
      ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var heading: [String] {
    let organization = assessment.organization
    let name = TerminalText.sanitized(organization.name)
    let scope = Wording.scope(of: organization)
    let facts = [
      "avouch \(assessment.toolVersion)", Wording.counted(assessment.controls.count, "control"),
      "measured \(Wording.shortMoment(assessment.assessedAt))",
      TerminalText.sanitized(assessment.posturePath),
    ].filter { !$0.isEmpty }
    let unusable = assessment.targets.filter { $0.unavailable != nil }.flatMap { target in
      canvas.folded(
        TerminalText.sanitized(
          "? target \(target.name) cannot be used: \(target.unavailable ?? "")"),
        first: "", rest: "  "
      ).map { style(.yellow, $0) }
    }
    return [style(.bold, name) + (scope.isEmpty ? "" : " · " + scope)]
      + [style(.dim, facts.joined(separator: " · "))] + unusable
  }

  private var topics: [[String]] {
    let listed = assessment.controls.filter { [.control, .commitment].contains($0.control.kind) }
    return Grouping.byTopic(listed).map { topic, controls in
      [style(.bold, TerminalText.sanitized(Wording.heading(topic)))] + lines(for: controls)
    }
  }

  private func brief(_ title: String, _ kind: Control.Kind) -> [String] {
    let controls = assessment.controls.filter { $0.control.kind == kind }
    return controls.isEmpty ? [] : [style(.bold, title)] + lines(for: controls)
  }

  private func lines(for controls: [ControlAssessment]) -> [String] {
    let columns = controls.map { TerminalText.width(TerminalText.sanitized($0.control.id)) }
    let width = min(columns.max() ?? 0, 36)
    return controls.flatMap { line(for: $0, idColumns: width) + details(of: $0) }
  }

  /// `✗ violated  transport.hsts  Title`, folded under the title.
  private func line(for item: ControlAssessment, idColumns: Int) -> [String] {
    let state = TerminalText.padded(item.verdict.rawValue, to: stateColumns)
    let id = TerminalText.padded(TerminalText.sanitized(item.control.id), to: idColumns)
    let start = "  \(item.verdict.mark) \(state)  \(id)  "
    let columns = TerminalText.width(start)
    let title = TerminalText.sanitized(item.control.title + suffix(of: item))
    let folded = TerminalText.folded(title, width: max(24, canvas.width - columns))
    let painted = "  " + style(item.verdict.paint, "\(item.verdict.mark) \(state)") + "  \(id)  "
    return folded.isEmpty
      ? [painted]
      : folded.enumerated().map {
        ($0.offset == 0 ? painted : String(repeating: " ", count: columns)) + $0.element
      }
  }

  /// The dates that a state began on, and ends on or is promised for.
  private func suffix(of item: ControlAssessment) -> String {
    let since = item.since.map { ", since \($0.date.description)" } ?? ""
    if let due = item.control.due { return since + ", due \(due.description)" }
    guard let ends = item.checks.compactMap(\.result.validUntil).min() else { return since }
    let word = ends < assessment.assessedAt.date ? "ended" : "valid until"
    return since + ", \(word) \(ends.description)"
  }

  private func details(of item: ControlAssessment) -> [String] {
    guard item.verdict.needsDetail || options.verbose else { return [] }
    return TextDetails(item, canvas: canvas, style: style, isVerbose: options.verbose).lines
  }

  private var postureFindings: [String] {
    guard !assessment.postureFindings.isEmpty else { return [] }
    return [style(.bold, "The posture itself")]
      + assessment.postureFindings.flatMap {
        TextDetails.lines(for: $0, indent: 2, canvas: canvas, style: style)
      }
  }

  private var waivers: [String] {
    // Most are findings about the posture already; none is shown twice.
    let shown = Set(assessment.postureFindings.map(\.location))
    let idle = assessment.waivers.filter {
      $0.state != .used && !shown.contains($0.waiver.location)
    }
    guard !idle.isEmpty else { return [] }
    return [style(.bold, "Waivers that cover nothing")]
      + idle.flatMap { use in
        let text =
          use.state == .expired
          ? "expired: \(use.waiver.control), accepted by \(use.waiver.owner), ended "
            + "\(use.waiver.until.description); it no longer covers "
            + Wording.counted(use.findings, "finding")
          : "unused: \(use.waiver.control), accepted by \(use.waiver.owner): it matches no finding"
        return canvas.folded(TerminalText.sanitized(text), first: "  ~ ", rest: "    ")
          .map { style(.yellow, $0) } + canvas.place(of: use.waiver.location, indent: 4, style)
      }
  }

  private var summary: [String] {
    let counts = ControlVerdict.displayOrder.compactMap { verdict -> String? in
      let count = assessment.count(of: verdict)
      return count == 0 ? nil : style(verdict.paint, "\(count) \(verdict.rawValue)")
    }
    let moved = assessment.gate.adjustments.flatMap {
      canvas.folded(
        "The line was moved: " + TerminalText.sanitized($0) + ".", first: "", rest: "  "
      ).map { style(.yellow, $0) }
    }
    let decision = canvas.folded(GateSentence.withExitCode(assessment), first: "", rest: "")
    return [counts.joined(separator: style(.dim, " · "))].filter { !$0.isEmpty } + moved
      + decision.map { style(.bold, style(assessment.gate.outcome.paint, $0)) }
  }
}

extension ControlVerdict {
  fileprivate var paint: TerminalStyle.Paint {
    switch tone {
    case .good: .green
    case .bad: .red
    case .caution: .yellow
    case .plan: .blue
    case .plain: .none
    }
  }
}

extension GateDecision.Outcome {
  fileprivate var paint: TerminalStyle.Paint {
    switch self {
    case .holds: .green
    case .violated: .red
    case .unmeasured: .yellow
    }
  }
}
