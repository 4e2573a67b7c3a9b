import Model

/// A scan of live endpoints on a terminal: the grade, what was seen, and what is wrong.
package struct EndpointScanPage {
  private let scan: EndpointScan
  private let options: ReportOptions
  private let style: TerminalStyle
  private let canvas: TextCanvas

  package init(_ scan: EndpointScan, options: ReportOptions) {
    self.scan = scan
    self.options = options
    style = TerminalStyle(isColored: options.color)
    canvas = TextCanvas(width: max(40, min(options.width, 200)))
  }

  package var text: String {
    let sections = scan.sites.map(grade) + [seen, expiries]
    let bounds = canvas.folded(scan.bounds + ".", first: "", rest: "").map { style(.dim, $0) }
    return (sections + [bounds]).filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n\n"
      + TextReport().render(scan.assessment, options: options)
  }

  // MARK: The Observatory

  private func grade(of site: EndpointScan.Site) -> [String] {
    let heading: String
    if let grade = site.grade, let score = site.score {
      heading = "HTTP Observatory: " + style(paint(score), "grade \(grade), score \(score)")
    } else {
      heading = "HTTP Observatory: " + style(.yellow, "no grade, as not every test could be made")
    }
    let columns = site.tests.map(\.name.count).max() ?? 0
    return [style(.bold, TerminalText.sanitized(site.url)), heading]
      + site.tests.flatMap { line(for: $0, columns: columns) }
  }

  private func paint(_ score: Int) -> TerminalStyle.Paint {
    score >= 85 ? .green : score >= 50 ? .yellow : .red
  }

  private func line(for test: EndpointScan.Test, columns: Int) -> [String] {
    let name = TerminalText.padded(test.name, to: columns)
    let mark = test.passes.map { $0 ? style(.green, "✓") : style(.red, "✗") } ?? style(.yellow, "?")
    let modifier = test.modifier.map { $0 > 0 ? "+\($0)" : "\($0)" } ?? ""
    let points = String(repeating: " ", count: max(0, 3 - modifier.count)) + modifier
    let result = test.result ?? "not measured: \(test.reason ?? "")"
    let start = "  \(mark) \(points)  \(name)  "
    let indent = String(repeating: " ", count: columns + 11)
    var lines = canvas.folded(TerminalText.sanitized(result), first: indent, rest: indent)
    if let first = lines.first { lines[0] = start + first.dropFirst(indent.count) }
    if let reference = test.reference {
      let note =
        "the reference says \(reference.result) (\(reference.modifier)); \(reference.reason)"
      lines += canvas.folded(TerminalText.sanitized(note), first: indent, rest: indent)
        .map { style(.dim, $0) }
    }
    return lines
  }

  // MARK: What ends

  private var expiries: [String] {
    guard !scan.expiries.isEmpty else { return [] }
    return [style(.bold, "What ends when")]
      + scan.expiries.flatMap { expiry -> [String] in
        let days = scan.daysLeft(until: expiry)
        let left =
          days < 0
          ? "\(Wording.counted(-days, "day")) ago" : "in \(Wording.counted(days, "day"))"
        let isUrgent = !expiry.kind.isRenewedByUse && days <= ValidityCalendar.warning
        let lines = canvas.folded(
          "\(expiry.ends.date.description)  \(TerminalText.sanitized(expiry.name)) (\(left))",
          first: "  ", rest: "              ")
        return isUrgent ? lines.map { style(days < 0 ? .red : .yellow, $0) } : lines
      }
  }

  // MARK: What was seen

  private var seen: [String] {
    [style(.bold, "What was seen")] + scan.exchanges.flatMap(lines)
  }

  private func lines(for exchange: EndpointScan.Seen) -> [String] {
    let request = TerminalText.sanitized(exchange.request)
    if let reason = exchange.unavailable {
      return canvas.folded(
        "\(request): \(TerminalText.sanitized(reason))", first: "  ? ", rest: "    "
      ).map { style(.yellow, $0) }
    }
    let route = exchange.hops.map { hop in
      "\(hop.status) over HTTP/\(hop.version), \(hop.bodySize) bytes"
    }
    let summary = canvas.folded(
      "\(request) → \(route.joined(separator: " → "))", first: "  · ", rest: "    ")
    guard let last = exchange.hops.last, isPage(exchange) else { return summary }
    let headers = last.headers.flatMap { line in
      canvas.folded(
        TerminalText.sanitized("\(line.name): \(line.value)"), first: "      ", rest: "        ")
    }
    return summary + headers.map { style(.dim, $0) }
  }

  /// Probes say what they are about in the findings; their headers only with --verbose.
  private func isPage(_ exchange: EndpointScan.Seen) -> Bool {
    let request = exchange.request
    return options.verbose
      || request.hasPrefix("GET ") && !request.contains(" with ")
        && !request.hasSuffix("/robots.txt") && !request.hasSuffix("/security.txt")
  }
}
