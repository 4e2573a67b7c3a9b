import Model
import Reports

/// What `avouch lint` found, for machines.
struct LintOutput {
  let format: String

  func render(_ diagnostics: [Diagnostic]) -> String {
    format == "github" ? annotations(diagnostics) : json(diagnostics)
  }

  private func json(_ diagnostics: [Diagnostic]) -> String {
    JSONValue.object([
      "schema": .string("avouch-lint/1"),
      "diagnostics": .array(
        diagnostics.map { diagnostic in
          .object([
            "level": .string(diagnostic.level.rawValue),
            "message": .string(diagnostic.message),
            "suggestion": .optional(diagnostic.suggestion),
            "path": .optional(diagnostic.location.path),
            "line": diagnostic.location.span.map { .integer($0.line) } ?? .null,
            "column": diagnostic.location.span.map { .integer($0.column) } ?? .null,
          ])
        }),
    ]).serialized()
  }

  private func annotations(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { diagnostic in
      let span = diagnostic.location.span
      let properties = [
        (name: "file", value: diagnostic.location.path ?? ""),
        (name: "line", value: span.map { String($0.line) } ?? ""),
        (name: "col", value: span.map { String($0.column) } ?? ""),
        (name: "title", value: "avouch lint"),
      ]
      let hint = diagnostic.suggestion.map { "; \($0)" } ?? ""
      return WorkflowCommand(
        name: diagnostic.level.rawValue, properties: properties, message: diagnostic.message + hint
      ).line + "\n"
    }.joined()
  }
}
