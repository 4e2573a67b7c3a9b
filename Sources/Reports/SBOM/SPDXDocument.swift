import Model

/// Writes a bill of materials as SPDX 2.3 in JSON (ISO/IEC 5962 in its 2.3 form).
package enum SPDXDocument {
  private static let document = "SPDXRef-DOCUMENT"
  private static let product = "SPDXRef-Product"
  private static let none = JSONValue.string("NOASSERTION")

  package static func text(_ bill: BillOfMaterials) -> String {
    var identifiers: [String: String] = [:]
    for (index, component) in bill.components.enumerated() {
      identifiers[component.reference] = "SPDXRef-Package-\(index + 1)"
    }
    var fields: [String: JSONValue] = [
      "spdxVersion": .string("SPDX-2.3"), "dataLicense": .string("CC0-1.0"),
      "SPDXID": .string(document), "name": .string(bill.name),
      "creationInfo": .object([
        "created": .string(bill.created.description),
        "creators": .strings(["Tool: avouch-\(bill.toolVersion)"]),
      ]),
      "packages": .array(
        [root(bill)]
          + bill.components.map { package($0, identifiers[$0.reference] ?? product) }),
      "relationships": .array(relationships(bill, identifiers)),
    ]
    // The same content has the same name, whoever writes it.
    let content = JSONValue.object(fields).serialized(pretty: false)
    fields["documentNamespace"] = .string(
      "urn:uuid:" + NameBasedUUID.text(of: content))
    return JSONValue.object(fields).serialized()
  }

  private static func root(_ bill: BillOfMaterials) -> JSONValue {
    var fields: [String: JSONValue] = [
      "SPDXID": .string(product), "name": .string(bill.name), "downloadLocation": none,
      "filesAnalyzed": .boolean(false), "licenseConcluded": none, "licenseDeclared": none,
      "copyrightText": none, "primaryPackagePurpose": .string("APPLICATION"),
    ]
    if let version = bill.version { fields["versionInfo"] = .string(version) }
    return .object(fields)
  }

  private static func package(
    _ component: BillOfMaterials.Component, _ identifier: String
  ) -> JSONValue {
    var fields: [String: JSONValue] = [
      "SPDXID": .string(identifier), "name": .string(component.name), "downloadLocation": none,
      "filesAnalyzed": .boolean(false), "licenseConcluded": none,
      "licenseDeclared": license(component.license), "copyrightText": none,
      "primaryPackagePurpose": .string("LIBRARY"),
    ]
    if let version = component.version { fields["versionInfo"] = .string(version) }
    if let url = component.url {
      fields["externalRefs"] = .array([
        .object([
          "referenceCategory": .string("PACKAGE-MANAGER"), "referenceType": .string("purl"),
          "referenceLocator": .string(url.description),
        ])
      ])
    }
    let digests = Set(component.integrities.flatMap(ContentDigest.all)).sorted()
    if !digests.isEmpty {
      fields["checksums"] = .array(
        digests.map {
          .object([
            "algorithm": .string($0.algorithm.replacing("-", with: "")),
            "checksumValue": .string($0.value),
          ])
        })
    }
    return .object(fields)
  }

  /// An expression of identifiers of the list; anything else would need its text beside it.
  private static func license(_ license: LicenseExpression?) -> JSONValue {
    switch license {
    case nil, .unknown, .unclear: return none
    case .license(let term)? where term.isReference: return none
    case .all(let parts)?, .any(let parts)?:
      let isPlain = parts.allSatisfy { part in
        if case .string("NOASSERTION") = Self.license(part) { false } else { true }
      }
      return isPlain ? .string(license?.description ?? "") : none
    case .license(let term)?: return .string(term.description)
    }
  }

  private static func relationships(
    _ bill: BillOfMaterials, _ identifiers: [String: String]
  ) -> [JSONValue] {
    func relationship(_ from: String, _ type: String, _ to: String) -> JSONValue {
      .object([
        "spdxElementId": .string(from), "relationshipType": .string(type),
        "relatedSpdxElement": .string(to),
      ])
    }
    var relationships = [relationship(document, "DESCRIBES", product)]
    for component in bill.components {
      guard let own = identifiers[component.reference] else { continue }
      if bill.direct.contains(component.reference) {
        relationships.append(
          component.isDevelopment
            ? relationship(own, "DEV_DEPENDENCY_OF", product)
            : relationship(product, "DEPENDS_ON", own))
      }
      for other in component.dependencies {
        guard let target = identifiers[other] else { continue }
        relationships.append(relationship(own, "DEPENDS_ON", target))
      }
    }
    return relationships
  }
}
