/// The words that a questionnaire has for answers.
struct ChoiceVocabulary {
  private static let meanings: [(AnswerMeaning, Set<String>)] = [
    (
      .yes,
      [
        "yes", "y", "true", "compliant", "implemented", "fully implemented", "in place",
        "fully compliant", "met", "fully met", "pass", "satisfied", "yes implemented", "complies",
        "fully in place", "done", "agree", "yes fully", "yes in place", "oui", "ja",
      ]
    ),
    (
      .no,
      [
        "no", "n", "false", "not implemented", "non compliant", "noncompliant", "not compliant",
        "not met", "fail", "not in place", "not satisfied", "does not comply", "not done",
        "no not implemented", "disagree", "non", "nein",
      ]
    ),
    (
      .partial,
      [
        "partial", "partially", "partly", "in part", "partially implemented", "partially met",
        "partially compliant", "partially in place", "yes with exceptions", "with exceptions",
        "yes partially", "some", "partial compliance", "compliant with exceptions",
      ]
    ),
    (
      .planned,
      [
        "planned", "in progress", "on the roadmap", "roadmap", "planned in progress",
        "no but planned", "no planned", "planned implementation", "to be implemented",
      ]
    ),
  ]

  /// Each choice under what it means; a meaning that two choices have is in neither.
  private let choices: [AnswerMeaning: String]
  let isFree: Bool

  init(_ choices: [String]) {
    isFree = choices.isEmpty
    var found: [AnswerMeaning: [String]] = [:]
    for choice in choices.prefix(200) {
      if let meaning = Self.meaning(of: choice) { found[meaning, default: []].append(choice) }
    }
    self.choices = found.compactMapValues { $0.count == 1 ? $0.first : nil }
  }

  /// What an answer in a questionnaire's own words means; nil when it cannot be told.
  static func meaning(of text: String) -> AnswerMeaning? {
    let words = WordSplitter.words(text, limit: 6).words.joined(separator: " ")
    return meanings.first { $0.1.contains(words) }?.0
  }

  /// The word for a meaning; nil when the questionnaire has none that says exactly this.
  func word(for meaning: AnswerMeaning) -> String? {
    if isFree {
      return switch meaning {
      case .yes: "Yes"
      case .no, .planned: "No"
      case .partial: "Partially"
      case .text: nil
      }
    }
    return switch meaning {
    case .planned: choices[.planned] ?? choices[.no]
    case .text: nil
    default: choices[meaning]
    }
  }
}
