import Model

/// One requirement with everything that maps to it.
package struct MappedRequirement: Sendable {
  package let requirement: Framework.Requirement
  package let state: RequirementState
  /// In the order of the posture; only those that the audience sees.
  package let controls: [MappedControl]
  /// The parts of it that something maps to, in the catalogue's order.
  package let parts: [String]
  /// Why it does not apply; nil when it does, empty when the audience may not know why.
  package let exclusion: String?
  /// How many controls that map to it the audience does not see.
  package let withheldControls: Int
  /// How another edition of the catalogue numbers it; nil where the two agree.
  package let otherNumber: Framework.OtherNumber?

  package var id: String { requirement.id }

  /// Whether it can be told in one line with others like it.
  var isBrief: Bool { controls.isEmpty && parts.isEmpty && withheldControls == 0 }

  /// What is to be said besides its controls.
  package var notes: [String] {
    var notes: [String] = []
    if !parts.isEmpty { notes.append("Through its parts: \(parts.joined(separator: ", ")).") }
    if withheldControls > 0 {
      notes.append(
        "\(Wording.counted(withheldControls, "control")) not shown to this audience "
          + "\(withheldControls == 1 ? "maps" : "map") to it.")
    }
    if let into = requirement.withdrawnInto {
      notes.append(
        "Withdrawn from the catalogue"
          + (into.isEmpty ? "." : "; its substance is in \(Wording.list(into))."))
    }
    if let otherNumber, !controls.isEmpty { notes.append(otherNumber.sentence) }
    if let exclusion {
      notes.append(exclusion.isEmpty ? "Declared not applicable." : "Not applicable: \(exclusion)")
    }
    return notes
  }
}
