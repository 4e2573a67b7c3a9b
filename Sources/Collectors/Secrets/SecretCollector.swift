import Model
import Resources
import Systems

/// Looks for secrets in a repository's history, in what is staged, in files or in a text.
package struct SecretCollector: Collector {
  package typealias Request = SecretScanRequest

  let rules: SecretRules
  let fingerprintKey: [UInt8]
  let workers: Int
  private let baseline: SecretBaseline?
  /// Keeps what scans came to; nil for none.
  let cache: CacheFolder?

  /// An object larger than this is a gap: it would cost more memory than a gate may take.
  package static let largestBlob = 64 << 20

  /// Prepares a collector.
  ///
  /// - Parameters:
  ///   - rules: What to look for.
  ///   - fingerprintKey: Keys the digests that stand for secrets.
  ///   - baseline: What is known and no finding.
  ///   - cache: Keeps what scans of histories came to; nil for none.
  ///   - workers: How many threads scan side by side; nil takes one for each core.
  package init(
    rules: SecretRules, fingerprintKey: [UInt8], baseline: SecretBaseline? = nil,
    cache: CacheFolder? = nil, workers: Int? = nil
  ) {
    self.rules = rules
    self.cache = cache
    self.baseline = baseline
    self.fingerprintKey = fingerprintKey
    self.workers = max(1, workers ?? ProcessorCount.available)
  }

  /// Whether there is a repository at a path, of whatever hash.
  package static func isRepository(_ path: String) -> Bool {
    (try? RepositoryFolders.discover(from: path)) != nil
  }

  package func collect(
    _ request: SecretScanRequest, in context: CollectionContext
  ) throws(Unavailable) -> SecretScan {
    switch request.scope {
    case .history, .since, .range:
      try HistoryScan(request: request, collector: self, context: context).run()
    case .staged: try FileScan(request: request, collector: self, context: context).staged()
    case .workTree: try FileScan(request: request, collector: self, context: context).workTree()
    case .text(let bytes):
      try FileScan(request: request, collector: self, context: context).text(bytes)
    }
  }

  /// Sorts out what exceptions cover.
  func sort(
    _ matches: [SecretMatch], for request: SecretScanRequest, isComplete: Bool,
    in context: CollectionContext
  ) -> (findings: [SecretMatch], exceptions: SecretExceptions) {
    SecretTriage(
      rules: rules, baseline: baseline, obeysComments: request.settings.obeysComments,
      now: context.now
    ).sort(matches.inOrder, isComplete: isComplete && request.scope == .history)
  }

  func match(
    _ secret: FoundSecret, at location: Location, source: SecretSource = .file,
    introduced commit: (date: Instant, author: String?)? = nil, isInHead: Bool,
    isAllowed: Bool = false,
    furtherPlaces: Int = 0
  ) -> SecretMatch {
    let rule = rules.rules[secret.rule]
    return SecretMatch(
      rule: rule.id, title: rule.title, severity: rule.severity, masked: secret.masked,
      certainty: secret.certainty, fingerprint: secret.fingerprint, location: location,
      source: source, introducedAt: commit?.date, author: commit?.author, isInHead: isInHead,
      fix: rule.fix, furtherPlaces: furtherPlaces, note: secret.note,
      isAllowedByComment: isAllowed, allowances: secret.allowances)
  }
}

extension [SecretMatch] {
  /// In the order in which they are told.
  var inOrder: [SecretMatch] {
    sorted {
      ($0.location, $0.rule, $0.fingerprint, $0.location.blob ?? "")
        < ($1.location, $1.rule, $1.fingerprint, $1.location.blob ?? "")
    }
  }
}
