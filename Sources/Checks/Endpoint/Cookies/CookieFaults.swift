import Model

/// What is wrong with one cookie.
struct CookieFaults {
  /// Identifiers that waivers rely on.
  enum Rule: String, Sendable {
    case insecure
    case notHTTPOnly = "not-http-only"
    case sameSite = "same-site"
    /// Browsers refuse the cookie for the promise of its name.
    case brokenPrefix = "broken-prefix"
    case missingPrefix = "missing-prefix"
    case partitioned
    case lifetime
    case foreignDomain = "foreign-domain"
    case undeclared
  }

  let cookie: SetCookie
  let host: String
  let now: Int

  /// What holds for every cookie, whatever it is for.
  var common: [(Rule, String)] {
    var faults: [(Rule, String)] = []
    if !cookie.isSecure { faults.append((.insecure, "expected Secure")) }
    if let broken = cookie.brokenPrefix {
      faults.append((.brokenPrefix, "\(broken), so browsers refuse it"))
    }
    if let unknown = cookie.unknownSameSite {
      faults.append(
        (.sameSite, "expected Lax, Strict or None, saw SameSite=\(ValueText.plain(unknown))"))
    } else if cookie.sameSite == SetCookie.SameSite.none, !cookie.isSecure {
      faults.append((.sameSite, "browsers refuse SameSite=None without Secure"))
    }
    if cookie.isPartitioned, !cookie.isSecure {
      faults.append((.partitioned, "browsers refuse Partitioned without Secure"))
    }
    if let domain = cookie.domain, host != domain, !host.hasSuffix("." + domain) {
      faults.append(
        (.foreignDomain, "\(ValueText.plain(domain)) does not hold \(host): browsers refuse it"))
    }
    return faults
  }

  func against(_ expectation: CookieExpectation) -> [(Rule, String)] {
    var faults: [(Rule, String)] = []
    if expectation.isHTTPOnly, !cookie.isHTTPOnly {
      faults.append((.notHTTPOnly, "expected HttpOnly for \(expectation.purpose.rawValue)"))
    }
    if let allowed = expectation.sameSite, cookie.unknownSameSite == nil,
      !(cookie.sameSite.map(allowed.contains) ?? false)
    {
      let wanted = allowed.map(\.rawValue.capitalized).sorted().joined(separator: " or ")
      let seen = cookie.sameSite.map { "SameSite=\($0.rawValue.capitalized)" } ?? "no SameSite"
      faults.append((.sameSite, "expected SameSite=\(wanted), saw \(seen)"))
    }
    if let prefix = expectation.prefix, cookie.prefix != prefix {
      faults.append((.missingPrefix, "expected a name that begins with \(prefix.rawValue)"))
    }
    if expectation.isPartitioned, !cookie.isPartitioned {
      faults.append((.partitioned, "expected Partitioned"))
    }
    if let most = expectation.lifetime, let lifetime = cookie.lifetime(now: now), lifetime > most {
      faults.append(
        (
          .lifetime,
          "expected a lifetime of at most \(TimeSpan.seconds(most)), saw "
            + "\(TimeSpan.seconds(lifetime))"
        ))
    }
    return faults
  }

  /// What a name gives away when nobody declared the cookie.
  var byName: [(Rule, String)] {
    let name = cookie.name.lowercased()
    var faults: [(Rule, String)] = []
    let sessions = ["sess", "login", "auth", "token", "jwt"]
    let isCSRF = name.contains("csrf") || name.contains("xsrf")
    if !isCSRF, sessions.contains(where: name.contains) || name == "sid", !cookie.isHTTPOnly {
      faults.append((.notHTTPOnly, "expected HttpOnly: the name speaks of a session"))
    }
    if isCSRF, cookie.sameSite == nil, cookie.unknownSameSite == nil {
      faults.append((.sameSite, "expected SameSite: the name speaks of forged requests"))
    }
    return faults
  }
}

extension String {
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
