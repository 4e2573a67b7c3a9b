import Model

/// One entry of a team's allow list: what is no finding, why, and until when.
///
/// All that an entry names must fit.
struct SecretAllowance: Sendable {
  let rule: String?
  let path: GlobPattern?
  /// Matched over the secret's bytes.
  let pattern: LazyPattern?
  /// The beginning of the commit that brought the secret in.
  let commit: String?
  let fingerprint: String?
  let reason: String
  /// The last day on which it counts.
  let until: CalendarDate?
  /// Where it is written.
  let location: Location

  /// Whether rule, fingerprint and pattern fit; paths and commits are not known yet.
  func fits(rule: String, fingerprint: String, secret: ArraySlice<UInt8>) -> Bool {
    if let wanted = self.rule, wanted != rule { return false }
    if let wanted = self.fingerprint, wanted != fingerprint { return false }
    guard let pattern else { return true }
    do {
      return try pattern.get().firstMatch(in: Array(secret).span) != nil
    } catch {
      // A pattern that needs too much effort allows nothing.
      return false
    }
  }

  /// Whether path and commit fit.
  ///
  /// A path inside an archive, `a.zip!/b.txt`, fits a glob for the archive too.
  func fits(_ location: Location) -> Bool {
    if let commit, location.commit?.hasPrefix(commit) != true { return false }
    guard let path else { return true }
    guard let found = location.path else { return false }
    if path.matches(found) { return true }
    guard let archive = found.firstRange(of: "!/") else { return false }
    return path.matches(String(found[..<archive.lowerBound]))
  }

  func hasEnded(by day: CalendarDate) -> Bool { until.map { $0 < day } ?? false }
}
