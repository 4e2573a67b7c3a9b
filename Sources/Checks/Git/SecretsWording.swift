import Model

/// What `secrets` says.
struct SecretsWording {
  let scan: SecretScan
  /// Matches at ignored paths.
  let ignored: Int
  /// Matches that are not judged, because they do not stand in HEAD.
  let removed: Int

  /// `1,234 blobs in 56 commits, 113 rules`.
  var observed: String {
    let blobs = Self.counted(scan.blobs, "blob")
    let commits = Self.counted(scan.commits, "commit")
    let rules = Self.counted(scan.rules, "rule")
    let digest = scan.rulesDigest.isEmpty ? "" : " (digest \(scan.rulesDigest.prefix(12)))"
    return "\(blobs) in \(commits), \(rules)\(digest)"
  }

  var passing: String {
    "no secrets in \(Self.counted(scan.blobs, "blob")) of \(Self.counted(scan.commits, "commit"))"
      + exceptions
  }

  func failing(_ count: Int) -> String {
    let gaps =
      switch scan.gaps.count {
      case 0: ""
      case 1: "; not everything could be read: \(scan.gaps[0])"
      default: "; not everything could be read: \(scan.gaps[0]) (and \(scan.gaps.count - 1) more)"
      }
    return "\(Self.counted(count, "secret")) in \(Self.counted(scan.blobs, "blob")) of"
      + " \(Self.counted(scan.commits, "commit"))" + exceptions + gaps
  }

  private var exceptions: String {
    (ignored > 0 ? "; \(Self.counted(ignored, "match")) at ignored paths not judged" : "")
      + (removed > 0 ? "; \(Self.counted(removed, "match")) only in history not judged" : "")
      + allowed
  }

  /// What the team's own exceptions cover, and which of them are of no use.
  private var allowed: String {
    let exceptions = scan.exceptions
    let parts = [
      (exceptions.byComment, "allowed by comments"), (exceptions.byList, "allowed by the list"),
      (exceptions.byBaseline, "known by the baseline"),
    ]
    let counts = parts.filter { $0.0 > 0 }
      .map { "; \(Self.counted($0.0, "match")) \($0.1)" }.joined()
    let stale =
      exceptions.staleInBaseline > 0
      ? "; nothing was found for \(exceptions.staleInBaseline) of the baseline's entries" : ""
    return counts + stale + exceptions.notices.map { "; \($0)" }.joined()
  }

  static func message(for match: SecretMatch) -> String {
    let commit = match.location.commit.map { "commit \($0.prefix(7))" }
    let introduced =
      commit.map { " introduced by \($0) on \(match.introducedAt.date.description)," } ?? ""
    let state = match.isInHead ? "still in HEAD" : "removed since, still in history"
    let further =
      match.furtherPlaces > 0
      ? ", and in \(counted(match.furtherPlaces, "later version")) of the file" : ""
    let note = match.note.map { " \($0)" } ?? ""
    return "\(match.title) \(match.masked)\(note), \(match.certainty.words),\(introduced) \(state)"
      + further
  }

  /// `1 blob`, `1,234 blobs`, `2 matches`.
  private static func counted(_ count: Int, _ noun: String) -> String {
    let plural = noun.hasSuffix("h") ? "es" : "s"
    return "\(grouped(count)) \(noun)\(count == 1 ? "" : plural)"
  }

  private static func grouped(_ count: Int) -> String {
    let digits = Array(String(count))
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0, digits[index - 1] != "-" { result += "," }
      result.append(digit)
    }
    return result
  }
}
