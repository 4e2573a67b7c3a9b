import Model
import Resources
import Systems

/// Looks for secrets in every blob of a repository's history.
package struct SecretCollector: Collector {
  package typealias Request = SecretScanRequest

  private let rules: SecretRules
  private let fingerprintKey: [UInt8]
  private let baseline: SecretBaseline?
  private let workers: Int

  /// A blob larger than this is a gap: it would cost more memory than a gate may take.
  package static let largestBlob = 64 << 20

  /// Prepares a collector.
  ///
  /// - Parameters:
  ///   - rules: What to look for.
  ///   - fingerprintKey: Keys the digests that stand for secrets.
  ///   - baseline: What is known and no finding.
  ///   - workers: How many threads scan side by side; nil takes one for each core.
  package init(
    rules: SecretRules, fingerprintKey: [UInt8], baseline: SecretBaseline? = nil,
    workers: Int? = nil
  ) {
    self.rules = rules
    self.baseline = baseline
    self.fingerprintKey = fingerprintKey
    self.workers = max(1, workers ?? ProcessorCount.available)
  }

  package func collect(
    _ request: SecretScanRequest, in context: CollectionContext
  ) throws(Unavailable) -> SecretScan {
    let source = try SecretHistory(at: request.repository, in: context)
    let scan = BlobScan(
      repository: request.repository, rules: rules, fingerprintKey: fingerprintKey,
      workers: workers)
    let scanned = try scan.run(over: source.blobs, in: context)
    let matches = try matches(in: scanned, of: source)
    let triage = SecretTriage(
      rules: rules, baseline: baseline, obeysComments: request.settings.obeysComments,
      now: context.now)
    let sorted = triage.sort(matches, isComplete: source.gaps.isEmpty && scanned.gaps.isEmpty)
    return SecretScan(
      matches: sorted.findings, commits: source.commits.count,
      blobs: source.blobs.blobs.count, bytes: scanned.bytes, digest: source.digest,
      head: source.head?.id.description, gaps: source.gaps + scanned.gaps,
      rules: rules.rules.count, rulesDigest: rules.digest,
      lookAlikes: scanned.lookAlikes.count, exceptions: sorted.exceptions)
  }

  /// One match for each secret and path, at its first introduction; a comment in any version of the
  /// file allows it.
  private func matches(
    in scanned: ScannedBlobs, of source: SecretHistory
  ) throws(Unavailable) -> [SecretMatch] {
    guard !scanned.secrets.isEmpty else { return [] }
    let scanner = try SecretScanner(rules, fingerprintKey: fingerprintKey)
    let standing = standing(in: source.headBlobs(), scanned, source)
    var places: [SecretPlace: Int] = [:]
    var allowed: Set<SecretPlace> = []
    var order: [(place: SecretPlace, secret: FoundSecret, blob: Int, commit: Int?)] = []
    for (index, secrets) in scanned.secrets.sorted(by: { $0.key < $1.key }) {
      for place in source.blobs.places(of: index) {
        for secret in secrets {
          let key = SecretPlace(secret, at: place.path)
          places[key, default: 0] += 1
          if secret.isAllowed { allowed.insert(key) }
          if places[key] == 1 { order.append((key, secret, index, place.commit)) }
        }
      }
    }
    var matches: [SecretMatch] = []
    for found in order {
      let match = match(
        found.secret, path: try scanner.masked(found.place.path),
        blob: source.blobs.blobs[found.blob],
        commit: found.commit.map { source.commits[$0] }, isInHead: standing.contains(found.place),
        isAllowed: allowed.contains(found.place), furtherPlaces: (places[found.place] ?? 1) - 1)
      matches.append(match)
    }
    return matches.sorted {
      ($0.location, $0.rule, $0.fingerprint) < ($1.location, $1.rule, $1.fingerprint)
    }
  }

  private func match(
    _ secret: FoundSecret, path: String, blob: GitObjectID, commit: GitCommit?, isInHead: Bool,
    isAllowed: Bool, furtherPlaces: Int
  ) -> SecretMatch {
    let rule = rules.rules[secret.rule]
    return SecretMatch(
      rule: rule.id, title: rule.title, severity: rule.severity, masked: secret.masked,
      certainty: secret.certainty, fingerprint: secret.fingerprint,
      location: Location(
        path: path, span: secret.span, commit: commit?.id.description, blob: blob.description),
      introducedAt: commit?.committedAt ?? Instant(seconds: 0), isInHead: isInHead, fix: rule.fix,
      furtherPlaces: furtherPlaces, note: secret.note, isAllowedByComment: isAllowed,
      allowances: secret.allowances)
  }

  /// The secrets that HEAD's own tree holds, by path.
  private func standing(
    in head: HistoryBlobs, _ scanned: ScannedBlobs, _ source: SecretHistory
  ) -> Set<SecretPlace> {
    var found: [GitObjectID: [FoundSecret]] = [:]
    for (index, secrets) in scanned.secrets { found[source.blobs.blobs[index]] = secrets }
    var result: Set<SecretPlace> = []
    for (index, blob) in head.blobs.enumerated() {
      guard let secrets = found[blob] else { continue }
      for place in head.places(of: index) {
        for secret in secrets { result.insert(SecretPlace(secret, at: place.path)) }
      }
    }
    return result
  }
}

/// A secret at a path.
private struct SecretPlace: Hashable {
  let fingerprint: String
  let path: String

  /// Inside an archive the path goes on with the entry's.
  init(_ secret: FoundSecret, at path: String) {
    fingerprint = secret.fingerprint
    self.path = secret.entry.map { "\(path)!/\($0)" } ?? path
  }
}
