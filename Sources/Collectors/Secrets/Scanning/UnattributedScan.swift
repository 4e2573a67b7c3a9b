import Model
import Systems

/// Scans every object of a repository whose commits and trees cannot be followed here: one that names
/// its objects by SHA-256.
struct UnattributedScan {
  let scan: ObjectScan
  let request: SecretScanRequest
  let collector: SecretCollector
  let context: CollectionContext

  /// What nobody can tell of such a repository, which keeps the check from passing.
  static let gap =
    "the repository names its objects by SHA-256: every object here was scanned, but which commit"
    + " brought a secret in, at which path, and whether objects are missing is not told"

  func run() throws(Unavailable) -> SecretScan {
    let context = context
    let progress = ByteProgress("objects", in: context)
    var scanned = try scan.run(
      [.blob, .tag], wanted: nil, isCancelled: { context.isCancelled },
      progress: progress.update)
    let blobs = scanned.objects
    let commits = try scan.run(
      [.commit], wanted: nil, isCancelled: { context.isCancelled }, progress: progress.update)
    scanned.merge(commits)
    var known: Set<String> = []
    var matches: [SecretMatch] = []
    for (name, object) in scanned.found.sorted(by: { $0.key < $1.key }) {
      for secret in object.secrets
      where known.insert(secret.fingerprint).inserted {
        let source: SecretSource =
          switch object.kind {
          case .commit: .commit
          case .tag: .tag
          case .blob, .tree: .file
          }
        let location = Location(
          path: secret.entry, span: source == .file ? secret.span : nil,
          commit: source == .commit ? name.description : nil, blob: name.description)
        matches.append(
          collector.match(
            secret, at: location, source: source, isInHead: true, isAllowed: secret.isAllowed))
      }
    }
    let gaps =
      [Self.gap] + scan.store.problems + scanned.problems + Array(scanned.unread.values)
    let sorted = collector.sort(matches, for: request, isComplete: false, in: context)
    return SecretScan(
      matches: sorted.findings, commits: commits.objects, blobs: blobs, bytes: scanned.bytes,
      digest: Digest.sha256([]), head: nil, gaps: GapList.bounded(gaps),
      rules: collector.rules.rules.count, rulesDigest: collector.rules.digest,
      lookAlikes: scanned.lookAlikes.count,
      exceptions: sorted.exceptions)
  }
}
