/// Asks for the secrets in a repository's history, or in a part of it.
package struct SecretScanRequest: ObservationRequest {
  package typealias Facts = SecretScan

  /// Absolute path of the repository.
  package let repository: String
  package let scope: SecretScope
  /// Whether objects count that no reference leads to.
  package let includesUnreachable: Bool
  package let settings: SecretScanSettings

  package init(
    repository: String, scope: SecretScope = .history, includesUnreachable: Bool = false,
    settings: SecretScanSettings = SecretScanSettings()
  ) {
    self.repository = repository
    self.scope = scope
    self.includesUnreachable = includesUnreachable
    self.settings = settings
  }

  package var subject: String {
    switch scope {
    case .history, .since, .range: "git history"
    case .staged: "staged files"
    case .workTree: "files"
    case .text: "text"
    }
  }
}

/// What a scan for secrets goes through.
package enum SecretScope: Hashable, Sendable, Codable {
  /// Everything that a reference or HEAD leads to.
  case history
  /// What commits bring in that a revision does not lead to.
  case since(String)
  /// What commits bring in that lead to the second revision and not to the first.
  case range(String, String)
  /// What the next commit would bring in.
  case staged
  /// The files of a folder as they are, be it a repository or not.
  case workTree
  /// A text that is handed over.
  case text([UInt8])

  /// Whether commits are gone through.
  package var isHistory: Bool {
    switch self {
    case .history, .since, .range: true
    case .staged, .workTree, .text: false
    }
  }
}

/// What of a repository a secret stands in.
package enum SecretSource: Sendable, Hashable, Codable {
  case file
  /// The name of a file or folder.
  case fileName
  /// A commit's message, or the names and addresses of its author and committer.
  case commit
  /// An annotated tag's message, or its tagger.
  case tag
}

package struct SecretScan: Sendable, Codable {
  package let scope: SecretScope
  package let matches: [SecretMatch]
  package let commits: Int
  package let blobs: Int
  package let bytes: Int
  /// SHA-256 over the sorted references and their commits: what "the history" was.
  package let digest: String
  /// The tip of HEAD, if there is one.
  package let head: String?
  /// What could not be read; empty when everything was.
  package let gaps: [String]
  package let rules: Int
  /// SHA-256 of the rule files.
  package let rulesDigest: String
  /// How many texts have the form of a secret and a wrong checksum, so that nobody issued them.
  package let lookAlikes: Int
  /// What is not in the list because an exception covers it.
  package let exceptions: SecretExceptions

  package init(
    scope: SecretScope = .history, matches: [SecretMatch], commits: Int, blobs: Int, bytes: Int,
    digest: String, head: String?,
    gaps: [String], rules: Int, rulesDigest: String = "", lookAlikes: Int = 0,
    exceptions: SecretExceptions = SecretExceptions()
  ) {
    self.scope = scope
    self.matches = matches
    self.commits = commits
    self.blobs = blobs
    self.bytes = bytes
    self.digest = digest
    self.head = head
    self.gaps = gaps
    self.rules = rules
    self.rulesDigest = rulesDigest
    self.lookAlikes = lookAlikes
    self.exceptions = exceptions
  }
}

/// One secret in one place.
///
/// The secret itself never leaves the collector.
package struct SecretMatch: Sendable, Hashable, Codable {
  package let rule: String
  package let title: String
  package let severity: Severity
  /// The rule's public prefix, then dots and the length: `AKIA… (20 characters)`.
  package let masked: String
  package let certainty: SecretCertainty
  /// HMAC-SHA-256 of rule and secret, hexadecimal.
  package let fingerprint: String
  package let location: Location
  package let source: SecretSource
  /// When the commit that brought it in was made; nil when no commit is known.
  package let introducedAt: Instant?
  /// Who wrote that commit, as name and address.
  package let author: String?
  /// Whether the path holds the secret at HEAD; for a commit or tag, whether HEAD leads to it.
  package let isInHead: Bool
  package let fix: String?
  /// Whether a comment beside it allows it for a reason.
  package let isAllowedByComment: Bool
  /// Indices of the entries of the allow list that fit rule, secret and fingerprint; their paths and
  /// commits are still to be looked at.
  package let allowances: [Int]
  /// How many later versions of the file hold it too.
  package let furtherPlaces: Int
  /// What else the secret tells, as the account it belongs to; no part of the secret.
  package let note: String?

  package init(
    rule: String, title: String, severity: Severity, masked: String,
    certainty: SecretCertainty = .likely, fingerprint: String, location: Location,
    source: SecretSource = .file, introducedAt: Instant?, author: String? = nil, isInHead: Bool,
    fix: String?, furtherPlaces: Int = 0, note: String? = nil, isAllowedByComment: Bool = false,
    allowances: [Int] = []
  ) {
    self.rule = rule
    self.title = title
    self.severity = severity
    self.masked = masked
    self.certainty = certainty
    self.fingerprint = fingerprint
    self.location = location
    self.source = source
    self.introducedAt = introducedAt
    self.author = author
    self.isInHead = isInHead
    self.fix = fix
    self.furtherPlaces = furtherPlaces
    self.note = note
    self.isAllowedByComment = isAllowedByComment
    self.allowances = allowances
  }
}
