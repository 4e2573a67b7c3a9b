import Model

/// What the checks over advisories share: where they look, which holes count, and how old the
/// database may be.
struct AdvisoryScope: Sendable {
  /// What becomes of a hole whose severity nobody knows.
  enum UnknownSeverity: String, CaseIterable {
    case unmeasured
    case fail
    case ignore
  }

  static let places = [
    Field("target", .target, "A repository or folder; the posture's own folder if left out."),
    Field(
      "files", .oneOrMany(.glob),
      "Manifests and lockfiles to look at; every known one if left out."),
  ]

  static let database = [
    Field(
      "unknown-severity", .choice(UnknownSeverity.allCases.map(\.rawValue)),
      default: UnknownSeverity.unmeasured.rawValue,
      "What a hole counts as whose severity no record tells."),
    Field(
      "include-development", .boolean, default: "false",
      "Whether packages count that only development needs; Cargo.lock and Go do not tell them."),
    Field(
      "database", .glob,
      "The database of advisories, from the posture's folder; the machine's own if left out."),
    Field(
      "database-age", .duration, default: "7d",
      "How old the data may be before nothing is decided by it."),
  ]

  let target: String?
  let files: [String]
  let least: Severity
  let unknownSeverity: UnknownSeverity
  let includesDevelopment: Bool
  let databaseAge: TimeSpan
  private let databasePath: String?

  init(_ arguments: Arguments, severity least: Severity) {
    target = arguments.text("target")
    files = arguments.texts("files")
    self.least = arguments.severity("severity") ?? least
    unknownSeverity =
      arguments.text("unknown-severity").flatMap { UnknownSeverity(rawValue: $0) } ?? .unmeasured
    includesDevelopment = arguments.boolean("include-development") ?? false
    databaseAge = arguments.duration("database-age") ?? .seconds(7 * 86_400)
    databasePath = arguments.text("database")
  }

  func database(in context: PlanContext) -> String? {
    databasePath.map(context.path)
  }

  /// Why the data cannot decide over packages of these ecosystems.
  func gaps(
    in database: AdvisoryDatabaseState, for ecosystems: some Sequence<String>, at now: Instant
  ) -> [String] {
    var gaps: [String] = []
    for ecosystem in Set(ecosystems).sorted() where !ecosystem.isEmpty {
      guard let source = database.source(of: ecosystem) else {
        gaps.append("the advisory database has nothing of \(ecosystem)")
        continue
      }
      guard let asOf = source.asOf else {
        gaps.append("nobody said how old the advisories of \(ecosystem) are")
        continue
      }
      guard let limit = databaseAge.fixedSeconds, now.seconds - asOf.seconds > limit else {
        continue
      }
      let days = (now.seconds - asOf.seconds) / 86_400
      gaps.append(
        "the advisories of \(ecosystem) are \(days) days old, the limit is "
          + "\(databaseAge.description)")
    }
    return gaps
  }

  /// Whether a hole counts; nil when its severity decides and nobody knows it.
  func counts(_ hole: KnownHole) -> Bool? {
    if hole.kind == .malicious { return true }
    if least == .info { return true }
    if let severity = hole.severity { return severity >= least }
    return switch unknownSeverity {
    case .unmeasured: nil
    case .fail: true
    case .ignore: false
    }
  }
}

extension KnownHole {
  /// `CVE-2021-44228 (critical, CVSS 10.0, known to be exploited)`.
  var label: String {
    var parts = [severity?.rawValue ?? "severity unknown"]
    if kind == .malicious { parts = ["malicious package"] }
    if let score { parts.append("CVSS \(Self.tenths(score))") }
    if exploitedSince != nil { parts.append("known to be exploited") }
    return "\(name) (\(parts.joined(separator: ", ")))"
  }

  private static func tenths(_ score: Double) -> String {
    let tenths = Int((min(max(score, 0), 10) * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
