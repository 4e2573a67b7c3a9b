import Model
import Systems

/// Decides what may be said to a question, from controls alone.
package struct Answerer {
  /// The share of a question's words that must belong to a topic for an answer about it.
  package static let defaultThreshold = 0.6

  let ground: AnswerGround
  let index: TopicIndex
  let resolver: RequirementResolver
  let threshold: Double

  package init(
    ground: AnswerGround, index: TopicIndex, resolver: RequirementResolver,
    threshold: Double = Self.defaultThreshold
  ) {
    self.ground = ground
    self.index = index
    self.resolver = resolver
    self.threshold = threshold
  }

  /// What may be said.
  ///
  /// - Throws: `SQLiteError` when the search fails.
  func decide(_ question: Question, _ reading: QuestionReading) throws(SQLiteError) -> Decision {
    let subject = try subject(of: question, reading)
    guard !reading.isCut else {
      return person("the question is longer than is read", subject, reading)
    }
    switch reading.form {
    case .closed: return closed(reading, subject)
    case .particulars:
      return person("it asks for particulars that no control states", subject, reading)
    case .description, .amount:
      guard question.choices.isEmpty else {
        return person("it asks for a description and gives choices", subject, reading)
      }
      return described(reading, subject)
    }
  }

  /// What the question is about.
  private func subject(
    of question: Question, _ reading: QuestionReading
  ) throws(SQLiteError) -> Subject {
    let references = resolver.references(of: question)
    let asked = Set(references.flatMap(resolver.topicNames))
    var matches = index.matches(in: reading.text)
    // Words that two topics share are those of the one that the identifier means.
    if matches.meant.count > 1, matches.meant.contains(where: { asked.contains($0.topic.id) }) {
      matches.meant = matches.meant.filter { match in
        asked.contains(match.topic.id)
          || !matches.meant.contains {
            asked.contains($0.topic.id) && $0.positions.isSuperset(of: match.positions)
          }
      }
    }
    let mapped = ground.footings.filter { footing in
      footing.control.mapsTo.contains { mapping in
        references.contains {
          $0.framework == mapping.framework && mapping.requirements.contains($0.requirement)
        }
      }
    }
    let nearest =
      matches.meant.isEmpty && matches.opposed.isEmpty
      ? try index.nearest(to: reading.text) : []
    let preferred = nearest.first { asked.contains($0.id) } ?? nearest.first
    return Subject(
      matches: matches, references: references, mapped: mapped,
      nearest: preferred ?? asked.sorted().first.flatMap(index.topic))
  }

  // MARK: Yes or no

  private func closed(_ reading: QuestionReading, _ subject: Subject) -> Decision {
    if let decision = opposed(reading, subject) { return decision }
    let topics = subject.matches.meant.map(\.topic)
    guard !topics.isEmpty else { return byIdentifier(reading, subject) }
    let footings = footings(on: topics)
    let coverage = coverage(reading, subject, topics, footings)
    func decided(_ result: Decision.Result, _ used: [AnswerGround.Footing]) -> Decision {
      decision(result, coverage.score, topics, used, subject)
    }
    if let doubt = doubt(coverage, topics) { return decided(.needsPerson(doubt), footings) }
    let denials = unique(topics.flatMap { ground.denials(of: $0.id) })
    if !denials.isEmpty {
      let isChoice = topics.count > 1 && reading.text.words.contains("or")
      return decided(
        isChoice ? .needsPerson("it asks for one of several things") : .answer(.no), denials)
    }
    if let missing = topics.first(where: { ground.footings(on: $0.id).isEmpty }) {
      return decided(.needsPerson("no control speaks of \"\(missing.title)\""), footings)
    }
    return decided(StandingJudge(footings, coverage).result(topics.count), footings)
  }

  /// What keeps any answer from being given.
  private func doubt(_ coverage: Coverage, _ topics: [Topic]) -> String? {
    if coverage.hasNegation { return "its words turn the question round" }
    if topics.contains(where: { ground.isDoubtful($0.id) }) {
      return "a control that this audience may not read stands against it"
    }
    return coverage.score < threshold ? "too much of it is about something else" : nil
  }

  /// A question for the opposite of what controls promise: what holds answers it with no.
  private func opposed(_ reading: QuestionReading, _ subject: Subject) -> Decision? {
    let matches = subject.matches.opposed.filter { match in
      !subject.matches.meant.contains { $0.positions.isStrictSuperset(of: match.positions) }
    }
    guard !matches.isEmpty else { return nil }
    let topics = matches.map(\.topic)
    let footings = footings(on: topics)
    let positions = matches.reduce(into: Set<Int>()) { $0.formUnion($1.positions) }
    let coverage = Coverage(
      index: index, text: reading.text, positions: positions, topics: topics, footings: footings,
      isInverted: true)
    let isMixed = subject.matches.meant.contains { !$0.positions.isSubset(of: positions) }
    let isHeld =
      topics.allSatisfy {
        !ground.footings(on: $0.id).isEmpty && ground.denials(of: $0.id).isEmpty
          && !ground.isDoubtful($0.id)
      } && footings.allSatisfy(\.standing.holds)
    let reason: String? =
      if isMixed || coverage.hasNegation {
        "its words turn the question round"
      } else if !isHeld {
        "it asks for the opposite, and no control rules that out"
      } else {
        StandingJudge(footings, coverage).excess
      }
    return decision(
      reason.map { .needsPerson($0) } ?? .answer(.no), coverage.score, topics, footings, subject)
  }

  /// Nothing but the identifier says what is asked: a control must be all that the requirement asks.
  private func byIdentifier(_ reading: QuestionReading, _ subject: Subject) -> Decision {
    let whole = subject.mapped.filter { footing in
      footing.control.mapsTo.contains { mapping in
        mapping.entries.contains { entry in
          [.equal, .superset].contains(entry.relationship) && entry.confidence == .high
            && subject.references.contains {
              $0.framework == mapping.framework && $0.requirement == entry.requirement
            }
        }
      }
    }
    guard !whole.isEmpty else {
      return person(
        subject.mapped.isEmpty
          ? "no control speaks of it" : "the controls that map to it are a part of what it asks",
        subject, reading)
    }
    let topics = subject.nearest.map { [$0] } ?? []
    let coverage = coverage(reading, subject, topics, whole)
    if coverage.hasNegation { return person("its words turn the question round", subject, reading) }
    let result = StandingJudge(whole, coverage, wordsAreKnown: true).result(1)
    return decision(result, 1, topics, whole, subject)
  }

  // MARK: Descriptions

  private func described(_ reading: QuestionReading, _ subject: Subject) -> Decision {
    let meant = subject.matches.meant.map(\.topic)
    let topics = meant.isEmpty ? subject.nearest.map { [$0] } ?? [] : meant
    let found = footings(on: topics)
    let denials = unique(topics.flatMap { ground.denials(of: $0.id) })
    let footings = unique(found + denials)
    let coverage = coverage(reading, subject, topics, footings)
    func decided(_ result: Decision.Result) -> Decision {
      decision(result, coverage.score, topics, footings, subject)
    }
    if let missing = topics.first(where: {
      ground.footings(on: $0.id).isEmpty && ground.denials(of: $0.id).isEmpty
    }) {
      return decided(.needsPerson("no control speaks of \"\(missing.title)\""))
    }
    guard !footings.isEmpty else { return decided(.needsPerson("no control speaks of it")) }
    if topics.contains(where: { ground.isDoubtful($0.id) }) {
      return decided(.needsPerson("a control that this audience may not read stands against it"))
    }
    guard coverage.score >= threshold else {
      return decided(.needsPerson("too much of it is about something else"))
    }
    let untold = footings.filter { !StandingJudge.canBeDescribed($0.standing) }
    if let first = untold.first {
      return decided(.needsPerson("the control \(first.control.id) has no state to describe"))
    }
    if reading.form == .amount, footings.allSatisfy(\.text.amounts.isEmpty) {
      return decided(.needsPerson("it asks for an amount that no control states"))
    }
    return decided(.answer(.text))
  }

  // MARK: Parts

  private func footings(on topics: [Topic]) -> [AnswerGround.Footing] {
    unique(topics.flatMap { ground.footings(on: $0.id) })
  }

  private func unique(_ footings: [AnswerGround.Footing]) -> [AnswerGround.Footing] {
    var seen: Set<String> = []
    return footings.filter { seen.insert($0.control.id).inserted }
  }

  private func coverage(
    _ reading: QuestionReading, _ subject: Subject, _ topics: [Topic],
    _ footings: [AnswerGround.Footing]
  ) -> Coverage {
    Coverage(
      index: index, text: reading.text,
      positions: subject.matches.meant.reduce(into: []) { $0.formUnion($1.positions) },
      topics: topics, footings: footings)
  }

  private func person(
    _ reason: String, _ subject: Subject, _ reading: QuestionReading
  ) -> Decision {
    let matched = (subject.matches.opposed + subject.matches.meant).map(\.topic)
    // What search finds is a guess at the topic and nothing to quote controls for.
    let topics = matched.isEmpty ? subject.nearest.map { [$0] } ?? [] : matched
    let found = footings(on: matched)
    let footings = found.isEmpty ? subject.mapped : found
    return decision(
      .needsPerson(reason), coverage(reading, subject, topics, footings).score, topics, footings,
      subject)
  }

  private func decision(
    _ result: Decision.Result, _ score: Double, _ topics: [Topic],
    _ footings: [AnswerGround.Footing], _ subject: Subject
  ) -> Decision {
    let mapped = Set(subject.mapped.map(\.control.id))
    let isByIdentifier = footings.contains { mapped.contains($0.control.id) }
    return Decision(
      result: result, score: score, topics: topics, footings: footings,
      reference: isByIdentifier ? subject.references.first : nil)
  }
}

/// What a question is about, by its words and by its identifier.
struct Subject {
  let matches: TopicMatches
  let references: [RequirementReference]
  /// The controls that map to what the identifier means.
  let mapped: [AnswerGround.Footing]
  /// The topic that search finds, where no phrase tells.
  let nearest: Topic?
}
