/// One part of a judgement as it was made, for whoever asks why: what was asked, what it came to, and
/// where the value stands.
package struct JudgementStep: Hashable, Sendable {
  /// How deep it lies below the whole, from 0.
  package let depth: Int
  /// The part as it was written, or in words.
  package let text: String
  /// What it came to, without secrets.
  package let outcome: String
  /// The place of the value, for what was read from a file.
  package let location: Location?

  package init(depth: Int, text: String, outcome: String, location: Location?) {
    self.depth = depth
    self.text = text
    self.outcome = outcome
    self.location = location
  }
}
