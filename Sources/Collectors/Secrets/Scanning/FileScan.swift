import Model
import Systems

/// Scans files or a text outside the history.
struct FileScan {
  let request: SecretScanRequest
  let collector: SecretCollector
  let context: CollectionContext

  /// What the next commit would bring in.
  func staged() throws(Unavailable) -> SecretScan {
    let repository = try GitRepository(at: request.repository)
    let scanner = try SecretScanner(collector.rules, fingerprintKey: collector.fingerprintKey)
    var result = Result()
    for file in try repository.stagedFiles() {
      try context.checkCancellation()
      do throws(Unavailable) {
        let bytes = try repository.blob(file.blob, limit: SecretCollector.largestBlob)
        try result.scan(bytes, path: file.path, blob: file.blob.description, scanner, collector)
      } catch {
        result.gaps.append("\(file.path): \(error.reason)")
      }
    }
    return finished(result, head: try repository.headCommit())
  }

  /// The files of a repository's work tree that git does not ignore, or all of a folder.
  func workTree() throws(Unavailable) -> SecretScan {
    let tree = context.trees.tree(at: request.repository)
    let repository = try? GitRepository(at: request.repository)
    let paths: [String]
    if let repository, Self.isTop(request.repository, of: repository) {
      paths = try repository.workFiles()
    } else {
      paths = try tree.files(where: { _ in true }, entering: { _ in true })
    }
    let scanner = try SecretScanner(collector.rules, fingerprintKey: collector.fingerprintKey)
    var result = Result()
    for (index, path) in paths.enumerated() {
      try context.checkCancellation()
      if index % 64 == 0 { context.progress("files", index, paths.count) }
      do throws(Unavailable) {
        let bytes = try tree.read(path, limit: SecretCollector.largestBlob)
        try result.scan(bytes, path: path, blob: nil, scanner, collector)
      } catch {
        result.gaps.append(error.reason)
      }
    }
    return finished(result, head: try? repository?.headCommit() ?? nil)
  }

  /// A text that was handed over.
  func text(_ bytes: [UInt8]) throws(Unavailable) -> SecretScan {
    let scanner = try SecretScanner(collector.rules, fingerprintKey: collector.fingerprintKey)
    var result = Result()
    try result.scan(bytes, path: nil, blob: nil, scanner, collector)
    return finished(result, head: nil)
  }

  /// Whether a folder is the whole work tree: only then are git's paths the folder's.
  private static func isTop(_ folder: String, of repository: GitRepository) -> Bool {
    guard let top = repository.workingFolder else { return false }
    return FileTree(root: folder).isSame(as: FileTree(root: top))
  }

  private func finished(_ result: Result, head: GitObjectID?) -> SecretScan {
    let sorted = collector.sort(result.matches, for: request, isComplete: false, in: context)
    return SecretScan(
      scope: request.scope, matches: sorted.findings, commits: 0, blobs: result.files,
      bytes: result.bytes, digest: Digest.sha256(Array(result.listing.utf8)),
      head: head?.description,
      gaps: GapList.bounded(result.gaps), rules: collector.rules.rules.count,
      rulesDigest: collector.rules.digest, lookAlikes: result.lookAlikes.count,
      exceptions: sorted.exceptions)
  }

  /// What the files came to.
  private struct Result {
    var matches: [SecretMatch] = []
    var gaps: [String] = []
    var lookAlikes: Set<String> = []
    var files = 0
    var bytes = 0
    /// Path and SHA-256 of each file.
    var listing = ""

    mutating func scan(
      _ content: [UInt8], path: String?, blob: String?, _ scanner: SecretScanner,
      _ collector: SecretCollector
    ) throws(Unavailable) {
      let scan = try scanner.scan(content)
      files += 1
      bytes += content.count
      listing += "\(Digest.sha256(content)) \(path ?? "")\n"
      lookAlikes.formUnion(scan.lookAlikes)
      gaps += scan.problems.map { "\(path ?? "the text"): \($0)" }
      let shown = try path.map { path throws(Unavailable) in try scanner.masked(path) }
      for secret in scan.secrets {
        let place = [shown, secret.entry].compactMap { $0 }.joined(separator: "!/")
        matches.append(
          collector.match(
            secret,
            at: Location(path: place.isEmpty ? nil : place, span: secret.span, blob: blob),
            isInHead: false, isAllowed: secret.isAllowed))
      }
    }
  }
}
