import Model

/// A rate limit without its value.
struct RateLimitWithoutValue: WordingRule {
  static let id = "rate-limit-without-value"
  static let severity = Severity.low
  static let summary =
    "A rate limit is so many requests in so much time; without both it says little."
  static let faulty: [WordingExample] = [
    "All endpoints are rate-limited.", "Login has rate limiting.",
  ]
  static let sound: [WordingExample] = [
    WordingExample(
      "Login is rate-limited to {attempts} attempts in {window}.",
      parameters: [
        Parameter(name: "attempts", value: "5"), Parameter(name: "window", value: "15 minutes"),
      ])
  ]
  private static let phrases: Phrases = [
    "rate limited", "rate limit", "rate limits", "rate limiting", "throttled", "throttling",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    statement.matches(of: Self.phrases).prefix(1).filter { !statement.hasQuantity(beside: $0) }.map
    {
      WordingIssue(
        "the rate limit is named without its value", at: $0.range,
        fix: "write how many requests in how much time, as parameters")
    }
  }
}
