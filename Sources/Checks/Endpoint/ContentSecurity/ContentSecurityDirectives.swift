/// The directives of Content Security Policy Level 3 and of the specifications that add to it.
enum ContentSecurityDirectives {
  static let fetch: Set<String> = [
    "child-src", "connect-src", "default-src", "font-src", "frame-src", "img-src", "manifest-src",
    "media-src", "object-src", "script-src", "script-src-attr", "script-src-elem", "style-src",
    "style-src-attr", "style-src-elem", "worker-src", "fenced-frame-src",
  ]

  static let known: Set<String> = fetch.union([
    "base-uri", "form-action", "frame-ancestors", "report-to", "report-uri",
    "require-trusted-types-for", "sandbox", "trusted-types", "upgrade-insecure-requests",
    "webrtc",
  ])

  /// Directives that browsers no longer know, with what took their place.
  static let deprecated: [String: String] = [
    "block-all-mixed-content": "browsers block or upgrade mixed content by themselves",
    "navigate-to": "it was removed from the specification",
    "plugin-types": "use object-src 'none'",
    "prefetch-src": "it was removed from the specification; default-src covers prefetches",
    "reflected-xss": "it was removed from the specification",
    "referrer": "use the Referrer-Policy header",
    "require-sri-for": "use the Integrity-Policy header",
  ]

  /// Directives that count only in a header (section 3.3).
  static let headerOnly: Set<String> = ["frame-ancestors", "report-uri", "sandbox"]

  /// Keywords that stand in quotes; those of browsers included that are not in the specification yet.
  static let keywords: Set<String> = [
    "'none'", "'self'", "'unsafe-inline'", "'unsafe-eval'", "'strict-dynamic'", "'unsafe-hashes'",
    "'report-sample'", "'unsafe-allow-redirects'", "'wasm-unsafe-eval'", "'trusted-types-eval'",
    "'report-sha256'", "'report-sha384'", "'report-sha512'", "'inline-speculation-rules'",
    "'unsafe-webtransport-hashes'",
  ]

  /// The directives that decide a kind of fetch, the most particular first (section 6.8.3).
  static func chain(of name: String) -> [String] {
    switch name {
    case "script-src-elem", "script-src-attr": [name, "script-src", "default-src"]
    case "style-src-elem", "style-src-attr": [name, "style-src", "default-src"]
    case "worker-src": [name, "child-src", "script-src", "default-src"]
    case "frame-src": [name, "child-src", "default-src"]
    case "default-src": [name]
    case let name where fetch.contains(name): [name, "default-src"]
    default: [name]
    }
  }
}

extension ContentSecurityPolicy {
  /// The directive that decides, or nil when the policy says nothing of it.
  func effective(_ name: String) -> Directive? {
    for candidate in ContentSecurityDirectives.chain(of: name) {
      if let found = directive(named: candidate) { return found }
    }
    return nil
  }
}
