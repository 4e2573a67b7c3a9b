import Model

/// One pattern that must or must not appear in files.
struct SourcePattern: Sendable {
  let pattern: String
  let rule: String
  let message: String?
  let fix: String?
  /// Where it must not appear: in how many lines it still may; where it must: in how many it has to.
  let count: Int
  /// Whether each file must have it, and not one of them.
  let isForEach: Bool

  static let forbiddenFields = [
    Field("pattern", .pattern, required: true, "What must not appear."),
    Field("rule", .identifier, "The rule's name in findings; forbidden-pattern if left out."),
    Field("message", .text, "What is wrong with it."),
    Field("fix", .text, "What to write in its place."),
    Field(
      "maximum", .integer(0...1_000_000), default: "0",
      "How many lines in all may still have it; each more is a finding."),
  ]

  static let requiredFields = [
    Field("pattern", .pattern, required: true, "What must appear."),
    Field("rule", .identifier, "The rule's name in findings; missing-pattern if left out."),
    Field("message", .text, "Why it must be there."),
    Field("fix", .text, "What to do about it."),
    Field(
      "minimum", .integer(1...1_000_000), default: "1", "How many lines must have it."),
    Field(
      "in", .choice(["any", "each"]), default: "any",
      "Whether the lines are counted over all files, or every file must have so many."),
  ]

  init?(_ arguments: Arguments, isRequired: Bool) {
    guard let pattern = arguments.text("pattern") else { return nil }
    self.pattern = pattern
    rule = arguments.text("rule") ?? (isRequired ? "missing-pattern" : "forbidden-pattern")
    message = arguments.text("message")
    fix = arguments.text("fix")
    count = arguments.integer(isRequired ? "minimum" : "maximum") ?? (isRequired ? 1 : 0)
    isForEach = arguments.text("in") == "each"
  }
}
