import Model

/// One finding for each control: its state, in OSCAL's two words and in ours.
struct OSCALFindings {
  let document: OSCALDocument

  func value(of entry: PostureEntry, risks: [OSCALRisks.Risk]) -> JSONValue {
    let control = entry.item.control
    return OSCALText.object([
      "uuid": .string(document.identifier("finding", control.id)),
      "title": .string(OSCALText.line(control.title)),
      "description": OSCALText.paragraphs([
        OSCALText.line(entry.statement), control.rationale.map(OSCALText.line),
        entry.item.reasons.isEmpty
          ? nil : entry.item.reasons.map { "- " + OSCALText.line($0) }.joined(separator: "\n"),
      ]),
      "props": .array(OSCALStatement.properties(of: entry.item)),
      "origins": document.origins,
      "target": target(of: entry),
      "related-observations": OSCALObservations(document: document).references(of: entry.item),
      "related-risks": OSCALRisks.references(to: risks),
    ])
  }

  private func target(of entry: PostureEntry) -> JSONValue {
    let state = entry.verdict.objective
    return .object([
      "type": .string("statement-id"),
      "target-id": .string(OSCALToken.control(entry.id)),
      "status": .object([
        "state": .string(state.isSatisfied ? "satisfied" : "not-satisfied"),
        "reason": .string(state.reason),
        "remarks": .string("\(entry.verdict.rawValue): \(entry.verdict.meaning)."),
      ]),
    ])
  }
}

extension ControlVerdict {
  /// The state in OSCAL's words.
  ///
  /// There are two, so everything short of proof is not satisfied: a declared limit and a customer's
  /// duty too, since nobody may read them as something that is in place.
  var objective: (isSatisfied: Bool, reason: String) {
    switch self {
    case .verified, .attested, .delivered: (true, "pass")
    case .violated, .contradicted, .waived, .overdue: (false, "fail")
    case .unproven, .planned, .stated: (false, "other")
    }
  }
}
