import Model
import Systems

extension CacheWriter {
  mutating func add(_ outcome: HistoryOutcome) {
    add(outcome.matches) { $0.add($1) }
    for number in [outcome.commits, outcome.blobs, outcome.bytes, outcome.lookAlikes] {
      add(number)
    }
    add(outcome.digest)
    add(outcome.head)
    add(outcome.gaps) { $0.add($1) }
  }

  private mutating func add(_ match: SecretMatch) {
    for text in [
      match.rule, match.title, match.severity.rawValue, match.masked, match.certainty.rawValue,
      match.fingerprint,
    ] { add(text) }
    let place = match.location
    for text in [place.path, place.commit, place.blob, match.author, match.fix, match.note] {
      add(text)
    }
    add(place.span.map { [$0] } ?? []) { $0.add($1) }
    add(SecretSource.numbered.firstIndex(of: match.source) ?? 0)
    add(match.introducedAt.map { [$0.seconds] } ?? []) { $0.add($1) }
    add(match.isInHead)
    add(match.isAllowedByComment)
    add(match.allowances) { $0.add($1) }
    add(match.furtherPlaces)
  }

  private mutating func add(_ span: TextSpan) {
    for number in [span.line, span.column, span.endLine, span.endColumn] { add(number) }
  }

  mutating func add(_ objects: KnownObjects) {
    add(objects.names)
    add(objects.told.sorted { $0.key < $1.key }) { writer, entry in
      writer.add(entry.key.bytes)
      writer.add(Int(entry.value.kind.rawValue))
      writer.add(entry.value.scan)
    }
  }

  private mutating func add(_ scan: SecretTextScan) {
    add(scan.secrets) { writer, secret in
      writer.add(secret.rule)
      writer.add(secret.entry)
      writer.add(secret.span)
      writer.add(secret.masked)
      writer.add(secret.certainty.rawValue)
      writer.add(secret.fingerprint)
      writer.add(secret.note)
      writer.add(secret.isAllowed)
      writer.add(secret.allowances) { $0.add($1) }
    }
    add(scan.lookAlikes.sorted()) { $0.add($1) }
    add(scan.problems) { $0.add($1) }
  }
}

extension CacheReader {
  mutating func outcome() throws(Mismatch) -> HistoryOutcome {
    var outcome = HistoryOutcome()
    outcome.matches = try list { reader throws(Mismatch) in try reader.match() }
    outcome.commits = try number()
    outcome.blobs = try number()
    outcome.bytes = try number()
    outcome.lookAlikes = try number()
    outcome.digest = try text()
    outcome.head = try optionalText()
    outcome.gaps = try texts()
    return outcome
  }

  private mutating func texts() throws(Mismatch) -> [String] {
    try list { reader throws(Mismatch) in try reader.text() }
  }

  private mutating func numbers() throws(Mismatch) -> [Int] {
    try list { reader throws(Mismatch) in try reader.number() }
  }

  private mutating func match() throws(Mismatch) -> SecretMatch {
    let rule = try text()
    let title = try text()
    guard let severity = Severity(rawValue: try text()) else { throw Mismatch() }
    let masked = try text()
    guard let certainty = SecretCertainty(rawValue: try text()) else { throw Mismatch() }
    let fingerprint = try text()
    let path = try optionalText()
    let commit = try optionalText()
    let blob = try optionalText()
    let author = try optionalText()
    let fix = try optionalText()
    let note = try optionalText()
    let span = try list { reader throws(Mismatch) in try reader.span() }.first
    let source = try number()
    guard SecretSource.numbered.indices.contains(source) else { throw Mismatch() }
    let introduced = try numbers().first
    let isInHead = try truth()
    let isAllowed = try truth()
    let allowances = try numbers()
    let furtherPlaces = try number()
    return SecretMatch(
      rule: rule, title: title, severity: severity, masked: masked, certainty: certainty,
      fingerprint: fingerprint,
      location: Location(path: path, span: span, commit: commit, blob: blob),
      source: SecretSource.numbered[source],
      introducedAt: introduced.map { Instant(seconds: $0) }, author: author,
      isInHead: isInHead, fix: fix, furtherPlaces: furtherPlaces, note: note,
      isAllowedByComment: isAllowed, allowances: allowances)
  }

  private mutating func span() throws(Mismatch) -> TextSpan {
    TextSpan(
      line: try number(), column: try number(), endLine: try number(), endColumn: try number())
  }

  mutating func knownObjects(_ hash: ObjectHash) throws(Mismatch) -> KnownObjects {
    let names = try content()
    guard names.count % hash.byteCount == 0 else { throw Mismatch() }
    let entries = try list { reader throws(Mismatch) in
      let bytes = try reader.content()
      guard bytes.count == hash.byteCount, let name = ObjectName(bytes, hash: hash),
        let kind = UInt8(exactly: try reader.number()).flatMap({ ObjectKind(rawValue: $0) })
      else { throw Mismatch() }
      return (name, ScannedObjects.Told(kind: kind, scan: try reader.textScan()))
    }
    return KnownObjects(
      hash: hash, names: names, told: Dictionary(entries, uniquingKeysWith: { $1 }))
  }

  private mutating func textScan() throws(Mismatch) -> SecretTextScan {
    let secrets = try list { reader throws(Mismatch) in try reader.secret() }
    let lookAlikes = Set(try texts())
    return SecretTextScan(secrets: secrets, lookAlikes: lookAlikes, problems: try texts())
  }

  private mutating func secret() throws(Mismatch) -> FoundSecret {
    let rule = try number()
    let entry = try optionalText()
    let span = try span()
    let masked = try text()
    guard let certainty = SecretCertainty(rawValue: try text()), rule >= 0 else {
      throw Mismatch()
    }
    return FoundSecret(
      rule: rule, entry: entry, span: span, masked: masked, certainty: certainty,
      fingerprint: try text(), note: try optionalText(), isAllowed: try truth(),
      allowances: try numbers())
  }
}

extension SecretSource {
  /// In the order in which the cache numbers them.
  fileprivate static let numbered: [SecretSource] = [.file, .fileName, .commit, .tag]
}
