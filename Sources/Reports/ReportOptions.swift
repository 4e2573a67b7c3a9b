import Model

/// Who reads a report, and on what.
package struct ReportOptions: Hashable, Sendable {
  /// Everything above this audience is withheld.
  package var audience: Control.Audience
  /// Whether terminal colours are written.
  package var color: Bool
  /// The terminal's width in columns; text is folded to it.
  package var width: Int
  /// Whether passing checks show their evidence.
  package var verbose: Bool

  package init(
    audience: Control.Audience = .internal, color: Bool = false, width: Int = 100,
    verbose: Bool = false
  ) {
    self.audience = audience
    self.color = color
    self.width = width
    self.verbose = verbose
  }
}
