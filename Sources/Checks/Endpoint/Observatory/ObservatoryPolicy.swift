import Model

/// The Content Security Policies of a page as the Observatory ranks them.
struct ObservatoryPolicy {
  private static let test = "content-security-policy"

  let result: ObservatoryResult

  init(_ response: Response) {
    let metas = Self.metaTexts(of: response)
    guard let headers = Self.headerPolicies(of: response), let metaPolicies = Self.read(metas)
    else {
      result = ObservatoryResult(Self.test, "csp-header-invalid", seen: Self.seen(response))
      return
    }
    let inMeta = metaPolicies.map(Self.withoutHeaderDirectives)
    guard (headers + inMeta).contains(where: { !$0.isEmpty }) else {
      let isReported = !response.values(of: "content-security-policy-report-only").isEmpty
      result = ObservatoryResult(
        Self.test,
        isReported ? "csp-not-implemented-but-reporting-enabled" : "csp-not-implemented")
      return
    }
    let isSecure = WebAddress.isSecure(response.url)
    let ours = ObservatoryPolicyGrade(headers + inMeta, isSecure: isSecure).result
    let merged = ObservatoryPolicyGrade(
      [Self.merged(headers + metaPolicies)], isSecure: isSecure, readsElements: false
    ).result
    let hasWarnings = (headers + metaPolicies).contains { $0.hasRepeatedReporting }
    result = ObservatoryResult(
      Self.test, Self.warned(ours, hasWarnings), seen: Self.seen(response),
      reference: (
        Self.warned(merged, hasWarnings),
        headers.count + metaPolicies.count > 1
          ? "CSP Level 3 section 4: each policy is enforced by itself, and what one of them does "
            + "not name is open in it, not 'none'"
          : "CSP Level 3 section 6.8.3: script-src-elem, script-src-attr and their kin for styles "
            + "decide before script-src and style-src"
      ))
  }

  private static func warned(_ result: String, _ hasWarnings: Bool) -> String {
    let passes = ObservatoryScores.worths[result]?.passes == true
    return hasWarnings && passes ? "csp-implemented-but-duplicate-directives" : result
  }

  private static func seen(_ response: Response) -> String {
    let texts =
      response.values(of: "content-security-policy") + metaTexts(of: response)
    return ValueText.plain(texts.joined(separator: " | "))
  }

  private static func metaTexts(of response: Response) -> [String] {
    (response.page?.metas ?? [])
      .filter { $0.isHTTPEquivalent && $0.name == "content-security-policy" }.map(\.content)
  }

  /// Nil when one of them is invalid for the reference: too short, or a directive twice.
  static func headerPolicies(of response: Response) -> [ObservatoryDirectives]? {
    read(response.values(of: "content-security-policy"))
  }

  private static func read(_ texts: [String]) -> [ObservatoryDirectives]? {
    var policies: [ObservatoryDirectives] = []
    for text in texts.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      guard let policy = ObservatoryDirectives(String(text)) else { return nil }
      policies.append(policy)
    }
    return policies
  }

  private static func withoutHeaderDirectives(
    _ policy: ObservatoryDirectives
  ) -> ObservatoryDirectives {
    policy.removing(ContentSecurityDirectives.headerOnly)
  }

  /// The reference's intersection: what only a later policy names becomes 'none'.
  private static func merged(_ policies: [ObservatoryDirectives]) -> ObservatoryDirectives {
    guard let first = policies.first else { return ObservatoryDirectives(values: [:]) }
    return policies.dropFirst().reduce(first) { merged, next in
      var values = merged.values
      for (name, sources) in next.values {
        let kept = (values[name] ?? []).intersection(sources)
        values[name] = kept.isEmpty ? ["'none'"] : kept
      }
      return ObservatoryDirectives(values: values)
    }
  }
}
