import Model
import Systems

/// Answers that people gave, which win over what is worked out until their controls change.
package struct AnswerMemory: Sendable {
  /// How long an answer counts that no control stands behind, in days.
  package static let longestWithoutControl = 365

  package struct Entry: Hashable, Sendable {
    /// The words of the question, in lower case and with single spaces.
    package let question: String
    package let value: String
    package let comment: String?
    /// The controls it rested on, which people read; `digest` binds it to them.
    package let controls: [String]
    /// Of these controls' sentences and states; nil when no control speaks of it.
    package let digest: String?
    package let learned: CalendarDate

    package init(
      question: String, value: String, comment: String?, controls: [String], digest: String?,
      learned: CalendarDate
    ) {
      self.question = question
      self.value = value
      self.comment = comment
      self.controls = controls
      self.digest = digest
      self.learned = learned
    }
  }

  /// An entry, and whether it still counts.
  struct Recall: Sendable {
    enum State: Sendable {
      case current
      /// Its controls state something else, or stand differently.
      case changed
      case expired
    }

    let entry: Entry
    let state: State
  }

  package private(set) var entries: [String: Entry]

  /// Of several entries for one question the last counts.
  package init(_ entries: [Entry] = []) {
    self.entries = Dictionary(
      entries.map { ($0.question, $0) }, uniquingKeysWith: { _, last in last })
  }

  package mutating func learn(_ entry: Entry) { entries[entry.question] = entry }

  func recall(_ question: String, digest: String?, on day: CalendarDate) -> Recall? {
    guard let entry = entries[question] else { return nil }
    guard entry.digest == digest else { return Recall(entry: entry, state: .changed) }
    let isOld =
      digest == nil && day.ordinal - entry.learned.ordinal > Self.longestWithoutControl
    return Recall(entry: entry, state: isOld ? .expired : .current)
  }

  /// A digest of what controls state and how they stand; nil for none.
  static func digest(of footings: [AnswerGround.Footing]) -> String? {
    guard !footings.isEmpty else { return nil }
    let parts = footings.sorted { $0.control.id < $1.control.id }.flatMap {
      [$0.control.id, $0.control.statement, $0.assessment.verdict.rawValue]
    }
    // JSON keeps the parts apart whatever they hold.
    return Digest.sha256(JSONValue.strings(parts).serialized(pretty: false))
  }
}
