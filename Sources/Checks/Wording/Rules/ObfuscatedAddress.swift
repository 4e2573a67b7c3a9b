import Model

/// A contact address that a web page's protection against harvesters has replaced.
struct ObfuscatedAddress: WordingRule {
  static let id = "obfuscated-address"
  static let severity = Severity.medium
  static let summary =
    "\"[email protected]\" is what a page's e-mail obfuscation leaves behind: nobody can write "
    + "to it."
  static let faulty: [WordingExample] = [
    "Report a vulnerability to [email protected].",
    "Report a vulnerability to [email\u{A0}protected].",
    "Write to security [at] example.com.",
    "Write to /cdn-cgi/l/email-protection.",
  ]
  static let sound: [WordingExample] = [
    "Report a vulnerability to security@example.com.",
    "Customers' email protected by DMARC is delivered.",
    "Look (at the edge) for logs.",
  ]
  private static let replacements: Phrases = ["email protected"]
  private static let links: Phrases = ["cdn cgi l email protection"]
  private static let spelling: Phrases = ["at"]

  func findings(in statement: Statement) -> [WordingIssue] {
    let replaced = statement.matches(of: Self.replacements).filter {
      isBracketed($0.range, in: statement)
    }
    let links = statement.matches(of: Self.links)
    let spelt = statement.matches(of: Self.spelling).filter { isBracketed($0.range, in: statement) }
    return (replaced + links + spelt).map { match in
      WordingIssue(
        "the contact reads \"\(RecordText.shown(statement.text(of: match.range)))\": the address "
          + "was lost to e-mail obfuscation, so reports go nowhere",
        at: match.range, fix: "write the address itself, as in security.txt")
    }
  }

  private func isBracketed(_ range: Range<Int>, in statement: Statement) -> Bool {
    guard range.lowerBound > 0, range.upperBound < statement.scalars.count else { return false }
    let pair = (statement.scalars[range.lowerBound - 1], statement.scalars[range.upperBound])
    return pair == ("[", "]") || pair == ("(", ")") || pair == ("{", "}")
  }
}
