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
    let rules = Self.counted(scan.rules, "rule")
    let digest = scan.rulesDigest.isEmpty ? "" : " (digest \(scan.rulesDigest.prefix(12)))"
    return "\(extent("in")), \(rules)\(digest)"
  }

  var passing: String { "no secrets in \(extent("of"))" + exceptions }

  /// `12 blobs of 3 commits`, `2 staged files`.
  private func extent(_ word: String) -> String {
    switch scan.scope {
    case .history, .since, .range:
      "\(Self.counted(scan.blobs, "blob")) \(word) \(Self.counted(scan.commits, "commit"))"
    case .staged: Self.counted(scan.blobs, "staged file")
    case .workTree: Self.counted(scan.blobs, "file")
    case .text: "the text"
    }
  }

  func failing(_ count: Int) -> String {
    let gaps =
      switch scan.gaps.count {
      case 0: ""
      case 1: "; not everything could be read: \(scan.gaps[0])"
      default: "; not everything could be read: \(scan.gaps[0]) (and \(scan.gaps.count - 1) more)"
      }
    return "\(Self.counted(count, "secret")) in \(extent("of"))" + exceptions + gaps
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
    let further =
      match.furtherPlaces > 0
      ? ", and in \(counted(match.furtherPlaces, "later version")) of the file" : ""
    let note = match.note.map { " \($0)" } ?? ""
    return "\(match.title) \(match.masked)\(note), \(match.certainty.words)\(place(of: match))"
      + state(of: match) + further
  }

  private static func place(of match: SecretMatch) -> String {
    switch match.source {
    case .file: ""
    case .fileName: " in the name of a file"
    case .commit: " in the message or people of a commit"
    case .tag: " in the message or tagger of a tag"
    }
  }

  /// `, introduced by commit 1234567 of A <a@b.c> on 2026-01-01, still in HEAD`.
  private static func state(of match: SecretMatch) -> String {
    guard let date = match.introducedAt?.date.description else {
      return match.location.blob == nil ? "" : ", which no commit leads to"
    }
    let person = match.author.map { " of \($0)" } ?? ""
    let commit = match.location.commit.map { "commit \($0.prefix(7))\(person)" } ?? "somebody"
    switch match.source {
    case .file, .fileName:
      let state = match.isInHead ? "still in HEAD" : "removed since, still in history"
      return ", introduced by \(commit) on \(date), \(state)"
    case .commit, .tag: return ", \(commit) on \(date)"
    }
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
