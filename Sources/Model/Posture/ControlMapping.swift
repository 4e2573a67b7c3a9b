extension Control {
  /// One framework's requirements that this control maps to.
  package struct Mapping: Hashable, Sendable {
    /// How much of the requirement the control is (the words of OSCAL's mapping model, read from the
    /// control to the requirement).
    package enum Relationship: String, CaseIterable, Sendable {
      /// The control is what the requirement asks for.
      case equal
      /// The control is a part of what it asks for.
      case subset
      /// The control is all that it asks for, and more.
      case superset
      /// The two share a part.
      case intersects
      /// The control helps; how much of the requirement it is has not been said.
      case supports
    }

    /// How sure the author of the mapping is.
    package enum Confidence: String, CaseIterable, Sendable {
      case high
      case medium
      case low
    }

    /// One requirement, and how the control stands to it.
    package struct Entry: Hashable, Sendable {
      package let requirement: String
      package let relationship: Relationship
      package let confidence: Confidence
      package let note: String?

      package init(
        requirement: String, relationship: Relationship = .supports,
        confidence: Confidence = .high, note: String? = nil
      ) {
        self.requirement = requirement
        self.relationship = relationship
        self.confidence = confidence
        self.note = note
      }
    }

    package let framework: String
    package let entries: [Entry]

    package var requirements: [String] { entries.map(\.requirement) }

    package init(framework: String, requirements: [String]) {
      self.init(framework: framework, entries: requirements.map { Entry(requirement: $0) })
    }

    package init(framework: String, entries: [Entry]) {
      self.framework = framework
      self.entries = entries
    }
  }
}
