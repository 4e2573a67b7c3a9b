import Model

/// Controls against frameworks: what every map report is written from.
package struct ControlMap: Sendable {
  /// What the audience sees of the assessment.
  package let published: PublishedAssessment
  /// In the order of the posture.
  package let frameworks: [MappedFramework]
  /// Whether only requirements without any control are shown.
  package let showsOnlyGaps: Bool

  /// The map of what an audience sees.
  ///
  /// - Parameters:
  ///   - published: The assessment, already redacted.
  ///   - identifiers: The frameworks to show; all of the posture's when empty.
  ///   - showsOnlyGaps: Whether requirements that something maps to are left out of the lists.
  package init(
    _ published: PublishedAssessment, frameworks identifiers: [String] = [],
    showsOnlyGaps: Bool = false
  ) {
    self.published = published
    self.showsOnlyGaps = showsOnlyGaps
    let assessment = published.assessment
    frameworks = assessment.frameworks
      .filter { identifiers.isEmpty || identifiers.contains($0.id) }
      .map {
        MappedFramework(
          $0, controls: assessment.controls, withheld: published.withheldMappings[$0.id] ?? [:])
      }
  }

  package var assessment: Assessment { published.assessment }

  /// Controls that map to a requirement shown here, in posture order.
  package var mapped: [ControlAssessment] { assessment.controls.filter(isMapped) }

  /// Controls, commitments and planned work that map to no requirement shown here.
  package var unmapped: [ControlAssessment] {
    assessment.controls.filter {
      [.control, .commitment, .planned].contains($0.control.kind) && !isMapped($0)
    }
  }

  /// Frameworks that have a control at all: the columns of the matrix.
  var columns: [MappedFramework] {
    frameworks.filter { mapped in
      assessment.controls.contains { !$0.control.entries(in: mapped.framework.id).isEmpty }
    }
  }

  private func isMapped(_ item: ControlAssessment) -> Bool {
    frameworks.contains { !item.control.entries(in: $0.framework.id).isEmpty }
  }

  /// What the map opens with: how much is mapped, and what of it does not hold.
  var headline: String {
    [extent, problems].compactMap(\.self).joined(separator: " ")
  }

  /// The worst state of any requirement shown, by which the headline is coloured.
  var tone: ControlVerdict.Tone {
    if count(of: .violated) > 0 { return .bad }
    return count(of: .unproven) > 0 ? .caution : .plain
  }

  private func count(of state: RequirementState) -> Int {
    frameworks.reduce(0) { $0 + $1.count(of: state) }
  }

  private var problems: String? {
    let found = [RequirementState.violated, .unproven].filter { count(of: $0) > 0 }
    let parts = found.map { state in
      let count = count(of: state)
      let subject =
        state == found.first ? Wording.counted(count, "requirement") : String(count)
      return "\(subject) \(count == 1 ? "is" : "are") \(state.rawValue)"
    }
    return parts.isEmpty ? nil : Wording.list(parts) + "."
  }

  private var extent: String {
    guard frameworks.count != 1 else { return frameworks.first?.summary ?? "" }
    let mapped = frameworks.reduce(0) { $0 + $1.mappedCount }
    let applicable = frameworks.reduce(0) { $0 + $1.applicableCount }
    return "\(Wording.counted(self.mapped.count, "control")) map to \(mapped) of "
      + "\(Wording.counted(applicable, "requirement")) in "
      + "\(Wording.counted(frameworks.count, "framework"))."
  }

  /// What a reader must know of how the map was made.
  package var notes: [String] {
    [
      "A state says what was measured of the controls that the organization mapped; whether they are "
        + "enough for a requirement is for its auditor to judge.",
      frameworks.contains(where: \.framework.isLaw)
        ? "A control supports what a law asks for; it never satisfies it." : nil,
      published.withheldSentence.map {
        "\($0) What they map to counts here as shown in part, or as withheld, however they stand."
      },
      renumbered,
      showsOnlyGaps ? "Only requirements without any control are listed." : nil,
    ].compactMap(\.self)
  }

  /// That identifiers moved between editions, wherever a shown mapping depends on it.
  private var renumbered: String? {
    let moved = frameworks.compactMap { mapped -> String? in
      let rows = mapped.requirements.filter { $0.otherNumber != nil && !$0.controls.isEmpty }
      guard let other = mapped.framework.otherEdition, !rows.isEmpty else { return nil }
      return "\(rows.map(\.id).joined(separator: ", ")) of \(mapped.framework.id) (see \(other.id))"
    }
    guard !moved.isEmpty else { return nil }
    return "Identifiers moved between editions; read them with the version named here: "
      + moved.joined(separator: "; ") + "."
  }
}
