/// Asks for the secrets in a repository's history.
package struct SecretScanRequest: ObservationRequest {
  package typealias Facts = SecretScan

  /// Absolute path of the repository.
  package let repository: String
  package let settings: SecretScanSettings

  package init(repository: String, settings: SecretScanSettings = SecretScanSettings()) {
    self.repository = repository
    self.settings = settings
  }

  package var subject: String { "git history" }
}

package struct SecretScan: Sendable {
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
    matches: [SecretMatch], commits: Int, blobs: Int, bytes: Int, digest: String, head: String?,
    gaps: [String], rules: Int, rulesDigest: String = "", lookAlikes: Int = 0,
    exceptions: SecretExceptions = SecretExceptions()
  ) {
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
package struct SecretMatch: Sendable, Hashable {
  package let rule: String
  package let title: String
  package let severity: Severity
  /// The rule's public prefix, then dots and the length: `AKIA… (20 characters)`.
  package let masked: String
  package let certainty: SecretCertainty
  /// HMAC-SHA-256 of rule and secret, hexadecimal.
  package let fingerprint: String
  package let location: Location
  /// When the commit that brought it in was made.
  package let introducedAt: Instant
  /// Whether the path holds the secret at HEAD.
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
    introducedAt: Instant, isInHead: Bool, fix: String?, furtherPlaces: Int = 0,
    note: String? = nil, isAllowedByComment: Bool = false, allowances: [Int] = []
  ) {
    self.rule = rule
    self.title = title
    self.severity = severity
    self.masked = masked
    self.certainty = certainty
    self.fingerprint = fingerprint
    self.location = location
    self.introducedAt = introducedAt
    self.isInHead = isInHead
    self.fix = fix
    self.furtherPlaces = furtherPlaces
    self.note = note
    self.isAllowedByComment = isAllowedByComment
    self.allowances = allowances
  }
}
