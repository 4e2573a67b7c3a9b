import Model

/// An assessment as one audience may see it.
///
/// Every report that may leave the company reads this and not the assessment itself, so that what is
/// withheld is decided in one place.
package struct PublishedAssessment: Sendable {
  package let assessment: Assessment
  package let audience: Control.Audience
  /// How many controls are left out because they are not for this audience.
  package let withheldControls: Int
  /// How many of the controls left out map to each requirement, by framework.
  ///
  /// A number and never a state, so that a requirement neither tells how a withheld control stands nor
  /// looks better than it is.
  package let withheldMappings: [String: [String: Int]]

  /// Withholds what the audience may not see.
  ///
  /// - `public`: public controls only; no path, host, observation, reason, finding or owner.
  /// - `nda`: controls under nda too, with what was observed, where, and why something could not be
  ///   measured; no finding and no owner.
  /// - `internal`: everything.
  package init(_ assessment: Assessment, for audience: Control.Audience) {
    self.audience = audience
    guard audience != .internal else {
      self.assessment = assessment
      withheldControls = 0
      withheldMappings = [:]
      return
    }
    let redaction = Redaction(audience: audience)
    let controls = assessment.controls.filter { audience.includes($0.control.audience) }
    withheldControls = assessment.controls.count - controls.count
    withheldMappings = Self.mappings(
      of: assessment.controls.filter { !audience.includes($0.control.audience) })
    self.assessment = redaction.assessment(assessment, controls: controls)
  }

  /// For whom the controls are kept that are left out; nil when there are none.
  var withheldSentence: String? {
    guard withheldControls > 0 else { return nil }
    let readers =
      audience == .public
      ? "readers under NDA or inside the organization" : "readers inside the organization"
    return "\(Wording.counted(withheldControls, "further control")) "
      + "\(withheldControls == 1 ? "is" : "are") kept for \(readers)."
  }

  private static func mappings(of controls: [ControlAssessment]) -> [String: [String: Int]] {
    var counts: [String: [String: Int]] = [:]
    for mapping in controls.flatMap(\.control.mapsTo) {
      for requirement in Set(mapping.requirements) {
        counts[mapping.framework, default: [:]][requirement, default: 0] += 1
      }
    }
    return counts
  }
}

extension Control.Audience {
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Whether readers of this audience may see what is meant for the other one.
  package func includes(_ other: Self) -> Bool { other.rank <= rank }

  /// How the audience is named to its readers.
  var label: String {
    switch self {
    case .public: "Public"
    case .nda: "Under NDA"
    case .internal: "Internal"
    }
  }
}
