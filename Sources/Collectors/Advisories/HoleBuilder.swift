import Advisories
import Model

/// Makes holes of records: those that share a name are one.
struct HoleBuilder {
  private let lookup: AdvisoryLookup
  private var related: [String: [Advisory]] = [:]
  /// What vectors came to; many holes have the same one.
  private var ratings: [AdvisorySeverity: Rating?] = [:]

  private typealias Rating = (severity: Severity, score: Double?)

  init(_ lookup: AdvisoryLookup) { self.lookup = lookup }

  /// The matches of each hole.
  func groups(of matches: [AdvisoryMatch]) -> [[AdvisoryMatch]] {
    let groups = AliasGroups(matches.map(\.advisory)).byIdentifier
    return Dictionary(grouping: matches) { groups[$0.advisory.id]?.name ?? $0.advisory.id }
      .sorted { $0.key < $1.key }.map(\.value)
  }

  /// What the records of one hole say together, with those of other databases that share a name.
  mutating func hole(
    of matches: [AdvisoryMatch], occurrences: [HoleOccurrence]
  ) throws(Unavailable) -> KnownHole {
    let own = matches.map(\.advisory)
    let others = try others(of: own)
    let all = own + others
    let group = AliasGroup(all.flatMap { [$0.id] + $0.aliases })
    let names = group.identifiers
    let rated = rating(of: own) ?? rating(of: others)
    let exploited = try lookup.exploitation(of: names)
    let isMalicious = own.contains { $0.kind == .malicious }
    let isHole = own.contains { $0.kind == .vulnerability }
    return KnownHole(
      name: group.name, names: names,
      kind: isMalicious ? .malicious : isHole ? .vulnerability : .informational,
      summary: all.lazy.map(\.summary).first { !$0.isEmpty } ?? "",
      severity: rated?.severity, score: rated?.score,
      published: all.compactMap(\.published).min(),
      exploitedSince: exploited?.added, exploitedDue: exploited?.due, occurrences: occurrences)
  }

  /// Many databases rate nothing; the record of the same hole in another one does.
  private mutating func others(of own: [Advisory]) throws(Unavailable) -> [Advisory] {
    let names = Set(own.flatMap { [$0.id] + $0.aliases })
    let known = Set(own.map(\.id))
    var found: [String: Advisory] = [:]
    for name in names.sorted() {
      if related[name] == nil { related[name] = try lookup.records(named: [name]) }
      for record in related[name] ?? [] where !known.contains(record.id) {
        found[record.id] = record
      }
    }
    return found.values.sorted { $0.id < $1.id }
  }

  /// The highest rating, which no other record can talk down.
  private mutating func rating(of records: [Advisory]) -> Rating? {
    var highest: Rating?
    for record in records {
      var best: Rating?
      for severity in record.severities + record.affected.flatMap(\.severities) {
        best = Self.higher(best, rating(of: severity))
      }
      highest = Self.higher(highest, best ?? record.severity.map { ($0, nil) })
    }
    return highest
  }

  private mutating func rating(of severity: AdvisorySeverity) -> Rating? {
    if let known = ratings[severity] { return known }
    let rating = severity.rating.map { Rating($0, severity.baseScore) }
    ratings[severity] = .some(rating)
    return rating
  }

  private static func higher(_ left: Rating?, _ right: Rating?) -> Rating? {
    guard let left, let right else { return left ?? right }
    return (left.severity, left.score ?? 0) < (right.severity, right.score ?? 0) ? right : left
  }
}

extension Affectedness {
  /// The version that mends the hole, or why it cannot be told whether there is one.
  var parts: (fixed: String?, doubt: String?) {
    switch self {
    case .affected(let fixed): (fixed, nil)
    case .unaffected: (nil, nil)
    case .unknown(.noVersion): (nil, "no file fixes its version")
    case .unknown(.unreadableVersion(let text)):
      (nil, "\(PackageText.shown(text)) is no version that its ecosystem knows")
    case .unknown(.unreadableRange): (nil, "the record's range of versions cannot be read")
    case .unknown(.noVersionsNamed): (nil, "the record names commits alone, and no versions")
    }
  }
}
