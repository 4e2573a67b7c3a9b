import Model

/// What the OSCAL documents of one assessment share: whose they are, when, and their identifiers.
struct OSCALDocument {
  /// The edition whose schemas the documents are held against.
  static let edition = "1.2.3"

  let content: PostureContent

  init(_ assessment: Assessment, for audience: Control.Audience) {
    content = PostureContent(PublishedAssessment(assessment, for: audience))
  }

  init(_ published: PublishedAssessment) { content = PostureContent(published) }

  var assessment: Assessment { content.assessment }
  var organization: Organization { content.organization }
  var showsFindings: Bool { content.audience == .internal }

  /// What the statements are about.
  var product: String { organization.product ?? organization.name }

  /// The identifier of one thing, the same in every document and every run.
  ///
  /// It is made from the organization, its product and the parts, never from the time or from what
  /// an audience may not see.
  func identifier(_ role: String, _ parts: String...) -> String {
    let name =
      [
        organization.name, organization.product ?? "", organization.environment ?? "", role,
      ] + parts
    // As a JSON list, in which two different lists never read the same.
    return NameBasedUUID.text(of: JSONValue.strings(name).serialized(pretty: false))
  }

  /// The document around its members; its own identifier follows from every byte of them.
  func serialized(_ model: String, title: String, _ members: KeyValuePairs<String, JSONValue?>)
    -> String
  {
    var body: [String: JSONValue] = ["metadata": metadata(title: title)]
    for (name, value) in members where value != nil && value != .array([]) { body[name] = value }
    let text = JSONValue.object([model: .object(body)]).serialized(pretty: false)
    body["uuid"] = .string(NameBasedUUID.text(of: text))
    return JSONValue.object([model: .object(body)]).serialized()
  }

  private func metadata(title: String) -> JSONValue {
    OSCALText.object([
      "title": .string(OSCALText.line("\(title): \(product)")),
      "last-modified": OSCALText.moment(assessment.assessedAt),
      "version": .string(assessment.assessedAt.description),
      "oscal-version": .string(Self.edition),
      "props": .array(
        OSCALText.properties([
          "audience": content.audience.rawValue, "tool": "Avouch",
          "tool-version": assessment.toolVersion,
        ])),
      "parties": .array([party]),
      "remarks": OSCALText.paragraphs([Verification.caution, content.withheldSentence]),
    ])
  }

  private var party: JSONValue {
    let name = PlainText.cleaned(organization.name)
    return OSCALText.object([
      "uuid": .string(identifier("party")),
      "type": .string("organization"),
      "name": .string(name.isEmpty ? "(no name)" : name),
      "props": .array(
        OSCALText.properties([
          "website": organization.website, "security-contact": organization.securityContact,
        ])),
    ])
  }

  /// The catalogue of a framework, as a resource to point to.
  func catalogue(of framework: Framework) -> JSONValue {
    OSCALText.object([
      "uuid": .string(identifier("framework", framework.id)),
      "title": .string(OSCALText.line("\(framework.name) \(framework.version)")),
      "description": .string("Requirements are named by their identifiers and by our own titles."),
      "props": .array(
        OSCALText.properties(["framework": framework.id, "framework-version": framework.version])),
    ])
  }

  /// The organization's own controls, as a resource to point to.
  var ownControls: JSONValue {
    .object([
      "uuid": .string(identifier("own-controls")),
      "title": .string(OSCALText.line("The controls of \(organization.name)")),
      "description": .string("Identified as in the organization's own posture."),
    ])
  }

  /// The tool as the origin of what it observed.
  var origins: JSONValue {
    .array([
      .object([
        "actors": .array([
          .object(["type": .string("tool"), "actor-uuid": .string(identifier("tool"))])
        ])
      ])
    ])
  }

  /// The tool as a component, to which `origins` points.
  var assets: JSONValue {
    let tool = OSCALText.object([
      "uuid": .string(identifier("tool")),
      "type": .string("software"),
      "title": .string("Avouch"),
      "description": .string("Runs the checks behind each statement."),
      "props": .array(
        [OSCALText.property("version", assessment.toolVersion, namespace: nil)]
          .compactMap { $0 }),
      "status": .object(["state": .string("operational")]),
    ])
    let platform = JSONValue.object([
      "uuid": .string(identifier("platform")),
      "uses-components": .array([.object(["component-uuid": .string(identifier("tool"))])]),
    ])
    return .object(["components": .array([tool]), "assessment-platforms": .array([platform])])
  }
}
