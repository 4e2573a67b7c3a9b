import Model

/// The controls against one framework, as an OSCAL mapping.
struct OSCALMapping {
  let document: OSCALDocument
  let mapped: MappedFramework
  /// Every control that is shown, in the order of the posture.
  let controls: [ControlAssessment]

  private var framework: Framework { mapped.framework }

  var value: JSONValue {
    let maps = mapped.requirements.flatMap { row in row.controls.map { map(of: $0, to: row) } }
    return OSCALText.object([
      "uuid": .string(document.identifier("mapping", framework.id)),
      "source-resource": resource(document.identifier("own-controls")),
      "target-resource": resource(document.identifier("framework", framework.id)),
      // OSCAL wants a map even where nothing is mapped; this relationship says so.
      "maps": .array(maps.isEmpty ? [nothing] : maps),
      "props": .array(properties),
      "remarks": remarks,
      "source-gap-summary": gaps("source-gaps", unmappedControls),
      "target-gap-summary": gaps("target-gaps", unmappedRequirements),
    ])
  }

  // MARK: One control to one requirement

  private func map(of control: MappedControl, to row: MappedRequirement) -> JSONValue {
    let id = control.assessment.control.id
    return OSCALText.object([
      "uuid": .string(document.identifier("map", framework.id, row.id, id)),
      "relationship": .string(control.oscalRelationship),
      "sources": .array([
        .object([
          "type": .string("control"), "id-ref": .string(OSCALToken.control(id)),
          "props": .array(properties(of: control.assessment)),
        ])
      ]),
      "targets": .array([
        OSCALText.object([
          "type": .string("control"),
          "id-ref": .string(OSCALToken.requirement(row.id, of: framework.id)),
          "props": .array(
            OSCALText.properties([
              "requirement": row.id, "title": row.requirement.title,
              "state": row.state.word(forLaw: framework.isLaw),
            ])),
          "remarks": row.notes.isEmpty
            ? nil : OSCALText.paragraphs(row.notes.map { OSCALText.line($0) }),
        ])
      ]),
      "qualifiers": .array(qualifiers(of: control)),
      "confidence-score": .object(["category": .string(control.entry.confidence.rawValue)]),
      "props": .array(
        OSCALText.properties([
          "relationship": control.isJudged ? control.entry.relationship.rawValue : nil,
          "standing": control.standing,
        ])),
      "remarks": control.entry.note.map { .string(OSCALText.line($0)) },
    ])
  }

  private func properties(of item: ControlAssessment) -> [JSONValue] {
    OSCALText.properties([
      "verdict": item.verdict.rawValue, "kind": item.control.kind.rawValue,
      "due": item.control.due?.description, "since": item.since?.description,
    ])
  }

  /// What stands against reading the map as cover: a declared limit, or a duty of the customer's.
  private func qualifiers(of control: MappedControl) -> [JSONValue] {
    let item = control.assessment.control
    let statement = OSCALText.line(item.statement.isEmpty ? item.title : item.statement)
    switch item.kind {
    case .limitation:
      return [
        .object([
          "subject": .string("source"), "predicate": .string("has-incompatibility"),
          "category": .string("restricted"), "description": .string(statement),
        ])
      ]
    case .customer:
      return [
        .object([
          "subject": .string("target"), "predicate": .string("has-requirement"),
          "category": .string("addressable"), "description": .string(statement),
        ])
      ]
    case .control, .commitment, .planned: return []
    }
  }

  // MARK: What is mapped to nothing

  private var unmappedControls: [String] {
    let named = Set(mapped.requirements.flatMap(\.controls).map(\.assessment.control.id))
    return controls.map(\.control).filter {
      [.control, .commitment, .planned].contains($0.kind) && !named.contains($0.id)
    }.map { OSCALToken.control($0.id) }
  }

  private var unmappedRequirements: [String] {
    mapped.requirements.filter { $0.state == .gap && $0.controls.isEmpty }.map {
      OSCALToken.requirement($0.id, of: framework.id)
    }
  }

  private func gaps(_ role: String, _ tokens: [String]) -> JSONValue? {
    guard !tokens.isEmpty else { return nil }
    return .object([
      "uuid": .string(document.identifier(role, framework.id)),
      "unmapped-controls": .array([.object(["with-ids": .strings(tokens)])]),
    ])
  }

  private var nothing: JSONValue {
    func items(_ tokens: [String]) -> JSONValue {
      .array(
        (tokens.isEmpty ? ["none"] : tokens).map {
          .object(["type": .string("control"), "id-ref": .string($0)])
        })
    }
    return .object([
      "uuid": .string(document.identifier("no-map", framework.id)),
      "relationship": .string("no-relationship"),
      "sources": items(unmappedControls),
      "targets": items(
        mapped.requirements.map { OSCALToken.requirement($0.id, of: framework.id) }),
    ])
  }

  // MARK: The whole

  private func resource(_ identifier: String) -> JSONValue {
    .object(["type": .string("catalog"), "href": .string("#" + identifier)])
  }

  private var properties: [JSONValue] {
    OSCALText.properties([
      "framework": framework.id, "framework-version": framework.version,
      "law": framework.isLaw ? "yes" : "no", "applicable": String(mapped.applicableCount),
      "mapped": String(mapped.mappedCount),
    ])
      + mapped.counts.compactMap { state, count in
        OSCALText.property(
          "requirements-\(state.word(forLaw: framework.isLaw))", String(count),
          namespace: OSCALText.namespace)
      }
  }

  private var remarks: JSONValue? {
    let exclusions = mapped.requirements.compactMap { row in
      row.exclusion.map { reason in
        "- \(OSCALText.line(row.id)): "
          + (reason.isEmpty ? "declared not applicable" : OSCALText.line(reason))
      }
    }
    let withheld = mapped.requirements.filter { $0.state == .withheld }.map {
      "- \(OSCALText.line($0.id))"
    }
    let texts = [
      OSCALText.line(mapped.summary),
      exclusions.isEmpty
        ? nil : "Declared not applicable:\n\n" + exclusions.joined(separator: "\n"),
      withheld.isEmpty
        ? nil
        : "Mapped to by controls that this audience does not see:\n\n"
          + withheld.joined(separator: "\n"),
    ]
    return OSCALText.paragraphs(texts)
  }
}

extension MappedControl {
  /// How it stands to the requirement, in the words of OSCAL's mapping model (NIST IR 8477).
  ///
  /// OSCAL has no word for help of an unsaid extent; that two things share a part is the least that it
  /// says of them.
  fileprivate var oscalRelationship: String {
    guard isJudged else { return "intersects-with" }
    return switch entry.relationship {
    case .equal: "equal-to"
    case .subset: "subset-of"
    case .superset: "superset-of"
    case .intersects, .supports: "intersects-with"
    }
  }
}
