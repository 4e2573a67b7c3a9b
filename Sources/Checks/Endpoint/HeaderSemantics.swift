import Model

/// How a header is read, which differs from one to the next.
protocol HeaderSemantics: Sendable {
  /// Why a term has no meaning for this header, with a way out; nil when it has one.
  func objection(to term: HeaderTerm) -> (message: String, suggestion: String?)?

  /// Judges every term but `absent`.
  func judge(
    _ terms: [HeaderTerm], of header: HeaderLines, patterns: any PatternMatching
  ) -> HeaderJudgement
}

extension HeaderSemantics {
  func objection(to term: HeaderTerm) -> (message: String, suggestion: String?)? {
    switch term {
    case .includeSubdomains, .preload, .preloadEligible:
      ("`\(term.key)` has a meaning only for Strict-Transport-Security", nil)
    default: nil
    }
  }
}

/// The header that a name stands for.
enum HeaderCatalogue {
  static func semantics(of name: String) -> any HeaderSemantics {
    switch name.lowercased() {
    case "strict-transport-security": StrictTransportSecurityHeader()
    case "content-security-policy": ContentSecurityPolicyHeader()
    case "x-content-type-options": ContentTypeOptionsHeader()
    case "x-frame-options": FrameOptionsHeader()
    case "referrer-policy": ReferrerPolicyHeader()
    case "permissions-policy": PermissionsPolicyHeader()
    case "cross-origin-opener-policy": TokenHeader(TokenHeader.opener)
    case "cross-origin-embedder-policy": TokenHeader(TokenHeader.embedder)
    case "document-isolation-policy": TokenHeader(TokenHeader.isolation)
    case "cross-origin-resource-policy": ResourcePolicyHeader()
    case "origin-agent-cluster": AgentClusterHeader()
    case "integrity-policy": IntegrityPolicyHeader()
    case "reporting-endpoints": ReportingEndpointsHeader()
    case let other: PlainHeader(isList: lists.contains(other))
    }
  }

  /// Headers of which several lines mean one list (RFC 9110 section 5.3), or that stand each alone.
  private static let lists: Set<String> = [
    "accept-ch", "access-control-allow-headers", "access-control-allow-methods",
    "access-control-expose-headers", "allow", "cache-control", "clear-site-data",
    "content-security-policy-report-only", "link", "nel", "pragma", "report-to",
    "server-timing", "set-cookie", "vary", "via", "www-authenticate",
  ]
}

/// The lines of one header in one response.
struct HeaderLines: Sendable {
  let name: String
  /// In the order they arrived, without white space around.
  let values: [String]
  let response: Response

  init(_ name: String, in response: Response) {
    self.name = name
    self.response = response
    values = response.values(of: name).map(\.trimmingWhitespace)
  }

  var isEmpty: Bool { values.allSatisfy(\.isEmpty) }

  var isOverHTTPS: Bool { response.url.lowercased().hasPrefix("https://") }

  /// What was sent, in backquotes, or its length where it may be a credential.
  func shown(_ value: String) -> String {
    let isSecret = name.lowercased() == "set-cookie" || Secrecy.of(name: name) != .none
    return isSecret ? ValueText.length(of: value) : "`\(ValueText.plain(Secrecy.redacting(value)))`"
  }

  var shown: String { values.map(shown).joined(separator: " and ") }

  /// The problem of a header that is not there, with the nearest one that is.
  var absence: HeaderProblem {
    guard values.isEmpty else {
      return HeaderProblem(.missing, "expected a value, saw an empty header")
    }
    let near = NearestName.find(name, among: response.headers.prefix(200).map(\.name))
    return HeaderProblem(
      .missing,
      "expected the header, saw none" + (near.map { "; there is \(ValueText.plain($0))" } ?? ""))
  }
}

extension String {
  /// Without spaces and tabs at both ends (RFC 9110 section 5.6.3).
  var trimmingWhitespace: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let start = drop(while: isBlank)
    guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(start[...last])
  }

  /// The parts between separators that stand outside double quotes, trimmed.
  func parts(separatedBy separators: Set<Character>) -> [String] {
    var parts: [String] = []
    var current = ""
    var isQuoted = false
    var isEscaped = false
    for character in self {
      if !isQuoted, separators.contains(character) {
        parts.append(current.trimmingWhitespace)
        current = ""
        continue
      }
      current.append(character)
      if isEscaped {
        isEscaped = false
      } else if isQuoted, character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      }
    }
    return parts + [current.trimmingWhitespace]
  }
}
