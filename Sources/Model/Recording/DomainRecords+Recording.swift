extension DomainRecords: Codable {
  private enum CodingKeys: CodingKey {
    case source
    case answers
  }

  /// One answer with its question.
  private struct Entry: Codable {
    let name: String
    let type: String
    let outcome: RecordedOutcome<Records>
  }

  private struct Records: Codable, Sendable {
    let records: [RecordedBytes]
    let isMissing: Bool
    let isSecure: Bool
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    var answers: [Question: Result<DNSAnswer, Unavailable>] = [:]
    for entry in try container.decode([Entry].self, forKey: .answers) {
      guard let type = DNSType(rawValue: entry.type) else { continue }
      answers[Question(entry.name, type)] = entry.outcome.result.map {
        DNSAnswer(
          records: $0.records.map(\.bytes), isMissing: $0.isMissing, isSecure: $0.isSecure)
      }
    }
    self.init(answers: answers, source: try container.decode(String.self, forKey: .source))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(source, forKey: .source)
    let sorted = answers.sorted {
      ($0.key.name, $0.key.type.code) < ($1.key.name, $1.key.type.code)
    }
    try container.encode(
      sorted.map { question, answer in
        Entry(
          name: question.name, type: question.type.rawValue,
          outcome: RecordedOutcome(
            answer.map {
              Records(
                records: $0.records.map(RecordedBytes.init), isMissing: $0.isMissing,
                isSecure: $0.isSecure)
            }))
      }, forKey: .answers)
  }
}
