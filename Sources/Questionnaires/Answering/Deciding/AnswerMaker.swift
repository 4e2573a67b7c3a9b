import Model

/// Puts one decision into the questionnaire's own words.
struct AnswerMaker {
  let number: Int
  let question: Question
  let decision: Decision
  let digest: String?
  let recalled: AnswerMemory.Recall?
  let wording: AnswerWording
  let replaces: Bool

  var answer: Answer {
    if let refusal = question.refusal {
      return make(.needsPerson("no answer can be written there: \(refusal)"))
    }
    if !replaces, question.presentAnswer?.contains(where: { !$0.isWhitespace }) == true {
      return make(.kept)
    }
    if let remembered { return remembered }
    switch decision.result {
    case .needsPerson(let reason): return make(.needsPerson(reason))
    case .answer(.text):
      guard let text = wording.description(for: decision) else {
        return make(.needsPerson("no control speaks of it"))
      }
      return make(.answered(text: text), .text)
    case .answer(let meaning):
      guard let word = ChoiceVocabulary(question.choices).word(for: meaning) else {
        return make(
          .needsPerson("none of the choices says \"\(Self.name(of: meaning))\" and nothing else"))
      }
      return make(.answered(text: word), meaning)
    }
  }

  private enum Made {
    case answered(text: String)
    case needsPerson(String)
    case kept
  }

  private func make(_ made: Made, _ meaning: AnswerMeaning? = nil) -> Answer {
    let comment = wording.comment(for: decision)
    return switch made {
    case .kept: answer(.kept, nil, nil)
    case .needsPerson(let reason): answer(.needsPerson(reason), nil, nil, draft: comment)
    case .answered(let text):
      answer(
        .answered(
          QuestionAnswer(value: text, comment: question.takesComment ? comment : nil)),
        decision.reference == nil ? .retrieval : .identifier, meaning)
    }
  }

  /// A person's earlier answer, where it still counts and claims no more than the controls allow.
  private var remembered: Answer? {
    guard let recalled, recalled.state == .current else { return nil }
    let entry = recalled.entry
    guard question.choices.isEmpty || question.choices.contains(entry.value) else { return nil }
    if let guardReason = guardReason(entry.value) {
      return answer(
        .needsPerson(guardReason), nil, nil, draft: wording.comment(for: decision),
        note: "the remembered answer \"\(entry.value)\" is not used")
    }
    return answer(
      .answered(
        QuestionAnswer(
          value: entry.value, comment: question.takesComment ? entry.comment : nil)), .memory,
      ChoiceVocabulary.meaning(of: entry.value))
  }

  /// Why a person's yes may not be given: what the controls say today rules it out.
  private func guardReason(_ value: String) -> String? {
    guard case .answer(let today) = decision.result, [.no, .planned, .partial].contains(today)
    else { return nil }
    let meaning = ChoiceVocabulary.meaning(of: value)
    let isStronger = meaning == .yes || (meaning == .partial && today != .partial)
    return isStronger
      ? "a person answered \"\(value)\", and the controls say \"\(Self.name(of: today))\"" : nil
  }

  private var note: String? {
    recalled.flatMap { recalled in
      switch recalled.state {
      case .current: nil
      case .changed:
        "the remembered answer \"\(recalled.entry.value)\" no longer counts: its controls changed"
      case .expired: "the remembered answer \"\(recalled.entry.value)\" is out of date"
      }
    }
  }

  private func answer(
    _ outcome: Answer.Outcome, _ source: Answer.Source?, _ meaning: AnswerMeaning?,
    draft: String? = nil, note: String? = nil
  ) -> Answer {
    Answer(
      number: number, question: question, outcome: outcome, source: source, meaning: meaning,
      score: decision.score, topics: decision.topics.map(\.id),
      controls: decision.footings.map(\.control.id),
      requirement: decision.reference.map { "\($0.framework) \($0.requirement)" }, draft: draft,
      memoryNote: note ?? self.note, digest: digest)
  }

  private static func name(of meaning: AnswerMeaning) -> String {
    switch meaning {
    case .yes: "yes"
    case .no, .planned: "no"
    case .partial: "partially"
    case .text: "a description"
    }
  }
}
