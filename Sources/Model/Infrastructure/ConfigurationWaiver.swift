/// A comment in a scanned file that asks for a rule to be ignored on one resource.
///
/// The words are `avouch:allow RULE REASON`; those of other scanners are read too, so that a reviewer
/// sees what a tree has silenced.
package struct ConfigurationWaiver: Hashable, Sendable {
  /// As written: a rule of Avouch, or another scanner's identifier.
  package let rule: String
  package let reason: String?
  /// The last day on which it holds, where the comment has one.
  package let until: CalendarDate?
  package let span: TextSpan

  package init(rule: String, reason: String?, until: CalendarDate? = nil, span: TextSpan) {
    self.rule = rule
    self.reason = reason
    self.until = until
    self.span = span
  }
}
