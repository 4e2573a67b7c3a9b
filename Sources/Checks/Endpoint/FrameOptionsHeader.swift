import Model

/// Judges X-Frame-Options as browsers do: `frame-ancestors` in an enforced Content-Security-Policy
/// overrides it (CSP Level 3 section 6.4.2.2).
struct FrameOptionsHeader: HeaderSemantics {
  private static let known = ["DENY", "SAMEORIGIN"]

  func objection(to term: HeaderTerm) -> (message: String, suggestion: String?)? {
    let texts: [String] =
      switch term {
      case .equals(let text): [text]
      case .oneOf(let texts): texts
      case .present, .absent: []
      default: [""]
      }
    guard let wrong = texts.first(where: { !Self.known.contains($0.uppercased()) }) else {
      return nil
    }
    let name = wrong.isEmpty ? "`\(term.key)`" : ValueText.quoted(wrong)
    return ("\(name) has no meaning for X-Frame-Options", "its values are DENY and SAMEORIGIN")
  }

  func judge(
    _ terms: [HeaderTerm], of header: HeaderLines, patterns: any PatternMatching
  ) -> HeaderJudgement {
    var judgement = HeaderJudgement()
    let tokens = header.values.flatMap { $0.parts(separatedBy: [","]) }.filter { !$0.isEmpty }
    if Set(tokens.map { $0.uppercased() }).count > 1 {
      judgement.add(.duplicate, "expected one value, saw \(header.shown)")
    }
    if let override = Self.frameAncestors(in: header.response) {
      hold(
        override.value, to: terms,
        seen: "`\(ValueText.plain(override.text))` in "
          + "Content-Security-Policy, which overrides it", &judgement)
    } else if let first = tokens.first {
      hold(first.uppercased(), to: terms, seen: header.shown(first), &judgement)
    } else {
      judgement.problems = [header.absence]
    }
    return judgement
  }

  private func hold(
    _ value: String, to terms: [HeaderTerm], seen: String, _ judgement: inout HeaderJudgement
  ) {
    for term in terms {
      let allowed: [String] =
        switch term {
        case .equals(let text): [text]
        case .oneOf(let texts): texts
        default: Self.known
        }
      if allowed.contains(where: { $0.uppercased() == value }) { continue }
      let obsolete =
        value.hasPrefix("ALLOW-FROM") ? "; browsers ignore ALLOW-FROM: use frame-ancestors" : ""
      judgement.add(
        .unexpectedValue,
        "expected \(allowed.map { "`\($0)`" }.joined(separator: " or ")), saw \(seen)\(obsolete)")
    }
  }

  /// What the policies together allow, in the words of X-Frame-Options where it has words for it.
  ///
  /// Every policy must allow a frame, so the strictest decides.
  static func frameAncestors(in response: Response) -> (value: String, text: String)? {
    let policies = ContentSecurityPolicy.all(in: response.values(of: "content-security-policy"))
    let directives = policies.compactMap { $0.directive(named: "frame-ancestors") }
    let valued = directives.map { directive in
      (
        value: meaning(of: directive),
        text: "frame-ancestors "
          + directive.values.joined(separator: " ")
      )
    }
    return valued.first { $0.value == "DENY" } ?? valued.first { $0.value == "SAMEORIGIN" }
      ?? valued.first
  }

  private static func meaning(of directive: ContentSecurityPolicy.Directive) -> String {
    switch Set(directive.values.map { $0.lowercased() }) {
    case [], ["'none'"]: "DENY"
    case ["'self'"], ["'self'", "'none'"]: "SAMEORIGIN"
    default: "OTHER"
    }
  }
}
