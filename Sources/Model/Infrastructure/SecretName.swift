/// Tells by its name whether a setting holds a secret: `DB_PASSWORD`, `apiKey`, `STRIPE_SECRET_KEY`.
package enum SecretName {
  private static let words: Set<String> = [
    "password", "passwd", "pwd", "passphrase", "secret", "secrets", "token", "credential",
    "credentials", "apikey", "authtoken", "privatekey", "secretkey", "accesskey",
  ]
  /// Pairs of words that only together name a secret.
  private static let pairs: Set<[String]> = [
    ["api", "key"], ["private", "key"], ["secret", "key"], ["access", "key"], ["signing", "key"],
    ["encryption", "key"], ["master", "key"], ["service", "key"], ["auth", "key"],
    ["service", "role"], ["role", "key"], ["jwt", "key"],
  ]
  /// What follows the name of a secret when the value only tells of it.
  private static let tellers: Set<String> = [
    "file", "path", "name", "id", "arn", "url", "uri", "ttl", "expiry", "expires", "lifetime",
    "length", "policy", "type", "enabled", "required", "hash", "algorithm", "issuer", "audience",
    "endpoint", "count", "limit", "limits", "max", "min", "ref", "field", "header", "prefix",
    "requirements", "strength", "rules", "hours", "minutes", "seconds", "days", "age", "duration",
    "timeout",
  ]

  package static func isSecret(_ name: String) -> Bool {
    let parts = words(of: name)
    guard let last = parts.last, !tellers.contains(last), !parts.contains("public") else {
      return false
    }
    if parts.contains(where: words.contains) { return true }
    return zip(parts, parts.dropFirst()).contains { pairs.contains([$0, $1]) }
  }

  /// `DB_PASSWORD`, `dbPassword` and `db-password` are two words each.
  static func words(of name: String) -> [String] {
    var words: [String] = []
    var current = ""
    var wasLower = false
    for character in name.prefix(200) {
      let isPart = character.isLetter || character.isNumber
      if !isPart || (character.isUppercase && wasLower) {
        if !current.isEmpty { words.append(current) }
        current = ""
      }
      if isPart { current += character.lowercased() }
      wasLower = character.isLowercase || character.isNumber
    }
    if !current.isEmpty { words.append(current) }
    return words
  }
}
