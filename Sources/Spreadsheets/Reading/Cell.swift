/// What a cell shows.
package struct Cell: Hashable, Sendable {
  /// The text, or the number as the file writes it; of a formula the result that was stored last.
  package let text: String
  package let isFormula: Bool

  package init(text: String, isFormula: Bool) {
    self.text = text
    self.isFormula = isFormula
  }
}
