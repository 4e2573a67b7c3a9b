/// What to write into a server's configuration so that a header is as expected.
enum HeaderAdvice {
  static func fix(for expectation: HeaderExpectation, rule: HeaderProblem.Rule) -> String {
    let name = expectation.name
    switch rule {
    case .present: return removal(of: name)
    case .duplicate:
      return "Send \(name) from one place only; nginx: proxy_hide_header \(name); drops what the "
        + "application sends."
    case .insecureScheme: return "Give the target's https URL, and redirect http to it."
    case .missing, .weak, .unexpectedValue, .invalid:
      let value = value(for: expectation)
      return "nginx: add_header \(name) \"\(escaped(value))\" always;"
    }
  }

  static func removal(of name: String) -> String {
    name.lowercased() == "server"
      ? "nginx: server_tokens off;" : "nginx: proxy_hide_header \(name);"
  }

  private static func value(for expectation: HeaderExpectation) -> String {
    for term in expectation.terms {
      switch term {
      case .equals(let text): return text
      case .oneOf(let texts): return texts.first ?? ""
      default: continue
      }
    }
    switch expectation.name.lowercased() {
    case "strict-transport-security": return strictTransportSecurity(expectation.terms)
    case "content-security-policy":
      let wanted = included(expectation.terms)
      return wanted.isEmpty ? "default-src 'self'" : wanted.joined(separator: "; ")
    case "x-content-type-options": return "nosniff"
    case "x-frame-options": return "DENY"
    case "referrer-policy": return "strict-origin-when-cross-origin"
    case "permissions-policy":
      let wanted = included(expectation.terms)
      return wanted.isEmpty
        ? "camera=(), microphone=(), geolocation=()"
        : wanted.joined(
          separator: ", ")
    default: return other(expectation.terms)
    }
  }

  private static func strictTransportSecurity(_ terms: [HeaderTerm]) -> String {
    var age = 31_536_000
    for case .minimum(let seconds) in terms { age = seconds }
    return "max-age=\(age)" + (terms.contains(.includeSubdomains) ? "; includeSubDomains" : "")
      + (terms.contains(.preload) ? "; preload" : "")
  }

  private static func included(_ terms: [HeaderTerm]) -> [String] {
    terms.flatMap { term in
      guard case .includes(let members) = term else { return [String]() }
      return members
    }
  }

  private static func other(_ terms: [HeaderTerm]) -> String {
    for term in terms {
      switch term {
      case .minimum(let number): return String(number)
      case .contains(let part): return part
      default: continue
      }
    }
    let wanted = included(terms)
    return wanted.isEmpty ? "…" : wanted.joined(separator: ", ")
  }

  private static func escaped(_ value: String) -> String {
    value.reduce(into: "") { text, character in
      if character == "\"" || character == "\\" { text.append("\\") }
      text.append(character)
    }
  }
}
