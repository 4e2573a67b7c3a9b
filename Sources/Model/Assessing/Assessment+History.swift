extension Assessment {
  /// The same assessment with what a ledger of earlier runs says about it: by control the start of
  /// its present state, and how far the ledger has come.
  ///
  /// A control that `since` does not name has no known start.
  package func dated(since: [String: Instant], ledger: LedgerMark?) -> Assessment {
    Assessment(
      toolVersion: toolVersion, assessedAt: assessedAt, organization: organization,
      posturePath: posturePath, targets: targets, frameworks: frameworks,
      controls: controls.map { item in
        ControlAssessment(
          control: item.control, verdict: item.verdict, reasons: item.reasons, checks: item.checks,
          wording: item.wording, since: since[item.control.id])
      }, postureFindings: postureFindings, waivers: waivers, gate: gate,
      asOf: asOf, ledger: ledger, gatePolicy: gatePolicy, subprocessors: subprocessors)
  }
}
