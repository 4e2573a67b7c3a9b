import Model

/// Whether a shared cache may keep an answer that is for one reader (RFC 9111 section 3).
enum PrivateCaching {
  /// What is wrong, or nil when no shared cache may store it.
  static func fault(of response: Response) -> String? {
    let values = response.values(of: "cache-control")
    let directives = values.flatMap { $0.parts(separatedBy: [","]) }.filter { !$0.isEmpty }
    let names = directives.map { $0.prefix { $0 != "=" }.lowercased() }
    let seen =
      directives.isEmpty
      ? "no Cache-Control" : "`\(ValueText.plain(directives.joined(separator: ", ")))`"
    if names.contains("no-store") { return nil }
    // `private="set-cookie"` keeps only that header from shared caches.
    let isPrivate = directives.contains { $0.lowercased() == "private" }
    guard isPrivate else { return "expected no-store or private in Cache-Control, saw \(seen)" }
    for open in ["public", "s-maxage"] where names.contains(open) {
      return "\(open) lets shared caches store what is private: \(seen)"
    }
    return nil
  }
}
