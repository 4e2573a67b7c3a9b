import Model

/// Judges Strict-Transport-Security: the first line counts, and only over https (RFC 6797 section
/// 8.1).
struct StrictTransportSecurityHeader: HeaderSemantics {
  /// Seconds.
  private static let preloadAge = 31_536_000

  func objection(to term: HeaderTerm) -> (message: String, suggestion: String?)? {
    switch term {
    case .includes:
      (
        "`includes` has no meaning for Strict-Transport-Security",
        "write `include-subdomains: true` or `preload: true`"
      )
    case .equals(let text): objection(toValue: text)
    case .oneOf(let texts): texts.lazy.compactMap(objection(toValue:)).first
    default: nil
    }
  }

  private func objection(toValue text: String) -> (message: String, suggestion: String?)? {
    do throws(StrictTransportSecurity.Invalid) {
      _ = try StrictTransportSecurity(text)
      return nil
    } catch {
      return (
        "\(ValueText.quoted(text)) is no value of Strict-Transport-Security: \(error.reason)",
        "such as max-age=31536000; includeSubDomains"
      )
    }
  }

  func judge(
    _ terms: [HeaderTerm], of header: HeaderLines, patterns: any PatternMatching
  ) -> HeaderJudgement {
    var judgement = HeaderJudgement()
    guard header.isOverHTTPS else {
      judgement.add(
        .insecureScheme, "expected an answer over https, saw http, where browsers ignore the header"
      )
      return judgement
    }
    guard let first = header.values.first else {
      judgement.problems = [header.absence]
      return judgement
    }
    if header.values.count > 1 {
      judgement.add(
        .duplicate,
        "expected one header, saw \(header.values.count), of which only the first counts: "
          + header.shown)
    }
    do throws(StrictTransportSecurity.Invalid) {
      let policy = try StrictTransportSecurity(first)
      for term in terms { judge(term, policy, header.shown(first), &judgement) }
      if terms.contains(.preloadEligible) { judgeEligibility(policy, header, first, &judgement) }
      holdOn(policy, terms, header.shown(first), &judgement)
    } catch {
      judgement.add(
        .invalid,
        "expected a valid header, saw \(header.shown(first)), which browsers ignore: "
          + error.reason)
    }
    let textual = terms.filter { ["contains", "matches"].contains($0.key) }
    ValueTerms(header: header, ignoresCase: true, patterns: patterns)
      .judge(textual, value: first, into: &judgement)
    return judgement
  }

  private func judge(
    _ term: HeaderTerm, _ policy: StrictTransportSecurity, _ seen: String,
    _ judgement: inout HeaderJudgement
  ) {
    switch term {
    case .minimum(let seconds):
      guard policy.maxAge < seconds else { return }
      let span = TimeSpan.seconds(seconds).description
      judgement.add(.weak, "expected max-age of at least \(span), saw \(seen)")
    case .includeSubdomains:
      if !policy.includesSubdomains {
        judgement.add(.weak, "expected includeSubDomains, saw \(seen)")
      }
    case .preload:
      if !policy.isPreload { judgement.add(.weak, "expected preload, saw \(seen)") }
    case .equals(let text):
      if !isSame(policy, text) {
        judgement.add(.unexpectedValue, "expected `\(text)`, saw \(seen)")
      }
    case .oneOf(let texts):
      if !texts.contains(where: { isSame(policy, $0) }) {
        judgement.add(
          .unexpectedValue, "expected one of \(texts.joined(separator: ", ")), saw \(seen)")
      }
    case .contains, .includes, .matches, .present, .absent, .preloadEligible: return
    }
  }

  /// What hstspreload.org asks for; the redirect from http is the matter of `https-only`.
  private func judgeEligibility(
    _ policy: StrictTransportSecurity, _ header: HeaderLines, _ value: String,
    _ judgement: inout HeaderJudgement
  ) {
    let seen = header.shown(value)
    if policy.maxAge < Self.preloadAge {
      judgement.add(.weak, "preloading asks for max-age of at least a year, saw \(seen)")
    }
    if !policy.includesSubdomains {
      judgement.add(.weak, "preloading asks for includeSubDomains, saw \(seen)")
    }
    if !policy.isPreload { judgement.add(.weak, "preloading asks for preload, saw \(seen)") }
    let host = WebAddress.host(of: header.response.url)
    if header.response.site != host {
      judgement.add(
        .weak,
        "only a registrable domain can be preloaded, and \(host) is "
          + (header.response.site.map { "below \($0)" } ?? "none"))
    }
  }

  /// A policy of no duration switches the protection off, which is not what presence means.
  private func holdOn(
    _ policy: StrictTransportSecurity, _ terms: [HeaderTerm], _ seen: String,
    _ judgement: inout HeaderJudgement
  ) {
    let saysMaxAge = terms.contains { ["is", "one-of", "minimum"].contains($0.key) }
    guard policy.maxAge == 0, !saysMaxAge else { return }
    judgement.add(.weak, "expected a policy in force, saw \(seen), which switches it off")
  }

  private func isSame(_ policy: StrictTransportSecurity, _ text: String) -> Bool {
    (try? StrictTransportSecurity(text)) == policy
  }
}
