import Model

/// HSTS called preloaded, which only browsers' lists decide.
struct PreloadIsNotMembership: WordingRule {
  static let id = "hsts-preload-is-not-membership"
  static let severity = Severity.low
  static let summary =
    "The preload directive asks for a place on the browsers' list; being on it is another fact."
  static let faulty: [WordingExample] = ["HSTS is preloaded."]
  static let sound: [WordingExample] = [
    "HSTS is sent with the preload directive.",
    "The domain is on the browsers' HSTS preload list.",
    "Images are preloaded.",
  ]
  private static let claims: Phrases = ["preloaded"]
  private static let headers: Phrases = ["hsts", "strict transport security"]
  private static let lists: Phrases = ["list", "lists"]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: Self.claims).prefix(1).filter { match in
      statement.contains(Self.headers, beside: match)
        && !statement.contains(Self.lists, beside: match) && !statement.isNegated(match)
    }.map {
      WordingIssue(
        "sending the preload directive does not put a domain on the browsers' list", at: $0.range,
        fix: "say that the directive is sent, or that the domain is on the list")
    }
  }
}
