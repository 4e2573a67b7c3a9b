import Model
import Systems

/// Tells of each secret where it stands, which commit brought it in, and whether it still stands.
struct SecretAttribution {
  let source: SecretHistory
  let scanned: ScannedObjects
  let names: FileNameScan
  let collector: SecretCollector
  let request: SecretScanRequest
  /// Masks secrets in names that are shown.
  private let scanner: SecretScanner

  init(
    source: SecretHistory, scanned: ScannedObjects, names: FileNameScan,
    collector: SecretCollector, request: SecretScanRequest
  ) throws(Unavailable) {
    self.source = source
    self.scanned = scanned
    self.names = names
    self.collector = collector
    self.request = request
    scanner = try SecretScanner(collector.rules, fingerprintKey: collector.fingerprintKey)
  }

  /// One match for each secret and path, at its first introduction; a comment in any version of the
  /// file allows it.
  func matches() throws(Unavailable) -> [SecretMatch] {
    guard !scanned.found.isEmpty || !names.found.isEmpty else { return [] }
    var matches = try matchesInFiles()
    matches += try matchesInNames()
    matches += try matchesInMessages()
    if request.includesUnreachable { matches += unreachableMatches() }
    return matches
  }

  private func matchesInFiles() throws(Unavailable) -> [SecretMatch] {
    let found = scanned.found
    var places: [SecretPlace: Int] = [:]
    var allowed: Set<SecretPlace> = []
    var order: [(place: SecretPlace, secret: FoundSecret, blob: Int, commit: Int?)] = []
    for (index, blob) in source.blobs.blobs.enumerated()
    where !source.earlierBlobs.contains(blob) {
      guard let object = found[blob.name] else { continue }
      for place in source.blobs.places(of: index) {
        for secret in object.secrets {
          let key = SecretPlace(secret, at: place.path)
          places[key, default: 0] += 1
          if secret.isAllowed { allowed.insert(key) }
          if places[key] == 1 { order.append((key, secret, index, place.commit)) }
        }
      }
    }
    let standing = order.isEmpty ? [] : self.standing(in: source.headBlobs())
    var matches: [SecretMatch] = []
    for found in order {
      let commit = found.commit.map { source.commits[$0] }
      matches.append(
        collector.match(
          found.secret,
          at: Location(
            path: try scanner.masked(found.place.path), span: found.secret.span,
            commit: commit?.id.description, blob: source.blobs.blobs[found.blob].description),
          introduced: try introduction(by: commit), isInHead: standing.contains(found.place),
          isAllowed: allowed.contains(found.place),
          furtherPlaces: (places[found.place] ?? 1) - 1))
    }
    return matches
  }

  private func introduction(
    by commit: GitCommit?
  ) throws(Unavailable) -> (date: Instant, author: String?)? {
    guard let commit else { return nil }
    let author = source.repository.author(of: commit.id)
    return (
      commit.committedAt, try author.map { name throws(Unavailable) in try scanner.masked(name) }
    )
  }

  private func matchesInNames() throws(Unavailable) -> [SecretMatch] {
    guard !names.found.isEmpty else { return [] }
    let head = source.headBlobs()
    var standing: Set<String> = []
    for index in head.blobs.indices { standing.formUnion(head.places(of: index).map(\.path)) }
    var matches: [SecretMatch] = []
    for found in names.found {
      let commit = found.commit.map { source.commits[$0] }
      matches.append(
        collector.match(
          found.secret,
          at: Location(path: try scanner.masked(found.path), commit: commit?.id.description),
          source: .fileName, introduced: try introduction(by: commit),
          isInHead: standing.contains(found.path)))
    }
    return matches
  }

  /// Each secret of messages once, at the first commit that has it; tags have no order.
  private func matchesInMessages() throws(Unavailable) -> [SecretMatch] {
    var known: Set<String> = []
    var matches: [SecretMatch] = []
    for commit in source.commits {
      for secret in scanned.found[commit.id.name]?.secrets ?? []
      where known.insert(secret.fingerprint).inserted {
        matches.append(
          collector.match(
            secret, at: Location(commit: commit.id.description), source: .commit,
            introduced: try introduction(by: commit), isInHead: true,
            isAllowed: secret.isAllowed))
      }
    }
    guard request.scope == .history else { return matches }
    let tags = scanned.found.filter { $0.value.kind == .tag }.sorted { $0.key < $1.key }
    for (name, object) in tags {
      for secret in object.secrets
      where known.insert(secret.fingerprint).inserted {
        matches.append(
          collector.match(
            secret, at: Location(blob: name.description), source: .tag, isInHead: true,
            isAllowed: secret.isAllowed))
      }
    }
    return matches
  }

  /// What stands in objects that no reference leads to.
  private func unreachableMatches() -> [SecretMatch] {
    let reached = Set(source.blobs.blobs.map(\.name) + source.commits.map(\.id.name))
    var known: Set<String> = []
    var matches: [SecretMatch] = []
    let others = scanned.found.filter { !reached.contains($0.key) && $0.value.kind != .tag }
    for (name, object) in others.sorted(by: { $0.key < $1.key }) {
      for secret in object.secrets
      where known.insert(secret.fingerprint).inserted {
        matches.append(
          collector.match(
            secret,
            at: Location(
              path: secret.entry, span: secret.span,
              commit: object.kind == .commit ? name.description : nil,
              blob: name.description),
            source: object.kind == .commit ? .commit : .file, isInHead: false,
            isAllowed: secret.isAllowed))
      }
    }
    return matches
  }

  /// The secrets that HEAD's own tree holds, by path.
  private func standing(in head: HistoryBlobs) -> Set<SecretPlace> {
    var result: Set<SecretPlace> = []
    for (index, blob) in head.blobs.enumerated() {
      guard let known = scanned.found[blob.name] else { continue }
      for place in head.places(of: index) {
        for secret in known.secrets {
          result.insert(SecretPlace(secret, at: place.path))
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

  /// Inside an archive the path goes on with the entry's.
  init(_ secret: FoundSecret, at path: String) {
    fingerprint = secret.fingerprint
    self.path = secret.entry.map { "\(path)!/\($0)" } ?? path
  }
}
