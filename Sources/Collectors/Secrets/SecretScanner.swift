import Model
import Systems

/// Looks for secrets in one text after another, on one thread.
package final class SecretScanner {
  private let rules: SecretRules
  private let key: [UInt8]
  private let literals: LiteralScanner

  /// Occurrences of a keyword closer than this share a window.
  private static let joinedGap = 256
  /// More in one text are one finding too many for anybody to read.
  static let mostMatches = 1_000

  /// Prepares a scanner.
  ///
  /// - Parameters:
  ///   - rules: What to look for.
  ///   - fingerprintKey: Keys the digests that stand for secrets.
  /// - Throws: `Unavailable` when there is no memory to search with.
  package init(_ rules: SecretRules, fingerprintKey: [UInt8]) throws(Unavailable) {
    self.rules = rules
    key = fingerprintKey
    literals = try LiteralScanner(rules.literals)
  }

  /// The secrets of a text in order of their places.
  ///
  /// No secret is in what is returned: each is masked and digested here.
  package func scan(_ bytes: [UInt8]) throws(Unavailable) -> SecretTextScan {
    let hits = try literals.hits(in: bytes, joiningWithin: Self.joinedGap)
    guard !hits.isEmpty else { return SecretTextScan(secrets: [], problems: []) }
    var candidates: [SecretCandidate] = []
    var problems: Set<String> = []
    for (rule, windows) in windows(around: hits, in: bytes.count) {
      for window in windows where candidates.count < Self.mostMatches {
        do throws(PatternLimitExceeded) {
          try collect(rule, in: bytes, window: window, into: &candidates)
        } catch {
          problems.insert("rule \(rules.rules[rule].id) needed more effort than is allowed")
        }
      }
    }
    if candidates.count >= Self.mostMatches {
      problems.insert("more than \(Self.mostMatches) texts look like secrets")
    }
    return SecretTextScan(
      secrets: describe(SecretCandidate.best(of: candidates), in: bytes),
      problems: problems.sorted())
  }

  /// Where each rule's pattern is tried, in the order of the rules.
  private func windows(around hits: [LiteralHit], in count: Int) -> [(Int, [Range<Int>])] {
    var found: [Int: [Range<Int>]] = [:]
    for hit in hits {
      for owner in rules.owners[hit.literal] {
        let window = rules.rules[owner].window
        let lower = max(0, hit.range.lowerBound - window.before)
        let upper = min(count, hit.range.upperBound + window.after)
        found[owner, default: []].append(lower..<upper)
      }
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, Self.merged($0.value)) }
  }

  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }

  private func collect(
    _ index: Int, in bytes: [UInt8], window: Range<Int>, into candidates: inout [SecretCandidate]
  ) throws(PatternLimitExceeded) {
    let rule = rules.rules[index]
    let span = bytes.span.extracting(window)
    var start = 0
    while candidates.count < Self.mostMatches,
      let match = try rule.pattern.firstMatch(in: span, from: start)
    {
      start = max(match.range.upperBound, start + 1)
      guard let found = match.capture(rule.capture), !found.isEmpty else { continue }
      let place =
        (window.lowerBound + found.lowerBound)..<(window.lowerBound + found.upperBound)
      guard Self.isGenuine(bytes[place], for: rule) else { continue }
      candidates.append(
        SecretCandidate(
          rule: index, range: place, isGeneric: rule.isGeneric,
          isValidated: rule.structure != nil))
    }
  }

  private static func isGenuine(_ secret: ArraySlice<UInt8>, for rule: SecretRule) -> Bool {
    if let structure = rule.structure {
      guard structure.holds(for: secret) else { return false }
    } else if SecretText.isPlaceholder(secret) {
      return false
    }
    if let form = rule.form, !form.holds(for: secret) { return false }
    return rule.minimumEntropy == 0 || SecretText.entropy(secret) >= rule.minimumEntropy
  }

  private func describe(_ candidates: [SecretCandidate], in bytes: [UInt8]) -> [FoundSecret] {
    var places = TextPlaces(bytes)
    return candidates.map { candidate in
      let rule = rules.rules[candidate.rule]
      let secret = bytes[candidate.range]
      return FoundSecret(
        rule: candidate.rule, span: places.span(of: candidate.range),
        masked: Self.masked(secret, rule),
        fingerprint: Digest.hmacSHA256(key: key, Array(rule.id.utf8) + [0] + secret))
    }
  }

  /// The public prefix that the secret begins with, if any, and how long it is.
  private static func masked(_ secret: ArraySlice<UInt8>, _ rule: SecretRule) -> String {
    let keywords = rule.isGeneric ? [] : rule.keywords.filter(\.isCaseSensitive)
    let prefix = keywords.first { secret.starts(with: $0.bytes) }
    let length = String(decoding: secret, as: UTF8.self).unicodeScalars.count
    return String(decoding: prefix?.bytes ?? [], as: UTF8.self) + "… (\(length) characters)"
  }
}
