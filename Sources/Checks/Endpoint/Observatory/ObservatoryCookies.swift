import Model

/// The cookies of a site, worst first.
struct ObservatoryCookies {
  private static let test = "cookies"
  /// From the mildest to the worst.
  private static let order = [
    "cookies-without-secure-flag-but-protected-by-hsts", "cookies-without-secure-flag",
    "cookies-session-without-secure-flag-but-protected-by-hsts", "cookies-samesite-flag-invalid",
    "cookies-anticsrf-without-samesite-flag", "cookies-session-without-httponly-flag",
    "cookies-session-without-secure-flag",
  ]

  let result: ObservatoryResult

  init(_ input: ObservatoryInput, page: Response, isProtected: Bool) {
    let cookies = Self.cookies(of: input)
    guard !cookies.isEmpty else {
      result = ObservatoryResult(Self.test, "cookies-not-found")
      return
    }
    var faults: Set<String> = []
    let lines = page.values(of: "set-cookie")
    if lines.contains(where: { SetCookie($0)?.unknownSameSite != nil }) {
      faults.insert("cookies-samesite-flag-invalid")
    }
    for cookie in cookies { faults.formUnion(Self.faults(of: cookie, isProtected)) }
    let seen = cookies.map { ValueText.plain($0.name) }.sorted().prefix(10).joined(separator: ", ")
    if let worst = Self.order.last(where: faults.contains) {
      result = ObservatoryResult(Self.test, worst, seen: seen)
    } else {
      let all = cookies.allSatisfy { $0.sameSite != nil }
      result = ObservatoryResult(
        Self.test, "cookies-secure-with-httponly-sessions" + (all ? "-and-samesite" : ""),
        seen: seen)
    }
  }

  private static func faults(of cookie: SetCookie, _ isProtected: Bool) -> [String] {
    let name = cookie.name.lowercased()
    let isSession = name.contains("login") || name.contains("sess")
    let protection = isProtected ? "-but-protected-by-hsts" : ""
    var faults: [String] = []
    if !cookie.isSecure {
      faults.append("cookies-without-secure-flag" + protection)
      if isSession { faults.append("cookies-session-without-secure-flag" + protection) }
      if cookie.sameSite == SetCookie.SameSite.none {
        faults.append("cookies-samesite-flag-invalid")
      }
    }
    if name.contains("csrf"), cookie.sameSite == nil {
      faults.append("cookies-anticsrf-without-samesite-flag")
    }
    if isSession, !cookie.isHTTPOnly { faults.append("cookies-session-without-httponly-flag") }
    return faults
  }

  /// What a browser's jar holds after all answers.
  private static func cookies(of input: ObservatoryInput) -> [SetCookie] {
    struct Key: Hashable {
      let name: String
      let domain: String?
      let path: String?
    }
    var jar: [Key: SetCookie] = [:]
    var order: [Key] = []
    for exchange in [input.http, input.https, input.robots, input.preflight] {
      for response in (try? exchange.get().responses) ?? [] {
        for cookie in response.values(of: "set-cookie").compactMap(SetCookie.init) {
          let key = Key(name: cookie.name, domain: cookie.domain, path: cookie.path)
          if jar.updateValue(cookie, forKey: key) == nil { order.append(key) }
          if cookie.isRemoval(now: input.now.seconds) { jar[key] = nil }
        }
      }
    }
    var seen: Set<Key> = []
    return order.filter { seen.insert($0).inserted }.compactMap { jar[$0] }
      .filter { !$0.name.isEmpty && $0.name != "heroku-session-affinity" }
  }
}
