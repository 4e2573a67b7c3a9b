import Model

/// Mappings that can be read and most likely say something else than is meant.
struct MappingWarnings {
  private let frameworks: [String: Framework]
  private let requirements: [String: [String: Framework.Requirement]]

  init(_ frameworks: [Framework]) {
    self.frameworks = Dictionary(frameworks.map { ($0.id, $0) }) { first, _ in first }
    requirements = self.frameworks.mapValues { framework in
      Dictionary(framework.requirements.map { ($0.id, $0) }) { first, _ in first }
    }
  }

  func find(in controls: [Control]) -> [Diagnostic] {
    controls.flatMap { control in
      control.mapsTo.flatMap { mapping in
        mapping.entries.compactMap { problem($0, of: mapping.framework, in: control) }
      }.map { Diagnostic($0, at: control.location, level: .warning) }
    }
  }

  private func problem(
    _ entry: Control.Mapping.Entry, of name: String, in control: Control
  ) -> String? {
    guard let framework = frameworks[name] else { return nil }
    let requirement = requirements[name]?[entry.requirement]
    let start = "the control \"\(control.id)\" maps to \(name) \(entry.requirement)"
    if let into = requirement?.withdrawnInto {
      return "\(start), which was withdrawn"
        + (into.isEmpty ? "" : "; its substance is in \(into.joined(separator: ", "))")
    }
    guard let other = framework.otherEdition, other.meansAnother(by: entry.requirement),
      // A note says that it was looked at.
      entry.note == nil, isContradicted(entry, by: other, in: control)
    else { return nil }
    let title = requirement.map { " (\($0.title))" } ?? ""
    let meant = other.number(here: entry.requirement)
    let elsewhere =
      meant.map { "; what \(other.id) calls \(entry.requirement) is \(name) \($0)" }
      ?? "; in \(other.id) that number means something else"
    return "\(start)\(title)\(elsewhere). A \"note\" beside the mapping says that it is meant so"
  }

  /// Whether the control maps to the other edition as well, and there not to the same requirement.
  private func isContradicted(
    _ entry: Control.Mapping.Entry, by other: Framework.OtherEdition, in control: Control
  ) -> Bool {
    let named = control.mapsTo.filter { $0.framework == other.id }.flatMap(\.requirements)
    guard !named.isEmpty else { return false }
    // Without a number of its own it is not in the other edition, where its number is another thing's.
    guard let same = other.renumbered[entry.requirement] else {
      return named.contains(entry.requirement)
    }
    return !named.contains(same)
  }
}
