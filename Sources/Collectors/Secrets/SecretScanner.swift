import Model
import Systems

/// Looks for secrets in one text after another, on one thread.
package final class SecretScanner {
  private let rules: SecretRules
  private let key: [UInt8]
  private let literals: LiteralScanner

  /// Occurrences of a keyword closer than this share a window.
  static let joinedGap = 256

  /// Prepares a scanner.
  ///
  /// - Parameters:
  ///   - rules: What to look for.
  ///   - fingerprintKey: Keys the digests that stand for secrets.
  /// - Throws: `Unavailable` when there is no memory to search with.
  package init(_ rules: SecretRules, fingerprintKey: [UInt8]) throws(Unavailable) {
    self.rules = rules
    key = fingerprintKey
    literals = try LiteralScanner(rules.keywords.database)
  }

  /// The secrets of a file's content in order of their places.
  ///
  /// Text that is encoded inside is decoded once, and archives are looked into. No secret is in what
  /// is returned: each is masked and digested here.
  package func scan(_ bytes: [UInt8]) throws(Unavailable) -> SecretTextScan {
    guard let kind = ArchiveKind(Array(bytes.prefix(ArchiveKind.headLength))) else {
      return try scanText(bytes)
    }
    return try scanArchive(bytes, kind)
  }

  /// As `scan`, of what is no archive.
  func scanText(_ bytes: [UInt8]) throws(Unavailable) -> SecretTextScan {
    try scanPlain(WideText.narrow(bytes) ?? bytes)
  }

  /// As `scan`, of what is neither an archive nor UTF-16.
  func scanPlain(_ bytes: [UInt8]) throws(Unavailable) -> SecretTextScan {
    try scan(
      bytes, hits: literals.hits(in: bytes, joiningWithin: Self.joinedGap).inOrder)
  }

  /// The secrets of a content of which every occurrence of a keyword is known.
  ///
  /// - Parameters:
  ///   - content: All of it.
  ///   - occurrences: As `occurrences(in:changes:)` gives them, and those carried over; nil when they
  ///     are not known.
  ///   - changes: What is new beside a content in which nothing was found; nil when there is none.
  /// - Returns: What `scan` gives for all of the content.
  /// - Throws: `Unavailable` for more bytes than can be searched at once.
  package func scan(
    _ content: Span<UInt8>, occurrences: [ContentMatch]?,
    besideQuietBase changes: ContentChanges? = nil
  ) throws(Unavailable) -> SecretTextScan {
    let head = content.extracting(first: ArchiveKind.headLength).array
    guard let occurrences, !WideText.isWide(head), ArchiveKind(head) == nil else {
      return try scan(content.array)
    }
    guard !occurrences.isEmpty else { return SecretTextScan() }
    let hits = LiteralHit.joining(occurrences, within: Self.joinedGap)
    // Most keywords stand where no pattern matches; only for the others the content is copied.
    guard mayHoldSecrets(hits, content, changes) else { return SecretTextScan() }
    return try scan(content.array, hits: hits)
  }

  /// The occurrences of keywords that something new can have made.
  package func occurrences(
    in content: Span<UInt8>, changes: ContentChanges
  ) throws(Unavailable) -> [ContentMatch] {
    try literals.occurrences(in: content, changes: changes)
  }

  private func mayHoldSecrets(
    _ hits: [LiteralHit], _ content: Span<UInt8>, _ changes: ContentChanges?
  ) -> Bool {
    let mayBeEncoded = hits.contains { hit in
      !rules.keywords.uses[hit.literal].encoded.isEmpty
        && changes?.touch(hit.range.widened(by: EncodedStretch.reach)) ?? true
    }
    return mayBeEncoded || SecretSearch(rules).hasMatch(hits, in: content, besides: changes)
  }

  private func scan(
    _ bytes: [UInt8], hits: [LiteralHit]
  ) throws(Unavailable) -> SecretTextScan {
    guard !hits.isEmpty else { return SecretTextScan() }
    let search = try search(hits, in: bytes)
    let best = search.best
    return SecretTextScan(
      secrets: best.isEmpty ? [] : describe(best, in: bytes),
      lookAlikes: Set(search.lookAlikes.map { fingerprint(of: $0) }),
      problems: search.problems.sorted())
  }

  /// A text with every secret in it masked, for names and messages that are shown.
  package func masked(_ text: String) throws(Unavailable) -> String {
    let bytes = Array(text.utf8)
    let hits = try literals.hits(in: bytes, joiningWithin: Self.joinedGap)
    guard !hits.isEmpty else { return text }
    let search = try search(hits, in: bytes)
    var result = bytes
    for candidate in SecretCandidate.best(of: search.candidates + search.lookAlikes).reversed() {
      result.replaceSubrange(
        candidate.range, with: Self.masked(candidate, rules.rules[candidate.rule]).utf8)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Where secrets stand in a text, and what only looks like one, in order of their places.
  package func secrets(in bytes: [UInt8]) throws(Unavailable) -> [Range<Int>] {
    let hits = try literals.hits(in: bytes, joiningWithin: Self.joinedGap).inOrder
    guard !hits.isEmpty else { return [] }
    let search = try search(hits, in: bytes)
    guard search.problems.isEmpty else { throw Unavailable("not every rule could be tried") }
    return SecretCandidate.best(of: search.candidates + search.lookAlikes).map(\.range)
  }

  private func search(
    _ hits: [LiteralHit], in bytes: [UInt8]
  ) throws(Unavailable) -> SecretSearch {
    var search = SecretSearch(rules)
    search.collect(hits, in: bytes)
    try decode(hits, in: bytes, into: &search)
    return search
  }

  /// Undoes encodings around encoded keywords, one level deep.
  private func decode(
    _ hits: [LiteralHit], in bytes: [UInt8], into search: inout SecretSearch
  ) throws(Unavailable) {
    var done: [TextEncoding: Range<Int>] = [:]
    for hit in hits where !rules.keywords.uses[hit.literal].encoded.isEmpty {
      let literal = rules.keywords.literals[hit.literal]
      for place in Self.occurrences(of: literal, joinedIn: hit.range, in: bytes) {
        for encoded in rules.keywords.uses[hit.literal].encoded {
          if let last = done[encoded.encoding], last.contains(place) { continue }
          guard let stretch = EncodedStretch(around: place, of: encoded, in: bytes) else {
            continue
          }
          done[encoded.encoding] = stretch.source
          var inner = SecretSearch(rules)
          inner.collect(
            try literals.hits(in: stretch.bytes, joiningWithin: Self.joinedGap).inOrder,
            in: stretch.bytes)
          search.add(inner, decodedFrom: stretch, encoded.encoding)
        }
      }
    }
  }

  /// The first place of each occurrence that was joined into a hit.
  private static func occurrences(
    of literal: Literal, joinedIn range: Range<Int>, in bytes: [UInt8]
  ) -> [Int] {
    let length = literal.bytes.count
    guard range.count > length else { return [range.lowerBound] }
    let difference: UInt8 = literal.isCaseSensitive ? 0 : 0x20
    return (range.lowerBound...(range.upperBound - length)).filter { start in
      for (index, wanted) in literal.bytes.enumerated() {
        let found = bytes[start + index]
        guard found == wanted || found ^ wanted == difference else { return false }
      }
      return true
    }
  }

  private func describe(_ candidates: [SecretCandidate], in bytes: [UInt8]) -> [FoundSecret] {
    let fingerprints = candidates.map { fingerprint(of: $0) }
    let allowed = Self.allowedByComment(candidates, fingerprints, rules, in: bytes)
    var places = TextPlaces(bytes)
    return candidates.indices.map { index in
      let candidate = candidates[index]
      let rule = rules.rules[candidate.rule]
      let fingerprint = fingerprints[index]
      return FoundSecret(
        rule: candidate.rule, span: places.span(of: candidate.range),
        masked: Self.masked(candidate, rule), certainty: rule.certainty(of: candidate.secret),
        fingerprint: fingerprint, note: rule.structure?.note(on: candidate.secret),
        isAllowed: allowed.contains(index),
        allowances: rules.allowances.indices.filter { entry in
          rules.allowances[entry].fits(
            rule: rule.id, fingerprint: fingerprint, secret: candidate.secret)
        })
    }
  }

  /// The candidates that a comment allows.
  ///
  /// A comment speaks of one secret: beside two different ones of its rule it says nothing, or a new
  /// secret could hide behind an old one's comment.
  private static func allowedByComment(
    _ candidates: [SecretCandidate], _ fingerprints: [String], _ rules: SecretRules,
    in bytes: [UInt8]
  ) -> Set<Int> {
    var covered: [Int: [Int]] = [:]
    for (index, candidate) in candidates.enumerated() {
      let rule = rules.rules[candidate.rule].id
      let start = candidate.range.lowerBound
      guard let place = CommentAllowance.place(for: rule, at: start, in: bytes) else { continue }
      covered[place, default: []].append(index)
    }
    return covered.values.reduce(into: []) { allowed, indices in
      if Set(indices.map { fingerprints[$0] }).count == 1 { allowed.formUnion(indices) }
    }
  }

  private func fingerprint(of candidate: SecretCandidate) -> String {
    let rule = rules.rules[candidate.rule].id
    return Digest.hmacSHA256(key: key, Array(rule.utf8) + [0] + candidate.secret)
  }

  /// The public prefix that the secret begins with, if any, and how long it is.
  private static func masked(_ candidate: SecretCandidate, _ rule: SecretRule) -> String {
    let keywords = rule.isGeneric ? [] : rule.keywords.filter(\.isCaseSensitive)
    let prefix = keywords.first { candidate.secret.starts(with: $0.bytes) }
    let length = String(decoding: candidate.secret, as: UTF8.self).unicodeScalars.count
    let encoding = candidate.encoding.map { " in \($0.rawValue)" } ?? ""
    return String(decoding: prefix?.bytes ?? [], as: UTF8.self)
      + "… (\(length) characters\(encoding))"
  }
}
