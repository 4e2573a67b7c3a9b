import Model

/// What the assessment looked at: the organization's own controls, and by framework the requirements
/// that they support.
struct OSCALReviewedControls {
  let document: OSCALDocument

  var value: JSONValue {
    let own = document.assessment.controls.map { OSCALToken.control($0.control.id) }
    let frameworks = FrameworkCoverage.all(of: document.content.published).map { coverage in
      selection(
        "\(coverage.framework.name) \(coverage.framework.version): requirements that the controls "
          + "support",
        coverage.rows.map {
          OSCALToken.requirement($0.requirement, of: coverage.framework.id)
        })
    }
    let selections = [selection("The organization's own controls", own)] + frameworks
    let none = own.isEmpty ? selection("No control was reviewed", ["none"]) : nil
    // OSCAL wants a selection that names something, even where there is nothing to name.
    return .object(["control-selections": .array((selections + [none]).compactMap { $0 })])
  }

  private func selection(_ description: String, _ tokens: [String]) -> JSONValue? {
    guard !tokens.isEmpty else { return nil }
    return .object([
      "description": .string(OSCALText.line(description)),
      "include-controls": .array(tokens.map { .object(["control-id": .string($0)]) }),
    ])
  }
}
