/// One thing wrong with a file that a person wrote, with its place.
package struct Diagnostic: Hashable, Sendable, Error, Comparable {
  package enum Level: String, Sendable {
    case error
    case warning
  }

  package let level: Level
  package let location: Location
  /// What is wrong and what was expected.
  package let message: String
  /// The nearest known name or another way out, printed after the message.
  package let suggestion: String?

  package init(
    _ message: String, at location: Location, suggestion: String? = nil, level: Level = .error
  ) {
    self.level = level
    self.location = location
    self.message = message
    self.suggestion = suggestion
  }

  /// One line: `file:line:column: error: message; did you mean …`.
  package var description: String {
    let place = location.description
    return (place.isEmpty ? "" : place + ": ") + "\(level.rawValue): \(message)"
      + (suggestion.map { "; \($0)" } ?? "")
  }

  package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    (left.location, left.message) < (right.location, right.message)
  }
}

/// Everything wrong with the files of one run; thrown so that all of it is shown at once.
package struct Diagnostics: Error, Sendable {
  package var list: [Diagnostic]

  package init(_ list: [Diagnostic]) { self.list = list }
}
