import Model
import Reports

/// What answers may rest on: the controls that an audience may read, by topic, and what stands against
/// each topic.
package struct AnswerGround: Sendable {
  /// A control with the topics it speaks of.
  struct Footing: Sendable {
    let assessment: ControlAssessment
    let standing: Standing
    let topics: Set<String>
    /// Its title and statement as they are compared.
    let text: WordedText
    /// What counts of the statement's clauses before the first that a word turns round.
    let affirmed: Set<String>

    var control: Control { assessment.control }
  }

  let audience: Control.Audience
  let assessedAt: Instant
  let footings: [Footing]
  let frameworks: [Framework]
  /// Footings by topic.
  private let byTopic: [String: [Int]]
  /// Limitations that an answer about a topic may not contradict.
  private let denials: [String: [Int]]
  /// Topics that a control speaks against which this audience may not read.
  private let withheld: Set<String>

  /// The ground of an assessment for an audience.
  ///
  /// What the audience may not read gives no word to any answer and still stands against a yes.
  package init(_ assessment: Assessment, for audience: Control.Audience, index: TopicIndex) {
    self.audience = audience
    assessedAt = assessment.assessedAt
    frameworks = assessment.frameworks
    let published = PublishedAssessment(assessment, for: audience).assessment
    let footings = published.controls.map { Self.footing($0, index) }
    var byTopic: [String: [Int]] = [:]
    var denials: [String: [Int]] = [:]
    for (number, footing) in footings.enumerated() {
      for topic in footing.topics { byTopic[topic, default: []].append(number) }
      for topic in footing.control.answersNo { denials[topic, default: []].append(number) }
    }
    self.footings = footings
    self.byTopic = byTopic
    self.denials = denials
    let visible = Set(published.controls.map(\.control.id))
    withheld = Set(
      assessment.controls.filter { !visible.contains($0.control.id) }
        .map { Self.footing($0, index) }
        .filter { !$0.standing.holds && $0.standing != .customerDuty }
        .flatMap { $0.topics.union($0.control.answersNo) })
  }

  private static func footing(_ assessment: ControlAssessment, _ index: TopicIndex) -> Footing {
    let control = assessment.control
    let text = index.lexicon.read("\(control.title). \(control.statement)")
    let declared = Set(control.topics)
    let topics =
      declared.isEmpty && control.answersNo.isEmpty ? Self.topics(of: control, index) : declared
    return Footing(
      assessment: assessment, standing: Standing(assessment), topics: topics, text: text,
      affirmed: affirmed(control.statement, index.lexicon))
  }

  /// "The pipeline scans the code, and a finding stops it" says that the code is scanned; what stands
  /// behind a word like "not" or "stop", or beside it, says nothing for sure.
  private static func affirmed(_ statement: String, _ lexicon: Lexicon) -> Set<String> {
    var stems: Set<String> = []
    for clause in PlainText.cleaned(statement).split(separator: ", and ").dropLast() {
      let words = lexicon.read(String(clause))
      guard words.stems.isDisjoint(with: lexicon.negations) else { break }
      stems.formUnion(words.tokenStems)
    }
    return stems
  }

  /// The topics whose phrases its sentence uses, or else its title.
  private static func topics(of control: Control, _ index: TopicIndex) -> Set<String> {
    for text in [control.statement, control.title] {
      let matches = index.matches(in: index.lexicon.read(text))
      if !matches.meant.isEmpty { return Set(matches.meant.map(\.topic.id)) }
      if !matches.opposed.isEmpty { return Set(matches.opposed.map(\.topic.id)) }
    }
    return []
  }

  func footings(on topic: String) -> [Footing] { (byTopic[topic] ?? []).map { footings[$0] } }

  func denials(of topic: String) -> [Footing] { (denials[topic] ?? []).map { footings[$0] } }

  func isDoubtful(_ topic: String) -> Bool { withheld.contains(topic) }
}
