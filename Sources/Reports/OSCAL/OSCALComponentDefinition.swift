import Model

/// The product as an OSCAL component: which requirements its statements support, and how far.
package struct OSCALComponentDefinition: TextualReport {
  package static let format = "oscal-component-definition"

  package init() {}

  package func render(_ assessment: Assessment, options: ReportOptions) -> String {
    let document = OSCALDocument(assessment, for: options.audience)
    let frameworks = FrameworkCoverage.all(of: document.content.published).filter {
      !$0.rows.isEmpty
    }
    let unmapped = unmapped(in: document, frameworks: frameworks)
    let implementations =
      frameworks.map { implementation(of: $0, in: document) }
      + (unmapped.isEmpty ? [] : [implementation(of: unmapped, in: document)])
    let resources =
      frameworks.map { document.catalogue(of: $0.framework) }
      + (unmapped.isEmpty ? [] : [document.ownControls])
    return document.serialized(
      "component-definition", title: "Component definition",
      [
        "components": .array([component(of: document, implementations)]),
        "back-matter": resources.isEmpty ? nil : .object(["resources": .array(resources)]),
      ])
  }

  private func component(of document: OSCALDocument, _ implementations: [JSONValue]) -> JSONValue {
    OSCALText.object([
      "uuid": .string(document.identifier("component")),
      "type": .string("service"),
      "title": .string(OSCALText.line(document.product)),
      "description": .string(
        OSCALText.line("\(document.product), as \(document.organization.name) publishes it.")),
      "props": .array(
        OSCALText.properties(["environment": document.organization.environment])),
      "control-implementations": .array(implementations),
    ])
  }

  private func implementation(
    of coverage: FrameworkCoverage, in document: OSCALDocument
  ) -> JSONValue {
    let framework = coverage.framework
    return .object([
      "uuid": .string(document.identifier("implementation", framework.id)),
      "source": .string("#" + document.identifier("framework", framework.id)),
      "description": .string(
        OSCALText.line(
          "Statements that support requirements of \(framework.name) \(framework.version); "
            + "none claims that a requirement is fulfilled.")),
      "implemented-requirements": .array(
        coverage.rows.map { requirement($0, of: framework, in: document) }),
    ])
  }

  private func requirement(
    _ row: FrameworkCoverage.Row, of framework: Framework, in document: OSCALDocument
  ) -> JSONValue {
    let names = (framework.id, row.requirement)
    let entries = row.controls.map { document.content.entry(for: $0) }
    return .object([
      "uuid": .string(document.identifier("requirement", names.0, names.1)),
      "control-id": .string(OSCALToken.requirement(row.requirement, of: framework.id)),
      "description": OSCALText.paragraphs([
        row.title.isEmpty ? nil : OSCALText.line(row.title) + ".",
        "Supported by \(Wording.counted(entries.count, "control")): \(states(of: entries)).",
      ]),
      "props": .array(
        OSCALText.properties([
          "requirement": row.requirement, "relationship": "supports",
          "verdict": row.state.rawValue,
        ])),
      "statements": .array(
        entries.map {
          OSCALStatement.value(
            of: $0, identifier: document.identifier("statement", names.0, names.1, $0.id))
        }),
    ])
  }

  /// `2 verified and 1 waived`.
  private func states(of entries: [PostureEntry]) -> String {
    Wording.list(
      ControlVerdict.displayOrder.compactMap { verdict in
        let count = entries.count { $0.verdict == verdict }
        return count == 0 ? nil : "\(count) \(verdict.rawValue)"
      })
  }
}

/// What is stated without a requirement behind it: most limits and duties, which no document may drop.
extension OSCALComponentDefinition {
  private func unmapped(
    in document: OSCALDocument, frameworks: [FrameworkCoverage]
  ) -> [PostureEntry] {
    let mapped = Set(frameworks.flatMap(\.rows).flatMap(\.controls).map(\.control.id))
    return document.content.entries.filter { !mapped.contains($0.id) }
  }

  private func implementation(
    of entries: [PostureEntry], in document: OSCALDocument
  ) -> JSONValue {
    .object([
      "uuid": .string(document.identifier("own-implementation")),
      "source": .string("#" + document.identifier("own-controls")),
      "description": .string("Statements that support no requirement of a framework."),
      "implemented-requirements": .array(
        entries.map { entry in
          .object([
            "uuid": .string(document.identifier("own-requirement", entry.id)),
            "control-id": .string(OSCALToken.control(entry.id)),
            "description": .string(OSCALText.line(entry.title)),
            "props": .array(
              OSCALText.properties(["verdict": entry.verdict.rawValue])),
            "statements": .array([
              OSCALStatement.value(
                of: entry, identifier: document.identifier("own-statement", entry.id))
            ]),
          ])
        }),
    ])
  }
}
