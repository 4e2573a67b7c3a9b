import Model

/// Globs over names such as `public.orders`; one without a dot is about the name in any schema.
struct NameGlobs {
  private let globs: [(pattern: GlobPattern, isFull: Bool)]

  init(
    _ texts: [String], field: String, at location: Location
  ) throws(Diagnostics) {
    var globs: [(GlobPattern, Bool)] = []
    for text in texts {
      do throws(PatternProblem) {
        globs.append((try GlobPattern(text), text.contains(".")))
      } catch {
        throw Diagnostics([Diagnostic("`\(field)`: \(error.message)", at: location)])
      }
    }
    self.globs = globs
  }

  var isEmpty: Bool { globs.isEmpty }

  func matches(_ name: DatabaseObjectName) -> Bool {
    globs.contains { glob in
      glob.pattern.matches(
        glob.isFull ? "\(name.schema).\(name.bareName)" : name.bareName)
    }
  }
}
