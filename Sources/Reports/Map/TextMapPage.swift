import Model

/// Lays a control map out for a terminal: a bar for each framework, its requirements by group.
struct TextMapPage {
  private let map: ControlMap
  private let options: ReportOptions
  private let style: TerminalStyle
  private let canvas: TextCanvas
  /// Columns of the longest state word, so that identifiers line up.
  private let stateColumns: Int

  init(_ map: ControlMap, options: ReportOptions) {
    self.map = map
    self.options = options
    style = TerminalStyle(isColored: options.color)
    canvas = TextCanvas(width: max(40, min(options.width, 200)))
    stateColumns =
      map.frameworks.flatMap { mapped in
        mapped.counts.map { $0.state.word(forLaw: mapped.framework.isLaw).count }
      }.max() ?? 0
  }

  var text: String {
    let sections = [heading] + map.frameworks.flatMap(framework) + [unmapped, closing]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var heading: [String] {
    let assessment = map.assessment
    let scope = Wording.scope(of: assessment.organization)
    let facts = [
      "avouch \(assessment.toolVersion)", "control map",
      "measured \(Wording.shortMoment(assessment.assessedAt))",
      TerminalText.sanitized(assessment.posturePath),
    ].filter { !$0.isEmpty }
    return [
      style(.bold, TerminalText.sanitized(assessment.organization.name))
        + (scope.isEmpty ? "" : " · " + scope),
      style(.dim, facts.joined(separator: " · ")),
    ]
  }

  // MARK: One framework

  private func framework(_ mapped: MappedFramework) -> [[String]] {
    let framework = mapped.framework
    let title = TerminalText.sanitized(framework.name)
    let version = TerminalText.sanitized(framework.version)
    let counts = mapped.counts.map { state, count in
      style(state.paint, "\(state.mark) \(count) \(state.word(forLaw: framework.isLaw))")
    }
    let head =
      canvas.folded("\(title) \(version)", first: "", rest: "  ").map { style(.bold, $0) }
      + ["  " + bar(mapped) + "  " + mapped.summary]
      + ["  " + counts.joined(separator: style(.dim, " · "))]
    let sections = mapped.sections(onlyGaps: map.showsOnlyGaps)
    let brief = listsBrief ? [] : sections.filter { $0.group != nil && $0.uniformState != nil }
    let full = sections.filter { section in !brief.contains { $0.group == section.group } }
    return [head] + full.map { section($0, of: framework) }
      + [
        list(of: brief.filter { $0.uniformState == .gap }, titled: "Nothing maps to:"),
        list(of: brief.filter { $0.uniformState != .gap }, titled: "Not applicable:"),
      ]
  }

  /// Groups of which there is nothing else to say, by name and number.
  private func list(of groups: [MappedFramework.Section], titled title: String) -> [String] {
    guard let state = groups.first?.uniformState else { return [] }
    let names = groups.map {
      "\($0.group?.id ?? "") \($0.group?.title ?? "") (\($0.requirements.count))"
    }
    let text = TerminalText.sanitized(names.joined(separator: ", "), limit: Self.longestList)
    return [style(.dim, "  \(title)")]
      + canvas.folded(text, first: "    \(state.mark) ", rest: "      ").map { style(.dim, $0) }
  }

  private static let barLength = 32

  private func bar(_ mapped: MappedFramework) -> String {
    let counts = mapped.counts
    let parts = StackedBar(length: Self.barLength, gap: 0, narrowest: 1)
      .parts(counts.map(\.count))
    return zip(counts, parts).map { entry, part in
      style(entry.state.paint, String(repeating: entry.state.block, count: part.width))
    }.joined()
  }

  private func section(_ section: MappedFramework.Section, of framework: Framework) -> [String] {
    let full = section.requirements.filter { !$0.isBrief || listsBrief }
    let brief = section.requirements.filter { $0.isBrief && !listsBrief }
    var lines: [String] = []
    if let group = section.group {
      lines.append("  " + style(.bold, TerminalText.sanitized("\(group.id) \(group.title)")))
    } else if !framework.groups.isEmpty {
      lines.append("  " + style(.bold, "Other requirements"))
    }
    let columns = full.map { TerminalText.width(TerminalText.sanitized($0.id)) }.max() ?? 0
    lines += full.flatMap { self.lines(for: $0, idColumns: min(columns, 24), of: framework) }
    for state in RequirementState.allCases {
      lines += list(of: brief.filter { $0.state == state }, in: state)
    }
    return lines
  }

  /// Whether gaps are shown with their titles and not only by their identifiers.
  private var listsBrief: Bool { map.showsOnlyGaps || options.verbose }

  /// `✗ violated  CC6.7  Title`, then its controls below.
  private func lines(
    for row: MappedRequirement, idColumns: Int, of framework: Framework
  ) -> [String] {
    let word = TerminalText.padded(
      row.state.word(forLaw: framework.isLaw), to: stateColumns)
    let id = TerminalText.padded(TerminalText.sanitized(row.id), to: idColumns)
    let start = "    " + style(row.state.paint, "\(row.state.mark) \(word)") + "  \(id)"
    let indent = String(repeating: " ", count: 10 + stateColumns + TerminalText.width(id))
    let title = canvas.folded(
      TerminalText.sanitized(row.requirement.title), first: indent, rest: indent)
    let first = start + (title.first.map { "  " + $0.dropFirst(indent.count) } ?? "")
    return [first] + title.dropFirst() + row.controls.flatMap { line(for: $0, indent: indent) }
      + row.notes.flatMap {
        canvas.folded(TerminalText.sanitized($0), first: indent, rest: indent)
          .map { style(.dim, $0) }
      }
  }

  private func line(for mapped: MappedControl, indent: String) -> [String] {
    let item = mapped.assessment
    let note = mapped.entry.note.map { " (\($0))" } ?? ""
    let due = item.control.due.map { ", due \($0.description)" } ?? ""
    let text = TerminalText.sanitized(
      "\(item.verdict.mark) \(item.verdict.rawValue)\(due): \(item.control.id), "
        + "\(mapped.standing)\(note)")
    return canvas.folded(text, first: indent, rest: indent + "  ")
  }

  /// The most identifiers that are named one by one where nothing maps to them.
  private static let mostNamed = 24
  private static let longestList = 40_000

  /// `· gap  CC6.4, CC6.5 and 30 more`.
  private func list(of rows: [MappedRequirement], in state: RequirementState) -> [String] {
    guard !rows.isEmpty else { return [] }
    let named = rows.prefix(Self.mostNamed).map(\.id).joined(separator: ", ")
    let more = rows.count - Self.mostNamed
    let ids = TerminalText.sanitized(
      more > 0 ? "\(named) and \(more) more" : named, limit: Self.longestList)
    let word = TerminalText.padded(state.rawValue, to: stateColumns)
    return canvas.folded(
      ids, first: "    \(state.mark) \(word)  ",
      rest: String(repeating: " ", count: 8 + stateColumns)
    ).map { style(.dim, $0) }
  }

  // MARK: The end

  private var unmapped: [String] {
    guard !map.unmapped.isEmpty else { return [] }
    return [style(.bold, "Controls that map to nothing shown here")]
      + map.unmapped.map { item in
        "  \(item.verdict.mark) \(item.verdict.rawValue)  "
          + TerminalText.sanitized("\(item.control.id): \(item.control.title)")
      }
  }

  private var closing: [String] {
    let notes = map.notes.flatMap {
      canvas.folded(TerminalText.sanitized($0), first: "", rest: "  ").map { style(.dim, $0) }
    }
    return notes + canvas.folded(map.headline, first: "", rest: "").map { style(.bold, $0) }
  }
}

extension RequirementState {
  fileprivate var paint: TerminalStyle.Paint {
    switch tone {
    case .good: .green
    case .bad: .red
    case .caution: .yellow
    case .plan: .blue
    case .plain: .dim
    }
  }

  /// What one column of a bar is drawn with: told apart without colour, too.
  fileprivate var block: String {
    switch self {
    case .covered: "█"
    case .partly: "▓"
    case .excepted: "~"
    case .unproven: "?"
    case .violated: "✗"
    case .planned: "○"
    case .gap: "·"
    case .withheld: "▪"
    case .notApplicable: "–"
    }
  }
}
