/// The names of settings in the normal form; what each means is the same for every provider.
package enum SettingName: String, CaseIterable, Hashable, Sendable {
  // At rest.
  /// Whether what is stored is encrypted.
  case encrypted
  /// `AES-256`, or what a file says that is none of the known names.
  case algorithm
  /// Whether a key of the customer's own is used, not one that the provider keeps.
  case customerKey = "customer-key"
  /// Whether the key is renewed by itself.
  case rotation
  /// Days between two renewals of the key.
  case rotationDays = "rotation-days"

  // Backups.
  /// Days for which automatic backups are kept; 0 when there are none.
  case backupDays = "backup-days"
  case pointInTime = "point-in-time"
  /// Whether backups or copies are kept in another region.
  case otherRegion = "other-region"
  /// When backups are taken, in the words of the provider.
  case schedule
  case deletionProtection = "deletion-protection"
  case versioning
  /// Whether the backups themselves are encrypted.
  case backupEncrypted = "backup-encrypted"

  // Logs.
  /// Days for which log entries are kept.
  case retentionDays = "retention-days"
  /// Whether recording is switched on.
  case enabled
  case allRegions = "all-regions"
  case globalEvents = "global-events"
  /// Whether the entries are protected by digests.
  case validation
  /// Whether the entries also go to a log group, where they can be searched and alarmed on.
  case forwarded

  // Reach.
  /// Whether anybody may read or write, or connect.
  case isPublic = "public"
  /// Whether the provider's lock against public grants is on.
  case publicBlocked = "public-blocked"
  /// `22`, `0-65535` or `all`; of a rule that lets the whole internet in.
  case ports

  // In transit.
  /// Whether only TLS is answered.
  case transitEncrypted = "transit-encrypted"
  /// The oldest version that is answered: `1.2`.
  case minimumTLS = "minimum-tls"
  /// Whether plain requests are sent on to TLS.
  case redirects
  /// The same two of the way from a proxy or content network to its origin.
  case originEncrypted = "origin-encrypted"
  case originMinimumTLS = "origin-minimum-tls"

  // Identity.
  /// Whether a statement allows every action, or every action of a service, on every resource.
  case wildcardAction = "wildcard-action"
  case wildcardResource = "wildcard-resource"
  /// Whether anybody at all is named as the one who may.
  case anyPrincipal = "any-principal"
  /// Whether a role gives more or less all rights (owner, editor, administrator).
  case administrator
  case multiFactor = "multi-factor"
  case hasPassword = "has-password"
  /// When the key was made or last renewed, in RFC 3339.
  case created
  case rootKeys = "root-keys"

  // Place.
  case region

  // Alarms.
  /// Whether anybody is told.
  case notifies
  /// What is watched.
  case metric

  /// The name in a sentence, with spaces.
  package var words: String { rawValue.replacing("-", with: " ") }
}
