/// One question that a buyer's questionnaire asks, wherever in the file it stands.
package struct Question: Hashable, Sendable {
  /// The identifier as the questionnaire writes it (`TVM-03.1`, `HFIH-01`), or nil when there is none.
  package let identifier: String?
  package let text: String
  /// The headings it stands under, outermost first.
  package let headings: [String]
  /// Where it stands, for people: `Sheet "Security", B12`, `line 40`, `/questions/3`.
  package let place: String
  /// The answers that the questionnaire allows, in its own words; empty when any text may stand.
  package let choices: [String]
  /// What stands in the answer's place already, or nil when it is empty.
  package let presentAnswer: String?
  /// Why no answer can be written there (a formula, a merged or protected cell), or nil.
  package let refusal: String?
  /// Whether a comment can be written beside the answer.
  package let takesComment: Bool

  package init(
    identifier: String? = nil, text: String, headings: [String] = [], place: String,
    choices: [String] = [], presentAnswer: String? = nil, refusal: String? = nil,
    takesComment: Bool = true
  ) {
    self.identifier = identifier
    self.text = text
    self.headings = headings
    self.place = place
    self.choices = choices
    self.presentAnswer = presentAnswer
    self.refusal = refusal
    self.takesComment = takesComment
  }
}
