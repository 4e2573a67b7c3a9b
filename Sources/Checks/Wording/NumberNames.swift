/// Which numbers are part of a name (SOC 2, ISO 27001:2022, RFC 9116) and which state something.
enum NumberNames {
  static let words = [
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fourteen": "14",
    "fifteen": "15", "twenty": "20", "twenty-four": "24", "thirty": "30", "forty": "40",
    "forty-eight": "48", "sixty": "60", "seventy-two": "72", "ninety": "90", "hundred": "100",
  ]

  static let units: Set<String> = [
    "ms", "s", "sec", "secs", "second", "seconds", "m", "min", "mins", "minute", "minutes", "h",
    "hr",
    "hrs", "hour", "hours", "d", "day", "days", "w", "week", "weeks", "month", "months", "quarter",
    "quarters", "y", "year", "years", "percent", "%", "kb", "mb", "gb", "tb", "kib", "mib", "gib",
    "k",
    "x",
  ]

  private static let timeUnits: Set<String> = [
    "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks",
    "month", "months", "year", "years", "business", "percent",
  ]

  /// Words after which a number belongs to the name of a standard, a law or a part of one.
  private static let leads: Set<String> = [
    "soc", "iso", "iec", "iso/iec", "oauth", "rfc", "bcp", "article", "articles", "art", "arts",
    "section", "sections", "§", "clause", "clauses", "rule", "rules", "chapter", "annex",
    "appendix",
    "part", "recital", "requirement", "requirements", "control", "principle", "gdpr", "dpdpa",
    "dpdp",
    "hipaa", "ccpa", "cpra", "cra", "act", "regulation", "directive", "eu", "type", "level", "tier",
    "phase", "step", "stage", "class", "category", "http", "saml", "connect", "nist", "sp", "fips",
    "csf", "cis", "pci", "dss", "cvss", "cve", "cwe", "ccm", "caiq", "slsa", "asvs", "top", "mvsp",
    "nis", "utf", "priority", "severity", "sev",
  ]

  /// Words that turn a number before them into a name: 21 CFR Part 11.
  private static let followers: Set<String> = ["cfr", "usc", "u.s.c", "stat"]

  private static let connectors: Set<String> = ["and", "or", "to", "&"]

  /// Whether the chunk at an index is a number that belongs to a name.
  ///
  /// `lastName` is where such a chunk was seen last, for lists as in `articles 33 and 34`.
  static func isName(
    _ chunks: [QuantityScanner.Chunk], at index: Int, after lastName: Int
  ) -> Bool {
    let text = chunks[index].text
    guard text.unicodeScalars.contains(where: StatementWord.isDigit) else { return false }
    guard let first = text.unicodeScalars.first, StatementWord.isDigit(first) else {
      // A letter first makes a name (AES-256, us-east-1, IPv6); TLSv1.2 states a version.
      return !text.hasPrefix("tls") && !text.hasPrefix("ssl")
    }
    let next = index + 1 < chunks.count ? chunks[index + 1].text : ""
    if text == "24/7" || text.contains("://") || followers.contains(next) { return true }
    if timeUnits.contains(next) || text.hasSuffix("%") { return false }
    guard index > 0 else { return false }
    if leads.contains(chunks[index - 1].text) { return true }
    let isListed = lastName == index - 1 && isPlain(chunks[lastName].text)
    let isJoined = lastName == index - 2 && connectors.contains(chunks[index - 1].text)
    return isListed || isJoined
  }

  /// Whether a name was a bare number, so that another number after it may go on with the list.
  private static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.first.map(StatementWord.isDigit) ?? false
  }
}
