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
      guard let name = source.history.name(of: blob), let object = found[name] else { continue }
      for place in source.blobs.places(of: index) {
        let path = source.blobs.path(of: place)
        for secret in object.secrets {
          let key = SecretPlace(secret, at: path)
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
            commit: commit.map { source.description(of: $0) },
            blob: source.description(of: source.blobs.blobs[found.blob])),
          introduced: try introduction(by: commit), isInHead: standing.contains(found.place),
          isAllowed: allowed.contains(found.place),
          furtherPlaces: (places[found.place] ?? 1) - 1))
    }
    return matches
  }

  private func introduction(
    by commit: Int32?
  ) throws(Unavailable) -> (date: Instant, author: String?)? {
    guard let commit, let record = source.history.commit(commit) else { return nil }
    let author = source.history.author(of: commit)
    return (
      Instant(seconds: record.committedAt),
      try author.map { name throws(Unavailable) in try scanner.masked(name) }
    )
  }

  private func matchesInNames() throws(Unavailable) -> [SecretMatch] {
    guard !names.found.isEmpty else { return [] }
    let head = source.headBlobs()
    var standing: Set<String> = []
    for index in head.blobs.indices {
      standing.formUnion(head.places(of: index).map { head.path(of: $0) })
    }
    var matches: [SecretMatch] = []
    for found in names.found {
      let commit = found.commit.map { source.commits[$0] }
      matches.append(
        collector.match(
          found.secret,
          at: Location(
            path: try scanner.masked(found.path), commit: commit.map { source.description(of: $0) }),
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
      guard let name = source.history.name(of: commit) else { continue }
      for secret in scanned.found[name]?.secrets ?? []
      where known.insert(secret.fingerprint).inserted {
        matches.append(
          collector.match(
            secret, at: Location(commit: name.description), source: .commit,
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
    let commits = Set(source.commits)
    var known: Set<String> = []
    var matches: [SecretMatch] = []
    let others = scanned.found.filter { name, object in
      guard object.kind != .tag, let number = source.history.number(of: name) else { return false }
      return !commits.contains(number) && !source.blobs.contains(number)
    }
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
      guard let name = source.history.name(of: blob), let known = scanned.found[name] else {
        continue
      }
      for place in head.places(of: index) {
        for secret in known.secrets {
          result.insert(SecretPlace(secret, at: head.path(of: place)))
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
