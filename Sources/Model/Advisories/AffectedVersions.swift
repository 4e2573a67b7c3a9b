/// All that a record says about the versions of one package, ready to be compared or kept in a database.
package struct AffectedVersions: Codable, Sendable, Hashable {
  package let intervals: [VersionInterval]
  /// Versions named one by one, as written, as far as they lie within no interval.
  package let listed: [String]
  /// Whether a range had to be left out because it cannot be evaluated.
  package let hasUnreadableRange: Bool
  /// Whether the record speaks of versions at all, and not of commits alone.
  package let namesVersions: Bool

  package init(
    intervals: [VersionInterval], listed: [String], hasUnreadableRange: Bool, namesVersions: Bool
  ) {
    self.intervals = intervals
    self.listed = listed
    self.hasUnreadableRange = hasUnreadableRange
    self.namesVersions = namesVersions
  }

  /// Takes together the entries that a record has for one package.
  package init(_ entries: some Sequence<AffectedPackage>) {
    var intervals: [VersionInterval] = []
    var listed: [String] = []
    var (hasUnreadableRange, namesVersions) = (false, false)
    for entry in entries {
      listed += entry.versions
      namesVersions = namesVersions || !entry.versions.isEmpty
      for range in entry.ranges where range.kind != .git {
        namesVersions = true
        if let stretches = range.intervals(in: entry.ecosystem) {
          intervals += stretches
        } else {
          hasUnreadableRange = true
        }
      }
    }
    var seen = Set<String>()
    self.init(
      intervals: intervals,
      // Most lists only spell a range out, and all that they repeat would have to be kept and compared.
      listed: listed.filter { seen.insert($0).inserted && !Self.isWithin(intervals, $0) },
      hasUnreadableRange: hasUnreadableRange, namesVersions: namesVersions)
  }

  private static func isWithin(_ intervals: [VersionInterval], _ version: String) -> Bool {
    var readings = Readings(text: version)
    return intervals.contains { $0.contains(&readings) == true }
  }

  /// Evaluates a version (OSV schema, "Evaluation"): it has the hole if it is listed or lies within a
  /// range.
  ///
  /// The version is as the lockfile writes it, or nil where the file names none; the ecosystem is with
  /// or without the release of a distribution.
  package func affectedness(of version: String?, in ecosystem: String) -> Affectedness {
    guard namesVersions else { return .unknown(.noVersionsNamed) }
    if intervals.contains(where: \.isEverything) { return .affected(fixed: nil) }
    guard let version else { return .unknown(.noVersion) }
    let order = VersionOrder(ecosystem: ecosystem)
    var readings = Readings(text: version)
    if intervals.contains(where: { $0.contains(&readings) == true }) {
      return .affected(fixed: fix(after: &readings, order))
    }
    let own = order.flatMap { readings.version($0) }
    if isListed(version, own) { return .affected(fixed: nil) }
    if readings.hasUnreadable { return .unknown(.unreadableVersion(version)) }
    return hasUnreadableRange ? .unknown(.unreadableRange) : .unaffected
  }

  private func isListed(_ text: String, _ version: EcosystemVersion?) -> Bool {
    if listed.contains(text) { return true }
    guard let version, let order = version.order else { return false }
    return listed.contains { EcosystemVersion($0, order: order) == version }
  }

  /// The fix that follows the version: the first bound of the ranges it lies in at which no range holds
  /// any more; nil when there is none, or the record lists that very version as affected.
  private func fix(after readings: inout Readings, _ order: VersionOrder?) -> String? {
    var fix: String?
    // Every step goes to a later version. Real records need one; the bound is for hostile ones.
    for _ in 0...min(intervals.count, 64) {
      let holding = intervals.filter { $0.contains(&readings) == true }
      guard let last = holding.max(by: { Self.ends($0, before: $1) }) else {
        let own = order.flatMap { readings.version($0) }
        return fix.flatMap { isListed($0, own) ? nil : $0 }
      }
      guard holding.allSatisfy({ $0.fixed != nil }), let next = last.fixed else { return nil }
      fix = next
      readings = Readings(text: next)
    }
    return nil
  }

  private static func ends(_ left: VersionInterval, before right: VersionInterval) -> Bool {
    guard let one = left.upper, let other = right.upper else { return right.upper == nil }
    return one < other
  }
}

/// A version read by each order that a range asks for, once.
private struct Readings {
  let text: String
  private(set) var hasUnreadable = false
  private var versions: [VersionOrder: EcosystemVersion] = [:]

  init(text: String) { self.text = text }

  mutating func version(_ order: VersionOrder) -> EcosystemVersion? {
    if let known = versions[order] { return known }
    let version = EcosystemVersion(text, order: order)
    versions[order] = version
    if version == nil { hasUnreadable = true }
    return version
  }
}

extension VersionInterval {
  /// Nil when the version cannot be read by the order of the interval.
  fileprivate func contains(_ readings: inout Readings) -> Bool? {
    guard let order = (lower ?? upper)?.order else { return isEverything ? true : nil }
    return readings.version(order).map(contains)
  }
}
