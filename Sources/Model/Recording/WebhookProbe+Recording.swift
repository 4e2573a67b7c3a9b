extension WebhookProbe: Codable {
  /// One answer with the attempt that it belongs to.
  private struct Entry: Codable {
    let attempt: String
    let outcome: RecordedOutcome<Response>
  }

  package init(from decoder: any Decoder) throws {
    let entries = try decoder.singleValueContainer().decode([Entry].self)
    var answers: [Attempt: Result<Response, Unavailable>] = [:]
    for entry in entries {
      guard let attempt = Attempt(rawValue: entry.attempt) else { continue }
      answers[attempt] = entry.outcome.result
    }
    self.init(answers: answers)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(
      Attempt.allCases.compactMap { attempt in
        answers[attempt].map {
          Entry(attempt: attempt.rawValue, outcome: RecordedOutcome($0))
        }
      })
  }
}
