import Model

/// The control map as an OSCAL mapping collection: for each framework which control stands how to
/// which requirement, and what is mapped to nothing.
package struct OSCALMapReport: TextualMapReport {
  package static let format = "oscal"

  package init() {}

  package func render(_ map: ControlMap, options: ReportOptions) -> String {
    let document = OSCALDocument(map.published)
    let mappings = map.frameworks.map {
      OSCALMapping(document: document, mapped: $0, controls: map.assessment.controls).value
    }
    return document.serialized(
      "mapping-collection", title: "Control mapping",
      [
        "provenance": provenance(of: map),
        "mappings": .array(mappings),
        "back-matter": .object([
          "resources": .array(
            [document.ownControls] + map.frameworks.map { document.catalogue(of: $0.framework) })
        ]),
      ])
  }

  /// What our own words for relationships mean, which stand beside OSCAL's as the property
  /// `relationship`.
  private var words: String {
    Control.Mapping.Relationship.allCases.map {
      "- `\($0.rawValue)`: \(OSCALText.line($0.meaning))."
    }.joined(separator: "\n")
  }

  private func provenance(of map: ControlMap) -> JSONValue {
    OSCALText.object([
      "method": .string("human"),
      "matching-rationale": .string("semantic"),
      // What an audience does not see is mapped as well, and missing here.
      "status": .string(map.published.withheldControls == 0 ? "complete" : "not-complete"),
      "mapping-description": OSCALText.paragraphs(
        [
          "Which requirements the organization mapped its controls to, and in what state the controls "
            + "were when they were measured."
        ] + map.notes.map { OSCALText.line($0) } + [words]),
    ])
  }
}
