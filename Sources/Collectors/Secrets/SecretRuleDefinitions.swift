import Model

/// What a file under `Policies/secrets` may hold.
package enum SecretRuleDefinitions {
  package static let file: [Field] = [
    Field("provider", .text, required: true, "Who issues these secrets."),
    Field("rules", .list(of: .object(rule)), required: true, "The rules, one for each form."),
  ]

  package static let rule: [Field] = [
    Field("id", .identifier, required: true, "The rule's name in findings; never reused."),
    Field("title", .text, required: true, "What the secret is, as a person would call it."),
    Field(
      "pattern", .pattern, required: true,
      "What a secret looks like, matched over bytes; one that begins with (?i) has its keywords"
        + " looked for in any case."),
    Field(
      "keywords", .list(of: .text),
      "Literals of which one occurs in or beside every secret; only there is the pattern tried."),
    Field(
      "assigned-to", .list(of: .text),
      "For secrets without a form of their own, instead of keywords: beginnings of the names that"
        + " they are assigned to, as in acme for ACME_API_KEY; the pattern is then the secret's alone."
    ),
    Field("capture", .integer(0...9), default: "0", "The group that holds the secret itself."),
    Field("severity", .severity, required: true, "How much a leak matters."),
    Field(
      "minimum-entropy", .text, default: "0",
      "Bits of Shannon entropy for each character that a secret has at least."),
    Field(
      "token-length", .integer(1...512),
      "Characters of a token that stand without a break from a keyword's start on; fewer, and the"
        + " pattern is not tried."),
    Field(
      "followed-by", .choice(["assignment", "value", "userinfo"]),
      "What comes after a keyword: a sign of assignment, a sign and a value of the value-length, or a"
        + " user name and password up to an @."),
    Field(
      "value-length", .integer(1...512), default: "8",
      "Characters without a space, a quotation mark, a backslash or an angle bracket that a value has"
        + " at least."),
    Field(
      "window", .integer(64...65_536), default: "512",
      "Bytes on both sides of a keyword in which the pattern is tried."),
    Field(
      "form", .choice(SecretForm.allCases.map(\.rawValue)),
      "What a secret without a form of its own must look like to count."),
    Field(
      "generic", .boolean, default: "false",
      "Whether rules of a certain provider go before this one where both match."),
    Field(
      "preferred", .boolean, default: "false",
      "Whether this rule goes before others that match the same text, because a name beside it tells"
        + " whose it is."),
    Field(
      "documented-examples", .list(of: .text),
      "SHA-256 of secrets that the provider's own documentation shows; they are not found."),
    Field(
      "validate", .choice(SecretStructure.allCases.map(\.rawValue)),
      "The checksum or structure that a secret must have."),
    Field("allows", .text, required: true, "What a person who finds it can do."),
    Field("revoke", .text, required: true, "An https link to the provider's page about revoking."),
    Field("examples", .object(examples), required: true, "What must and must not match."),
  ]

  /// A team's own rule: nobody else has to learn from it what a leak allows.
  package static let ownRule: [Field] = rule.map { field in
    guard ["allows", "revoke", "examples"].contains(field.name) else { return field }
    return Field(field.name, field.type, field.summary)
  }

  package static let examples: [Field] = [
    Field(
      "match", .list(of: .list(of: .text)), required: true,
      "Texts that the rule must find, each written in parts that are joined, so that the rule file"
        + " itself holds nothing that looks like a secret."),
    Field(
      "no-match", .list(of: .list(of: .text)), required: true,
      "Texts that look alike and must not be found."),
  ]
}
