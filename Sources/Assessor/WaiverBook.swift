import Model

/// Matches findings with the posture's waivers and keeps count of what each covers.
///
/// An expired waiver covers nothing; it is counted, so that the reader sees what it used to hide.
package struct WaiverBook: Sendable {
  private let waivers: [Waiver]
  private let now: Instant
  private let globs: [ControlGlob]
  private let paths: [PathMatcher]
  private var counts: [Int]

  package init(_ waivers: [Waiver], now: Instant) {
    self.waivers = waivers
    self.now = now
    globs = waivers.map { ControlGlob($0.control) }
    paths = waivers.map { PathMatcher($0.path) }
    counts = Array(repeating: 0, count: waivers.count)
  }

  /// The finding with the first valid waiver that covers it.
  package mutating func applied(to finding: Finding, of control: String) -> Finding {
    var covered = finding
    for (index, waiver) in waivers.enumerated()
    where matches(waiver, at: index, finding: finding, control: control) {
      counts[index] += 1
      if covered.waiver == nil, !isExpired(waiver) { covered.waiver = waiver }
    }
    return covered
  }

  package var uses: [WaiverUse] {
    zip(waivers, counts).map { waiver, count in
      WaiverUse(
        waiver: waiver, state: isExpired(waiver) ? .expired : count > 0 ? .used : .unused,
        findings: count)
    }
  }

  /// Expired waivers and waivers that match nothing, as findings about the posture.
  package var findings: [Finding] {
    uses.compactMap { use in
      let waiver = use.waiver
      let rest: (rule: String, severity: Severity, message: String, fix: String)
      switch use.state {
      case .used: return nil
      case .unused:
        rest = (
          "unused", .low, "the waiver for \(waiver.control) matches no finding",
          "remove it, or correct what it names"
        )
      case .expired:
        let covered =
          use.findings == 0
          ? "it covers nothing"
          : use.findings == 1 ? "1 finding counts again" : "\(use.findings) findings count again"
        rest = (
          "expired", use.findings == 0 ? .low : .medium,
          "the waiver for \(waiver.control) by \(waiver.owner) ended on "
            + "\(waiver.until.description); \(covered)",
          "mend what it covered, or have it accepted again with a new end date"
        )
      }
      return Finding(
        check: "waivers", rule: rest.rule, severity: rest.severity, message: rest.message,
        fix: rest.fix, location: waiver.location,
        identity: [waiver.control, waiver.check ?? "", waiver.rule ?? "", waiver.path ?? ""]
          .joined(separator: "|"))
    }
  }

  private func isExpired(_ waiver: Waiver) -> Bool { now > Instant(endOf: waiver.until) }

  private func matches(
    _ waiver: Waiver, at index: Int, finding: Finding, control: String
  ) -> Bool {
    globs[index].matches(control)
      && (waiver.check == nil || waiver.check == finding.check)
      && (waiver.rule == nil || waiver.rule == finding.rule
        || finding.ruleAliases.contains { $0 == waiver.rule })
      && (waiver.fingerprint == nil || waiver.fingerprint == finding.fingerprint)
      && paths[index].matches(finding.location)
  }
}

/// Matches the place of a finding against a waiver's path glob; no glob matches every place.
private struct PathMatcher: Sendable {
  private let text: String?
  private let pattern: GlobPattern?

  init(_ text: String?) {
    self.text = text
    pattern = text.flatMap { try? GlobPattern($0) }
  }

  func matches(_ location: Location) -> Bool {
    guard let text else { return true }
    if let path = location.path { return pattern?.matches(path) ?? (path == text) }
    // A URL is named as it is, or by its beginning and a star.
    return location.url.map { ControlGlob(text).matches($0) } ?? false
  }
}
