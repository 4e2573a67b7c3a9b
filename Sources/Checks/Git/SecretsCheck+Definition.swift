import Model

extension SecretsCheck {
  package static let definition = CheckDefinition(
    name: "secrets", family: "git",
    summary: "No password, key or token stands in any version of any file of the git history.",
    passes: """
      Every blob that a branch, tag, stash or HEAD leads to was read, and every message, name and \
      address of commits and tags and every file name, and no rule found a secret. What is not \
      committed is not looked at.
      """,
    fails: """
      A blob holds a secret, whether it still stands in HEAD or was removed since: whoever has the \
      repository has it. A finding says how sure it is: proved by a checksum or structure, likely by \
      its form, or a guess by its name. One finding for each secret and path, at the commit that \
      brought it in. The secret is never shown: a keyed digest stands for it, which stays the same \
      when lines move.
      """,
    unmeasured: """
      Nothing was found, but not everything could be read: a shallow clone, missing or damaged \
      objects, an archive, UTF-16 text or delta above 64 MiB, an archive that is damaged, encrypted \
      or larger than its bounds; the configuration or the baseline is wrong; or there is no \
      repository, or it has no commits.
      """,
    fields: [
      Field(
        "target", .target,
        "The repository; the folder of the posture file when it is left out."),
      Field(
        "ignore-paths", .list(of: .glob),
        "Paths from the top of the repository whose matches are not findings; the summary counts them."
      ),
      Field(
        "minimum-severity", .severity, default: "low",
        "Matches of rules below this severity are not findings."),
      Field(
        "head-only", .boolean, default: "false",
        "Judge only secrets that still stand in HEAD; those in history alone are counted."),
      Field(
        "configuration", .glob,
        "A YAML file beside the posture with rules of your own and an allow list: entries by path,"
          + " pattern, commit or fingerprint, each with a reason and, if need be, a last day."),
      Field(
        "baseline", .glob,
        "A file of keyed fingerprints that `avouch scan secrets --write-baseline` wrote; what it"
          + " lists is no finding. It needs the AVOUCH_FINGERPRINT_KEY it was written with."),
      Field(
        "allow-comments", .boolean, default: "true",
        "Whether a comment `avouch:allow RULE REASON` on a secret's line or the one before allows it;"
          + " beside two different secrets of the rule it allows neither."),
      Field(
        "since", .text,
        "Look only at what commits bring in that this revision does not lead to."),
      Field(
        "range", .text,
        "Look only at what commits of A..B bring in: those that B leads to and A does not."),
      Field(
        "unreachable", .boolean, default: "false",
        "Look at objects, too, that no branch or tag leads to any more."),
    ],
    example: """
      secrets:
        target: code
        ignore-paths: [tests/fixtures/**]
      """,
    sources: [
      "The rules under Policies/secrets, each with the provider's documented form",
      "https://owasp.org/Top10/A07_2021-Identification_and_Authentication_Failures/ (CWE-798)",
    ])
}
