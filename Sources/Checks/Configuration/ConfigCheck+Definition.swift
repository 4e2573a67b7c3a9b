import Model

extension ConfigCheck {
  package static let definition = CheckDefinition(
    name: "config",
    family: "configuration",
    summary: "Values in YAML, JSON, TOML, INI and .env files are as stated.",
    passes: """
      Every file that matches could be read, there are at least `minimum-subjects` subjects, and \
      every row of `assert` is true for every one of them. Over an empty list `for: all` and \
      `for: none` are true and `for: any` is false.
      """,
    fails: """
      A row is false for a subject: one finding for each such row and subject, at the line of the \
      value, or of the nearest thing above it that exists. A value that is absent or null fails \
      what asks for something of it.
      """,
    unmeasured: """
      No file matches, a file that is named is not there, or there are too few subjects; a file \
      cannot be read; a row or `where` is \
      unknown: the value is a placeholder (`unknown-when`), a path cannot exist in the data (a key \
      below a number), a negative row (`is-not`, `not-contains`, `for: none`) meets an absent or \
      null value, two values cannot be compared, a pattern exceeds its limit, or an expression ends \
      in an error, as for a field that is not there and was not asked for with `has()` or `.?`. The \
      text "true" is not true; whether `is-not: true` holds for it, or for `yes`, is unknown, because programs \
      differ.
      """,
    fields: [
      Field(
        "files", .oneOrMany(.glob), required: true,
        "Paths or globs of the files, from the target's folder."),
      Field("target", .target, "A repository or folder; the posture's own folder if left out."),
      Field(
        "format", .choice(StructuredFilesRequest.Format.allCases.map(\.rawValue)),
        "How the files are written; taken from each file's name if left out."),
      Field(
        "each", .dataPath,
        "What is judged, each on its own: the document if left out; [*] names every element of a "
          + "list or value of a mapping."),
      Field(
        "let", .mapping(of: .text),
        "Names for expressions of CEL that the expressions of the rows may use, each also the later "
          + "ones here."),
      Field(
        "where", .list(of: .object(AssertionRow.fields)),
        "Rows that are all true for a subject that is to be judged."),
      Field(
        "assert", .list(of: .object(AssertionRow.fields)), required: true,
        "Rows that must all be true for every subject."),
      Field(
        "minimum-subjects", .integer(0...1_000_000), default: "1",
        "How many subjects there must be for the check to count as measured."),
      Field(
        "unknown-when", .pattern,
        "A pattern for texts that stand for values known only elsewhere, such as ^\\$\\{."),
    ],
    example: """
      config:
        files: deploy/*.yaml
        each: spec.template.spec.containers[*]
        where: [{ path: name, matches: "^app" }]
        assert:
          - { path: securityContext.runAsNonRoot, is: true }
          - { path: image, matches: "@sha256:" }
          - any-of:
              - { path: securityContext.privileged, absent: true }
              - { path: securityContext.privileged, is: false }
          - cel: resource.resources.limits.memory <= quantity("2Gi")
        minimum-subjects: 1
      """,
    sources: [
      "YAML 1.2.2, core schema: https://yaml.org/spec/1.2.2/#103-core-schema",
      "Common Expression Language: https://github.com/cel-expr/cel-spec/blob/master/doc/langdef.md",
      "S. C. Kleene, Introduction to Metamathematics, section 64: three-valued logic",
    ])
}
