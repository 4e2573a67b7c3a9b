/// Tells secrets among names that are meant to be public: keys and tokens for browsers are common
/// there, so that only words count that no public thing has.
enum PublicSecretName {
  private static let words: Set<String> = [
    "secret", "secrets", "password", "passwd", "passphrase", "credential", "credentials",
  ]
  private static let pairs: Set<[String]> = [
    ["private", "key"], ["service", "role"], ["signing", "key"], ["encryption", "key"],
    ["master", "key"], ["admin", "key"], ["database", "url"], ["db", "url"],
  ]

  static func isSecret(_ name: String) -> Bool {
    let parts = name.lowercased().split(separator: "_").map(String.init)
    return parts.contains(where: words.contains)
      || zip(parts, parts.dropFirst()).contains { pairs.contains([$0, $1]) }
  }
}
