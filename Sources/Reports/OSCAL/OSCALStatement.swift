import Model

/// How one control is carried where OSCAL has no word for its state.
enum OSCALStatement {
  /// The state, the kind and what else a reader sorts by.
  static func properties(of item: ControlAssessment) -> [JSONValue] {
    let control = item.control
    return OSCALText.properties([
      "control": control.id, "verdict": item.verdict.rawValue, "kind": control.kind.rawValue,
      "topic": control.topic, "severity": control.severity.rawValue,
      "audience": control.audience.rawValue, "owner": control.owner,
      "due": control.due?.description, "since": item.since?.description,
    ])
  }

  /// The control as a statement under a requirement.
  static func value(of entry: PostureEntry, identifier: String) -> JSONValue {
    OSCALText.object([
      "statement-id": .string(OSCALToken.control(entry.id)),
      "uuid": .string(identifier),
      "description": .string(OSCALText.line(entry.statement)),
      "props": .array(
        [status(of: entry.verdict)].compactMap { $0 } + properties(of: entry.item)),
    ])
  }

  /// OSCAL's own property for how far a statement is put in place; never given for a framework's
  /// requirement, which a statement supports and does not fulfil.
  ///
  /// It is left out where nothing is known: an absent status claims nothing.
  private static func status(of verdict: ControlVerdict) -> JSONValue? {
    let word: String? =
      switch verdict {
      case .verified, .attested, .delivered: "implemented"
      case .violated, .waived, .contradicted: "partial"
      case .planned, .overdue: "planned"
      case .stated: "not-applicable"
      case .unproven: nil
      }
    return OSCALText.property("implementation-status", word, namespace: nil)
  }
}
