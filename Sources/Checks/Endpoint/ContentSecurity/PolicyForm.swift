import Model

/// What is wrong with how one policy is written.
struct PolicyForm {
  /// Identifiers that waivers and `allow` rely on.
  enum Rule: String, CaseIterable, Sendable {
    case duplicateDirective = "duplicate-directive"
    case unknownDirective = "unknown-directive"
    case deprecatedDirective = "deprecated-directive"
    case missingSemicolon = "missing-semicolon"
    case invalidSource = "invalid-source"
    case noneBesideOthers = "none-beside-others"
    case strictDynamicAlone = "strict-dynamic-alone"
    case ignoredInMeta = "ignored-in-meta"
    case undefinedEndpoint = "undefined-endpoint"
  }

  struct Fault: Hashable, Sendable {
    let rule: Rule
    let text: String
  }

  private let policy: ContentSecurityPolicy

  /// Where it stands: a `meta` tag takes no part in some directives.
  private let isMeta: Bool
  /// Names of reporting endpoints that the response defines; nil when it cannot be told.
  private let endpoints: Set<String>

  init(_ policy: ContentSecurityPolicy, isMeta: Bool, endpoints: Set<String>) {
    self.policy = policy
    self.isMeta = isMeta
    self.endpoints = endpoints
  }

  var faults: [Fault] {
    var faults = policy.repeated.map {
      Fault(
        rule: .duplicateDirective, text: "`\($0)` stands there twice, and the second is ignored")
    }
    for directive in policy.directives { faults += self.faults(in: directive) }
    return faults
  }

  private func faults(in directive: ContentSecurityPolicy.Directive) -> [Fault] {
    let name = directive.name
    let shown = ValueText.plain(name)
    if let instead = ContentSecurityDirectives.deprecated[name] {
      return [Fault(rule: .deprecatedDirective, text: "`\(shown)` is obsolete: \(instead)")]
    }
    guard ContentSecurityDirectives.known.contains(name) else {
      let near = NearestName.find(name, among: Array(ContentSecurityDirectives.known).sorted())
      return [
        Fault(
          rule: .unknownDirective,
          text: "`\(shown)` is no directive" + (near.map { "; did you mean `\($0)`?" } ?? ""))
      ]
    }
    if isMeta, ContentSecurityDirectives.headerOnly.contains(name) {
      return [Fault(rule: .ignoredInMeta, text: "`\(name)` counts only in a header")]
    }
    if name == "report-to" { return reporting(directive) }
    let takesSources =
      ContentSecurityDirectives.fetch.contains(name)
      || ["base-uri", "form-action", "frame-ancestors"].contains(name)
    return takesSources ? sources(of: directive) : []
  }

  private func reporting(_ directive: ContentSecurityPolicy.Directive) -> [Fault] {
    directive.values.filter { !endpoints.contains($0) }.map {
      Fault(
        rule: .undefinedEndpoint,
        text: "`report-to` names `\(ValueText.plain($0))`, which no Reporting-Endpoints defines")
    }
  }

  private func sources(of directive: ContentSecurityPolicy.Directive) -> [Fault] {
    let list = SourceList(directive)
    var faults: [Fault] = []
    for source in list.sources {
      if let fault = fault(of: source.text, source.expression, in: directive.name) {
        faults.append(fault)
      }
    }
    if list.sources.count > 1, list.sources.contains(where: { $0.expression == .none }) {
      faults.append(
        Fault(
          rule: .noneBesideOthers,
          text: "`\(directive.name)` has 'none' beside other sources, which switch it off"))
    }
    if list.isStrictDynamic, !list.hasNonceOrHash {
      faults.append(
        Fault(
          rule: .strictDynamicAlone,
          text: "`\(directive.name)` has 'strict-dynamic' without a nonce or hash: no script runs"))
    }
    return faults
  }

  private func fault(
    of text: String, _ expression: SourceExpression, in directive: String
  ) -> Fault? {
    let lowered = text.lowercased()
    let shown = ValueText.plain(text)
    if ContentSecurityDirectives.known.contains(lowered) {
      return Fault(
        rule: .missingSemicolon,
        text:
          "`\(directive)` has the directive `\(shown)` among its sources: a semicolon is missing")
    }
    if lowered.hasPrefix("nonce-") || lowered.hasPrefix("sha256-") || lowered.hasPrefix("sha384-")
      || lowered.hasPrefix("sha512-") || ContentSecurityDirectives.keywords.contains("'\(lowered)'")
    {
      return Fault(
        rule: .invalidSource, text: "`\(directive)`: \(Self.masked(shown)) needs quotes")
    }
    guard expression == .malformed else { return nil }
    return Fault(
      rule: .invalidSource,
      text: "`\(directive)`: browsers ignore `\(Self.masked(shown))`, which is no source")
  }

  /// Nonces are good for one answer, and still not for a report.
  private static func masked(_ text: String) -> String {
    text.lowercased().contains("nonce-") ? "nonce-…" : text
  }
}
