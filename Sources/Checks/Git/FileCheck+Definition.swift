import Model

extension FileCheck {
  package static let definition = CheckDefinition(
    name: "file",
    family: "git",
    summary: "Files exist, have the sections they must have, and are kept up to date.",
    passes: """
      Every path or glob matches at least one file, and every file matched has all the sections, \
      all that `contains` asks for, nothing of what `lacks` names, the size and a recent enough \
      last change. With `exists: false`: nothing matches.
      """,
    fails: """
      A path matches no file; a heading is missing (the nearest one is named); a pattern is not \
      found, or found where it must not be (its line is named, its text is not shown); the last \
      commit that changed the file is too long ago; the file is too small. With `exists: false`: \
      a file matches.
      """,
    unmeasured: """
      The folder or a file cannot be read, a file is not text, a pattern exceeds its limit, the \
      history does not tell when a file last changed, or the last change lies in the future.
      """,
    fields: [
      Field(
        "path", .oneOrMany(.glob), required: true,
        "Paths or globs from the target's folder; each must match a file."),
      Field("target", .target, "A repository or folder; the posture's own folder if left out."),
      Field("exists", .boolean, default: "true", "Write false when no such file may be there."),
      Field(
        "sections", .list(of: .text),
        "Markdown headings that must be there, of any level and letter case."),
      Field("contains", .list(of: .pattern), "Patterns that must each occur in every file."),
      Field("lacks", .list(of: .pattern), "Patterns that must occur in none of the files."),
      Field(
        "changed-within", .duration,
        "How long ago the newest commit that changed the file may be, such as 365d."),
      Field("minimum-size", .size, "The fewest bytes in a file, such as 500 or 2kB."),
    ],
    example: """
      file:
        path: docs/incident-response.md
        sections: [Severity levels, Customer notice]
        contains: ["72 hours"]
        lacks: ["(?i)\\\\blorem ipsum\\\\b"]
        changed-within: 365d
        minimum-size: 500
      """,
    sources: [
      "CommonMark 0.31.2, sections 4.2 and 4.3: https://spec.commonmark.org/0.31.2/#atx-headings"
    ])
}
