/// What an answer says, before it is put into a questionnaire's own words.
package enum AnswerMeaning: String, Hashable, Sendable {
  case yes
  case no
  case partial
  /// Not in place today, with a date: a no for whoever has no word for it.
  case planned
  /// A description, for a question that asks for one.
  case text
}
