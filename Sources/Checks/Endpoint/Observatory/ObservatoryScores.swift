/// What each result of the HTTP Observatory's tests is worth (algorithm 6, of 1.6.3).
enum ObservatoryScores {
  struct Worth: Hashable, Sendable {
    let modifier: Int
    let passes: Bool
  }

  /// By the result's name.
  static let worths: [String: Worth] = Dictionary(
    uniqueKeysWithValues: rows.map { ($0.0, Worth(modifier: $0.1, passes: $0.2)) })

  private static let rows: [(String, Int, Bool)] = [
    ("csp-implemented-with-no-unsafe-default-src-none", 10, true),
    ("csp-implemented-with-no-unsafe", 5, true),
    ("csp-implemented-with-unsafe-inline-in-style-src-only", 0, true),
    ("csp-implemented-with-insecure-scheme-in-passive-content-only", -10, true),
    ("csp-implemented-with-unsafe-eval", -10, false),
    ("csp-implemented-with-unsafe-inline", -20, false),
    ("csp-implemented-with-insecure-scheme", -20, false),
    ("csp-header-invalid", -25, false),
    ("csp-not-implemented", -25, false),
    ("csp-not-implemented-but-reporting-enabled", -25, false),
    ("csp-implemented-but-duplicate-directives", 0, true),
    ("cookies-secure-with-httponly-sessions-and-samesite", 5, true),
    ("cookies-secure-with-httponly-sessions", 0, true),
    ("cookies-not-found", 0, true),
    ("cookies-without-secure-flag-but-protected-by-hsts", -5, false),
    ("cookies-session-without-secure-flag-but-protected-by-hsts", -10, false),
    ("cookies-without-secure-flag", -20, false),
    ("cookies-samesite-flag-invalid", -20, false),
    ("cookies-anticsrf-without-samesite-flag", -20, false),
    ("cookies-session-without-httponly-flag", -30, false),
    ("cookies-session-without-secure-flag", -40, false),
    ("cross-origin-resource-sharing-not-implemented", 0, true),
    ("cross-origin-resource-sharing-implemented-with-public-access", 0, true),
    ("cross-origin-resource-sharing-implemented-with-restricted-access", 0, true),
    ("cross-origin-resource-sharing-implemented-with-universal-access", -50, false),
    ("redirection-all-redirects-preloaded", 0, true),
    ("redirection-to-https", 0, true),
    ("redirection-not-needed-no-http", 0, true),
    ("redirection-off-host-from-http", -5, false),
    ("redirection-not-to-https-on-initial-redirection", -10, false),
    ("redirection-not-to-https", -20, false),
    ("redirection-missing", -20, false),
    ("redirection-invalid-cert", -20, false),
    ("referrer-policy-private", 5, true),
    ("referrer-policy-not-implemented", 0, true),
    ("referrer-policy-unsafe", -5, false),
    ("referrer-policy-header-invalid", -5, false),
    ("hsts-preloaded", 5, true),
    ("hsts-implemented-max-age-at-least-six-months", 0, true),
    ("hsts-implemented-max-age-less-than-six-months", -10, false),
    ("hsts-not-implemented", -20, false),
    ("hsts-header-invalid", -20, false),
    ("hsts-not-implemented-no-https", -20, false),
    ("hsts-invalid-cert", -20, false),
    ("sri-implemented-and-all-scripts-loaded-securely", 5, true),
    ("sri-implemented-and-external-scripts-loaded-securely", 5, true),
    ("sri-not-implemented-response-not-html", 0, true),
    ("sri-not-implemented-but-no-scripts-loaded", 0, true),
    ("sri-not-implemented-but-all-scripts-loaded-from-secure-origin", 0, true),
    ("sri-not-implemented-but-external-scripts-loaded-securely", -5, false),
    ("sri-implemented-but-external-scripts-not-loaded-securely", -20, false),
    ("sri-not-implemented-and-external-scripts-not-loaded-securely", -50, false),
    ("x-content-type-options-nosniff", 0, true),
    ("x-content-type-options-not-implemented", -5, false),
    ("x-content-type-options-header-invalid", -5, false),
    ("x-frame-options-implemented-via-csp", 5, true),
    ("x-frame-options-sameorigin-or-deny", 5, true),
    ("x-frame-options-allow-from-origin", 0, true),
    ("x-frame-options-not-implemented", -20, false),
    ("x-frame-options-header-invalid", -20, false),
    ("corp-header-invalid", -5, false),
    ("corp-implemented-with-cross-origin", 0, true),
    ("corp-implemented-with-same-origin", 10, true),
    ("corp-implemented-with-same-site", 10, true),
    ("corp-not-implemented", 0, true),
    ("coep-implemented-with-require-corp", 10, true),
    ("coep-implemented-with-credentialless", 10, true),
    ("coep-implemented-with-unsafe-none", 0, true),
    ("coep-not-implemented", 0, true),
    ("coep-header-invalid", -5, false),
    ("coop-implemented-with-same-origin", 10, true),
    ("coop-implemented-with-same-origin-allow-popups", 10, true),
    ("coop-implemented-with-noopener-allow-popups", 10, true),
    ("coop-implemented-with-unsafe-none", 0, true),
    ("coop-not-implemented", 0, true),
    ("coop-header-invalid", -5, false),
    ("html-not-parseable", -20, false),
  ]

  /// The whole site's score: bonuses count only where nothing much is wrong.
  static func score(of modifiers: [Int]) -> Int {
    let uncurved = 100 + modifiers.filter { $0 < 0 }.reduce(0, +)
    let bonus = uncurved >= 90 ? modifiers.filter { $0 > 0 }.reduce(0, +) : 0
    return max(0, uncurved + bonus)
  }

  static func grade(of score: Int) -> String {
    switch min(score, 100) / 5 * 5 {
    case 100...: "A+"
    case 90...: "A"
    case 85...: "A-"
    case 80...: "B+"
    case 70...: "B"
    case 65...: "B-"
    case 60...: "C+"
    case 50...: "C"
    case 45...: "C-"
    case 40...: "D+"
    case 30...: "D"
    case 25...: "D-"
    default: "F"
    }
  }

  /// The grades from the best to the worst.
  static let grades = [
    "A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F",
  ]
}
