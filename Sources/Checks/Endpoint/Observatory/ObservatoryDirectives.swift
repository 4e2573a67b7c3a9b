/// One policy as the Observatory reads it: directives and sources in lower case.
struct ObservatoryDirectives {
  /// The length of the shortest directive, less one: a shorter policy is invalid.
  private static let shortest = 6

  let values: [String: Set<String>]
  let hasRepeatedReporting: Bool

  init(values: [String: Set<String>], hasRepeatedReporting: Bool = false) {
    self.values = values
    self.hasRepeatedReporting = hasRepeatedReporting
  }

  /// Nil when it is too short, or names a directive twice.
  init?(_ text: String) {
    let text = text.trimmingWhitespace
    guard text.utf16.count >= Self.shortest else { return nil }
    var values: [String: Set<String>] = [:]
    var hasRepeatedReporting = false
    for part in text.split(separator: ";") {
      guard let directive = ContentSecurityPolicy.directive(String(part)) else { continue }
      if values[directive.name] != nil {
        guard ["report-uri", "report-to"].contains(directive.name) else { return nil }
        hasRepeatedReporting = true
        continue
      }
      let isEmptyList = directive.values.isEmpty && directive.name.hasSuffix("-src")
      values[directive.name] =
        isEmptyList ? ["'none'"] : Set(directive.values.map { $0.lowercased() })
    }
    self.init(values: values, hasRepeatedReporting: hasRepeatedReporting)
  }

  var isEmpty: Bool { values.isEmpty }

  func removing(_ names: Set<String>) -> ObservatoryDirectives {
    ObservatoryDirectives(
      values: values.filter { !names.contains($0.key) },
      hasRepeatedReporting: hasRepeatedReporting)
  }

  /// The sources that decide, or nil when nothing is said.
  func effective(_ name: String, readsElements: Bool) -> Set<String>? {
    let chain =
      readsElements
      ? ContentSecurityDirectives.chain(of: name)
      : ContentSecurityDirectives.chain(of: name).filter {
        !$0.hasSuffix("-elem") && !$0.hasSuffix("-attr")
      }
    for candidate in chain {
      if let found = values[candidate] { return found }
    }
    return nil
  }
}
