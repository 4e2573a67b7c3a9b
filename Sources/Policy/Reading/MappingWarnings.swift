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
      !isConfirmed(entry, of: framework, by: other, in: control)
    else { return nil }
    let title = requirement.map { " (\($0.title))" } ?? ""
    let elsewhere =
      other.number(here: entry.requirement).map { "; what has that number in \(other.id) is \($0)" }
      ?? "; in \(other.id) that number means something else"
    return "\(start)\(title)\(elsewhere). A \"note\" beside the mapping says that it is meant so"
  }

  /// Whether the author has told the two editions apart: by a note, or by mapping to both of them.
  ///
  /// What a pack maps to was held against both when it was written.
  private func isConfirmed(
    _ entry: Control.Mapping.Entry, of framework: Framework, by other: Framework.OtherEdition,
    in control: Control
  ) -> Bool {
    if entry.note != nil || control.pack != nil { return true }
    guard let there = other.renumbered[entry.requirement] else { return false }
    return control.mapsTo.contains { $0.framework == other.id && $0.requirements.contains(there) }
  }
}
