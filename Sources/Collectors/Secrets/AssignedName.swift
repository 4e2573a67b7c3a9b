import Systems

/// A name that a secret without a form of its own is assigned to.
///
/// The name begins like one given, as `acme` begins `ACME_API_KEY`, `acmeToken` and
/// `my.acme.secret`; a hyphen in what is given stands for any separator or none.
enum AssignedName {
  /// What a name says when it names a secret.
  private static let nouns = "(?i:key|token|secret|passw|pwd|auth|cred|pat\\b|webhook|license)"

  /// The pattern of an assignment; its first group is the secret.
  static func pattern(for names: [String], secret: String) -> String {
    let beginnings = names.flatMap { name in
      let words = name.split(separator: "-").map(String.init)
      let text = words.joined(separator: "[ _.-]?")
      let first = text.prefix(1)
      return [
        "(?<![A-Za-z])(?i:\(text))",
        // As in `myAcmeKey`: a capital after a small letter begins a word.
        "(?<=[a-z])\(first.uppercased())(?i:\(text.dropFirst()))",
      ]
    }
    return "(?:\(beginnings.joined(separator: "|")))"
      + "[0-9A-Za-z_.-]{0,32}?\(nouns)[0-9A-Za-z_]{0,16}\\\\?[\"'`]?\\]?"
      + "(?:\\s{0,3}(?:::?=|=>|[=:,>(])\\s{0,3}|\\s{1,3}|\\s{1,40}value:\\s{1,3})\\\\?[\"'`]?"
      + "(\(secret))(?![0-9A-Za-z_+/-])"
  }

  /// The literals of which one is in each such name.
  static func literals(for names: [String]) -> [String] {
    names.flatMap { name in
      name.contains("-")
        ? ["", "_", "-", ".", " "].map { name.split(separator: "-").joined(separator: $0) } : [name]
    }
  }
}
