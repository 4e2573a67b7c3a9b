import Model
import Resources
import Systems

/// Looks for secrets in every blob of a repository's history.
package struct SecretCollector: Collector {
  package typealias Request = SecretScanRequest

  private let rules: SecretRules
  private let fingerprintKey: [UInt8]
  private let workers: Int

  /// A blob larger than this is a gap: it would cost more memory than a gate may take.
  package static let largestBlob = 64 << 20

  /// Prepares a collector.
  ///
  /// - Parameters:
  ///   - rules: What to look for.
  ///   - fingerprintKey: Keys the digests that stand for secrets.
  ///   - workers: How many threads scan side by side; nil takes one for each core.
  package init(rules: SecretRules, fingerprintKey: [UInt8], workers: Int? = nil) {
    self.rules = rules
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
    let (matches, allowed) = try matches(in: scanned, of: source)
    return SecretScan(
      matches: matches, commits: source.commits.count,
      blobs: source.blobs.blobs.count, bytes: scanned.bytes, digest: source.digest,
      head: source.head?.id.description, gaps: source.gaps + scanned.gaps,
      rules: rules.rules.count, rulesDigest: rules.digest,
      lookAlikes: scanned.lookAlikes.count, allowedInline: allowed)
  }

  /// One match for each secret and path, at its first introduction, and how many are left out because
  /// a comment in some version of the file allows them.
  private func matches(
    in scanned: ScannedBlobs, of source: SecretHistory
  ) throws(Unavailable) -> (matches: [SecretMatch], allowed: Int) {
    guard !scanned.secrets.isEmpty else { return ([], 0) }
    let standing = standing(in: source.headBlobs(), scanned, source)
    var places: [SecretPlace: Int] = [:]
    var allowed: Set<SecretPlace> = []
    var order: [(place: SecretPlace, secret: FoundSecret, blob: Int, commit: Int?)] = []
    for (index, secrets) in scanned.secrets.sorted(by: { $0.key < $1.key }) {
      for place in source.blobs.places(of: index) {
        for secret in secrets {
          let key = SecretPlace(fingerprint: secret.fingerprint, path: place.path)
          places[key, default: 0] += 1
          if secret.isAllowed { allowed.insert(key) }
          if places[key] == 1 { order.append((key, secret, index, place.commit)) }
        }
      }
    }
    let matches = order.filter { !allowed.contains($0.place) }.map { found in
      match(
        found.secret, path: found.place.path, blob: source.blobs.blobs[found.blob],
        commit: found.commit.map { source.commits[$0] }, isInHead: standing.contains(found.place),
        furtherPlaces: (places[found.place] ?? 1) - 1)
    }
    return (
      matches.sorted {
        ($0.location, $0.rule, $0.fingerprint) < ($1.location, $1.rule, $1.fingerprint)
      }, allowed.count
    )
  }

  private func match(
    _ secret: FoundSecret, path: String, blob: GitObjectID, commit: GitCommit?, isInHead: Bool,
    furtherPlaces: Int
  ) -> SecretMatch {
    let rule = rules.rules[secret.rule]
    return SecretMatch(
      rule: rule.id, title: rule.title, severity: rule.severity, masked: secret.masked,
      fingerprint: secret.fingerprint,
      location: Location(
        path: path, span: secret.span, commit: commit?.id.description, blob: blob.description),
      introducedAt: commit?.committedAt ?? Instant(seconds: 0), isInHead: isInHead, fix: rule.fix,
      furtherPlaces: furtherPlaces, note: secret.note)
  }

  /// The secrets that HEAD's own tree holds, by path.
  private func standing(
    in head: HistoryBlobs, _ scanned: ScannedBlobs, _ source: SecretHistory
  ) -> Set<SecretPlace> {
    var fingerprints: [GitObjectID: [String]] = [:]
    for (index, secrets) in scanned.secrets {
      fingerprints[source.blobs.blobs[index]] = secrets.map(\.fingerprint)
    }
    var result: Set<SecretPlace> = []
    for (index, blob) in head.blobs.enumerated() {
      guard let known = fingerprints[blob] else { continue }
      for place in head.places(of: index) {
        for fingerprint in known {
          result.insert(SecretPlace(fingerprint: fingerprint, path: place.path))
        }
      }
    }
    return result
  }
}

/// A secret at a path.
private struct SecretPlace: Hashable {
  let fingerprint: String
  let path: String
}
