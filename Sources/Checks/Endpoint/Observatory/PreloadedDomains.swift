/// Top-level domains that are on the browsers' HSTS preload list as a whole, so that every name in
/// them is only asked over https.
///
/// The list of single sites is the browsers' own and is not shipped: whether a site stands there is
/// declared by the control, or unknown.
enum PreloadedDomains {
  /// The day the facts were last gone through.
  static let date = "2026-11-27"

  static let all: Set<String> = [
    "android", "app", "bank", "boo", "channel", "chrome", "dad", "day", "dev", "esq", "foo", "gle",
    "gmail", "google", "hangout", "ing", "insurance", "meet", "meme", "mov", "new", "nexus", "page",
    "phd", "play", "prof", "rsvp", "search", "youtube", "zip",
  ]

  static func covers(_ host: String) -> Bool {
    host.split(separator: ".").last.map { all.contains($0.lowercased()) } ?? false
  }
}
