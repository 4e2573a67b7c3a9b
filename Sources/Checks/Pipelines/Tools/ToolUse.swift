import Model

/// One place of a run at which a tool is started.
struct ToolUse {
  let tool: PipelineTool
  /// The node of the run, and the step and command in it.
  let node: String
  let step: Int
  let command: Int
  let location: Location
  /// As it stands there.
  let shown: String
  /// What is passed over in the tool's own options.
  let weaknesses: [ScanWeakness]

  /// Whether it comes before another use in the same job.
  func precedes(_ other: ToolUse) -> Bool {
    (step, command) < (other.step, other.command)
  }
}

/// One way in which a scan does not stop what follows it.
struct ScanWeakness: Hashable {
  let rule: Rule
  let message: String
  let location: Location

  /// The names by which findings and exceptions speak of it.
  enum Rule: String, CaseIterable {
    case missingScan = "missing-scan"
    case unorderedScan = "unordered-scan"
    case scanElsewhere = "scan-elsewhere"
    case scheduledScan = "scheduled-scan"
    case runsAfterFailure = "runs-after-failure"
    case continueOnError = "continue-on-error"
    case failureIgnored = "failure-ignored"
    case reportOnly = "report-only"
    case severityThreshold = "severity-threshold"
    case conditionalScan = "conditional-scan"
    case manualScan = "manual-scan"
  }
}
