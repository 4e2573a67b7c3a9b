import Model

/// Reads a posture with everything that it names and collects nothing.
package enum Linter {
  package struct Report: Sendable {
    /// Errors, or warnings when there is no error; sorted by place.
    package let diagnostics: [Diagnostic]
    /// The posture when it has no error.
    package let posture: Posture?

    package var hasErrors: Bool { posture == nil }
  }

  package static func lint(path: String, with reader: PostureReader) -> Report {
    do {
      let posture = try reader.read(path: path)
      return Report(diagnostics: posture.warnings, posture: posture)
    } catch {
      return Report(diagnostics: error.list, posture: nil)
    }
  }
}
