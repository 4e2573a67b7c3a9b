import Model

/// What a team's own file for the secret scan may hold.
package enum SecretConfigurationDefinitions {
  package static let file: [Field] = [
    Field("provider", .text, default: "Own", "Who issues the secrets of the rules below."),
    Field(
      "rules", .list(of: .object(SecretRuleDefinitions.ownRule)),
      "Rules beside the shipped ones, of the same form as those."),
    Field(
      "allow", .list(of: .object(allowance)), "Matches that are no findings, each for a reason."),
  ]

  package static let allowance: [Field] = [
    Field("rule", .identifier, "The rule; every rule when it is left out."),
    Field("path", .glob, "Where, from the top of the repository; `a.zip!/b` is inside an archive."),
    Field("pattern", .pattern, "A PCRE2 pattern that the secret itself must match."),
    Field("commit", .text, "The commit that brought it in, seven digits of its name or more."),
    Field("fingerprint", .text, "The finding's fingerprint: this very secret, wherever it stands."),
    Field("reason", .text, required: true, "Why it is no finding."),
    Field("until", .date, "The last day on which the entry counts."),
  ]
}
