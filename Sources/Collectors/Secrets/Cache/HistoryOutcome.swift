import Model

/// What a scan of the history came to, before exceptions are looked at.
struct HistoryOutcome: Sendable {
  var matches: [SecretMatch] = []
  var commits = 0
  var blobs = 0
  var bytes = 0
  var digest = ""
  var head: String?
  var gaps: [String] = []
  var lookAlikes = 0
  /// Whether the same objects give the same outcome at any time.
  var isLasting = true
}
