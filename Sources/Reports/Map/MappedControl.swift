import Model

/// A control as it stands to one requirement.
package struct MappedControl: Sendable {
  package let assessment: ControlAssessment
  package let entry: Control.Mapping.Entry

  /// Whether it says what is in place or planned; limits and customers' duties cover nothing.
  var isJudged: Bool { [.control, .commitment, .planned].contains(assessment.control.kind) }

  var holds: Bool { [.verified, .attested, .delivered].contains(assessment.verdict) }

  /// Whether it may count as all of the requirement and not only as a part of it.
  var isWhole: Bool {
    ![.subset, .intersects].contains(entry.relationship) && entry.confidence != .low
  }

  /// `supports`, `part of it, medium confidence`: how it stands to the requirement.
  var standing: String {
    let phrase =
      switch assessment.control.kind {
      case .limitation: "limits it"
      case .customer: "the customer’s part"
      case .control, .commitment, .planned: entry.relationship.phrase
      }
    return entry.confidence == .high
      ? phrase : "\(phrase), \(entry.confidence.rawValue) confidence"
  }
}

extension Control.Mapping.Relationship {
  var phrase: String {
    switch self {
    case .equal: "all of it"
    case .subset: "a part of it"
    case .superset: "all of it and more"
    case .intersects: "overlaps with it"
    case .supports: "supports it"
    }
  }

  /// What the word means, for the key of a document.
  var meaning: String {
    switch self {
    case .equal: "the control is what the requirement asks for"
    case .subset: "the control is a part of what the requirement asks for"
    case .superset: "the control is all that the requirement asks for, and more"
    case .intersects: "the control is a part of what the requirement asks for, and more besides"
    case .supports: "the control helps; how much of the requirement it is has not been said"
    }
  }
}
