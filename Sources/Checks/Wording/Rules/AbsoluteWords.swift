import Model

/// Outcomes of security promised without any exception.
struct AbsoluteWords: WordingRule {
  static let id = "absolute-words"
  static let severity = Severity.low
  static let summary =
    "No evidence can hold an absolute outcome (unbreakable, zero risk, never breached); a scope "
    + "such as \"every public endpoint\" is fine."
  static let faulty: [WordingExample] = [
    "Every byte is protected.", "The service is completely secure.", "We never accept plain HTTP.",
    "A breach is impossible.", "We guarantee the safety of your data.",
    "One tenant's loss does not put another at risk.", "No two tenants share a table.",
    "The platform offers complete security.", "Total security for your data.",
  ]
  static let sound: [WordingExample] = [
    "Every public endpoint refuses plain HTTP.", "Card numbers are never stored.",
    "All data is held in the European Union.", "We do not guarantee availability.",
    "Every deployment is scanned.", "The risk register is reviewed.",
    "All employees complete security awareness training.", "We report total security incidents.",
  ]
  private static let phrases: Phrases = [
    "every byte", "every single", "impossible", "unbreakable", "unhackable", "hack proof",
    "hackproof", "bulletproof", "foolproof", "tamper proof", "breach proof", "future proof",
    "completely secure", "fully secure", "totally secure", "absolutely secure", "perfectly secure",
    "100 secure", "100 safe", "completely safe", "fully protected", "completely protected",
    "guarantee", "guarantees", "guaranteed", "absolutely", "zero risk", "no risk", "risk free",
    "zero vulnerabilities", "zero breaches", "zero downtime", "always secure", "always encrypted",
    "always available", "always protected", "always safe", "never accept", "never accepts",
    "never allow", "never allows", "never fail", "never fails", "never breached",
    "never compromised",
    "never lost", "never lose", "never leak", "never leaks", "cannot be hacked",
    "cannot be breached",
    "cannot be compromised", "can't be hacked", "under no circumstances", "at all times",
    "no two",
  ]
  /// Absolute where they stand alone; "complete security awareness training" is only complete.
  private static let wholes: Phrases = ["total security", "complete security"]
  /// What may follow a thing without being a part of its name.
  private static let joints: Set<String> = [
    "a", "across", "against", "and", "are", "as", "at", "because", "but", "by", "for", "from", "if",
    "in", "is", "of", "on", "or", "since", "so", "that", "the", "through", "to", "when", "while",
    "with", "without",
  ]
  private static let risks: Phrases = ["at risk"]

  func findings(in statement: Statement) -> [WordingIssue] {
    let outright = statement.matches(of: Self.phrases).filter {
      !statement.isNegated($0, within: 2)
    }
    let whole = statement.matches(of: Self.wholes).filter {
      !statement.isNegated($0, within: 2) && isAlone($0, in: statement)
    }
    let denied = statement.matches(of: Self.risks).filter { statement.isNegated($0, within: 6) }
    return (outright + whole + denied).map { match in
      WordingIssue(
        "\"\(statement.text(of: match.range))\" promises more than any evidence can show",
        at: match.range, fix: "say what is done, where, and what is left out")
    }
  }

  /// Whether no further noun follows in the sentence.
  private func isAlone(_ match: Statement.Match, in statement: Statement) -> Bool {
    guard statement.words.indices.contains(match.words.upperBound) else { return true }
    let next = statement.words[match.words.upperBound]
    return next.sentence != statement.sentence(of: match) || Self.joints.contains(next.text)
  }
}
