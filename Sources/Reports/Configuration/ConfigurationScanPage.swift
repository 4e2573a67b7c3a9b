import Model

/// A scan of configuration on a terminal: what was read, what could not be, and what is wrong.
package struct ConfigurationScanPage {
  private static let shownGaps = 20
  private static let shownKinds = 6

  private let scan: ConfigurationScan
  private let options: ReportOptions
  private let style: TerminalStyle
  private let canvas: TextCanvas

  package init(_ scan: ConfigurationScan, options: ReportOptions) {
    self.scan = scan
    self.options = options
    style = TerminalStyle(isColored: options.color)
    canvas = TextCanvas(width: max(40, min(options.width, 200)))
  }

  package var text: String {
    let sections = [read, gaps].filter { !$0.isEmpty }
    return sections.map { $0.joined(separator: "\n") + "\n\n" }.joined()
      + TextReport().render(scan.assessment, options: options)
  }

  private var read: [String] {
    guard !scan.rows.isEmpty else { return [] }
    let columns = scan.rows.map(\.thing.count).max() ?? 0
    let digits = scan.rows.map { String($0.count).count }.max() ?? 1
    let heading = "What was read in \(Wording.counted(scan.files.count, "file"))"
    return [style(.bold, heading)]
      + scan.rows.flatMap { line(for: $0, columns: columns, digits: digits) } + others
  }

  private func line(
    for row: ConfigurationScan.Row, columns: Int, digits: Int
  ) -> [String] {
    let number = String(row.count)
    let start =
      "  \(String(repeating: " ", count: digits - number.count))\(number)  "
      + TerminalText.padded(row.thing, to: columns) + "  "
    let rest = String(repeating: " ", count: start.count)
    return canvas.folded(kinds(row.kinds), first: start, rest: rest)
  }

  private var others: [String] {
    guard !scan.otherKinds.isEmpty else { return [] }
    let text = "not judged by any check: " + kinds(scan.otherKinds)
    return canvas.folded(text, first: "  ", rest: "    ").map { style(.dim, $0) }
  }

  /// `aws_s3_bucket 6, aws_ebs_volume` and how many more there are, the most frequent first.
  private func kinds(_ kinds: [String: Int]) -> String {
    let sorted = kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shown = sorted.prefix(Self.shownKinds).map { kind, count in
      TerminalText.sanitized(kind) + (count > 1 ? " \(count)" : "")
    }
    let more = sorted.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more kinds" : "")
  }

  private var gaps: [String] {
    guard !scan.gaps.isEmpty else { return [] }
    let isCut = !options.verbose && scan.gaps.count > Self.shownGaps
    let shown = isCut ? Array(scan.gaps.prefix(Self.shownGaps)) : scan.gaps
    let heading = "What could not be read or told"
    return [style(.bold, heading)]
      + shown.flatMap { gap in
        canvas.place(of: gap.location, indent: 2, style)
          + canvas.folded(TerminalText.sanitized(gap.reason), first: "    ", rest: "    ")
      }
      + (isCut ? [style(.dim, "  and \(scan.gaps.count - shown.count) more (--verbose)")] : [])
  }
}
