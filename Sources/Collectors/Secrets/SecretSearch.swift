import Model
import Systems

/// One text's search: what rules take for secrets, and what only looks like one.
struct SecretSearch {
  private(set) var candidates: [SecretCandidate] = []
  /// Texts of the right form with a wrong checksum.
  private(set) var lookAlikes: [SecretCandidate] = []
  private(set) var problems: Set<String> = []
  private let rules: SecretRules

  /// More in one text are one finding too many for anybody to read.
  static let mostMatches = 1_000

  init(_ rules: SecretRules) { self.rules = rules }

  /// Tries the rules of the literals that were hit.
  mutating func collect(_ hits: [LiteralHit], in bytes: [UInt8]) {
    for (rule, windows) in windows(around: hits, in: bytes.count) {
      for window in windows where candidates.count < Self.mostMatches {
        do {
          try collect(rule, in: bytes, window: window)
        } catch is PatternLimitExceeded {
          problems.insert("rule \(rules.rules[rule].id) \(SecretTextScan.effortProblem)")
        } catch {
          problems.insert("the pattern of rule \(rules.rules[rule].id) cannot be used")
        }
      }
    }
    if candidates.count >= Self.mostMatches {
      problems.insert("more than \(Self.mostMatches) texts look like secrets")
    }
  }

  /// Tries rules' patterns where their keywords were hit.
  ///
  /// - Parameters:
  ///   - hits: Where.
  ///   - content: All of it.
  ///   - changes: What is new beside a content in which nothing was found; a window that nothing new
  ///     lies in or near was one there as well, with the same bytes.
  /// - Returns: Whether any matches, or cannot tell.
  func hasMatch(
    _ hits: [LiteralHit], in content: Span<UInt8>, besides changes: ContentChanges?
  ) -> Bool {
    let near = changes.map { changes in
      hits.contains { changes.touch($0.range.widened(by: rules.reaches[$0.literal])) }
    }
    guard near ?? true else { return false }
    for (rule, windows) in windows(around: hits, in: content.count) {
      let margin = rules.windows[rule].margin
      for window in windows where changes?.touch(window.widened(by: margin)) ?? true {
        do {
          let pattern = try rules.rules[rule].pattern.get()
          if try pattern.firstMatch(in: content.extracting(window)) != nil { return true }
        } catch {
          return true
        }
      }
    }
    return false
  }

  /// Takes over what was found in a decoded part.
  mutating func add(
    _ inner: SecretSearch, decodedFrom stretch: EncodedStretch, _ encoding: TextEncoding
  ) {
    func moved(_ candidate: SecretCandidate) -> SecretCandidate {
      SecretCandidate(
        rule: candidate.rule, of: rules.rules[candidate.rule],
        range: stretch.source(of: candidate.range), secret: candidate.secret, encoding: encoding)
    }
    candidates += inner.best.map(moved)
    lookAlikes += inner.lookAlikes.map(moved)
    problems.formUnion(inner.problems)
  }

  /// What is told: of those that share characters the best, and no guess at what is known to be made
  /// up.
  var best: [SecretCandidate] {
    SecretCandidate.best(
      of: candidates.filter { candidate in
        !candidate.rank.isGeneric
          || !lookAlikes.contains { $0.range.overlaps(candidate.range) }
      })
  }

  /// Where each rule's pattern is tried, in the order of the rules.
  private func windows(around hits: [LiteralHit], in count: Int) -> [(Int, [Range<Int>])] {
    var found: [Int: [Range<Int>]] = [:]
    for hit in hits {
      for owner in rules.keywords.uses[hit.literal].rules {
        let window = rules.windows[owner]
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

  private mutating func collect(_ index: Int, in bytes: [UInt8], window: Range<Int>) throws {
    let rule = rules.rules[index]
    let pattern = try rule.pattern.get()
    let span = bytes.span.extracting(window)
    var start = 0
    while candidates.count < Self.mostMatches,
      let match = try pattern.firstMatch(in: span, from: start)
    {
      start = max(match.range.upperBound, start + 1)
      guard let found = match.capture(rule.capture), !found.isEmpty else { continue }
      let place =
        (window.lowerBound + found.lowerBound)..<(window.lowerBound + found.upperBound)
      let candidate = SecretCandidate(rule: index, of: rule, range: place, secret: bytes[place])
      switch SecretJudgement(of: candidate.secret, by: rule) {
      case .genuine: candidates.append(candidate)
      case .wrongChecksum where lookAlikes.count < Self.mostMatches: lookAlikes.append(candidate)
      case .wrongChecksum, .placeholder: break
      }
    }
  }
}
