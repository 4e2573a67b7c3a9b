/// A subject that buyers ask about and that controls speak of: encryption at rest, leavers' access.
package struct Topic: Hashable, Sendable {
  package let id: String
  package let title: String
  /// Words that mean it: a control that holds answers a question in these words with yes.
  package let phrases: [String]
  /// Words by which a question about it can be found, though they may ask for more or for less.
  package let hints: [String]
  /// Words that ask for the opposite: a control that holds answers them with no.
  package let opposites: [String]
  /// Requirements that ask about it, by framework; an identifier means nothing without its version.
  package let requirements: [String: [String]]

  package init(
    id: String, title: String, phrases: [String] = [], hints: [String] = [],
    opposites: [String] = [], requirements: [String: [String]] = [:]
  ) {
    self.id = id
    self.title = title
    self.phrases = phrases
    self.hints = hints
    self.opposites = opposites
    self.requirements = requirements
  }
}
