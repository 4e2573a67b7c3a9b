import Model

/// Writes a bill of materials as CycloneDX 1.6 in JSON (ECMA-424).
package enum CycloneDXDocument {
  private static let product = "product"

  package static func text(_ bill: BillOfMaterials) -> String {
    var document: [String: JSONValue] = [
      "$schema": .string("http://cyclonedx.org/schema/bom-1.6.schema.json"),
      "bomFormat": .string("CycloneDX"), "specVersion": .string("1.6"), "version": .integer(1),
      "metadata": metadata(bill), "components": .array(bill.components.map(component)),
      "dependencies": dependencies(bill),
    ]
    if !bill.services.isEmpty { document["services"] = .array(bill.services.map(service)) }
    if !bill.holes.isEmpty { document["vulnerabilities"] = .array(bill.holes.map(vulnerability)) }
    // The same content has the same number, whoever writes it.
    let content = JSONValue.object(document).serialized(pretty: false)
    document["serialNumber"] = .string("urn:uuid:" + NameBasedUUID.text(of: content))
    return JSONValue.object(document).serialized()
  }

  private static func metadata(_ bill: BillOfMaterials) -> JSONValue {
    .object([
      "timestamp": .string(bill.created.description),
      "lifecycles": .array([.object(["phase": .string("pre-build")])]),
      "tools": .object([
        "components": .array([
          .object([
            "type": .string("application"), "name": .string("avouch"),
            "version": .string(bill.toolVersion),
          ])
        ])
      ]),
      "component": .object(
        compact([
          "type": .string("application"), "bom-ref": .string(product), "name": .string(bill.name),
          "version": bill.version.map { .string($0) },
        ])),
    ])
  }

  private static func component(_ component: BillOfMaterials.Component) -> JSONValue {
    let digests = Set(component.integrities.flatMap(ContentDigest.all)).sorted()
    // The same place twice would be a repeated entry, which the schema refuses.
    var occurrences: [JSONValue] = []
    for location in component.locations {
      let occurrence = JSONValue.object(
        compact([
          "location": .string(location.path ?? ""), "line": location.span.map { .integer($0.line) },
        ]))
      if !occurrences.contains(occurrence) { occurrences.append(occurrence) }
    }
    return .object(
      compact([
        "type": .string("library"), "bom-ref": .string(component.reference),
        "name": .string(component.name), "version": component.version.map { .string($0) },
        "purl": component.url.map { .string($0.description) },
        "scope": .string(component.isDevelopment ? "excluded" : "required"),
        "licenses": component.license.map(licenses),
        "hashes": digests.isEmpty
          ? nil
          : .array(
            digests.map {
              .object(["alg": .string($0.algorithm), "content": .string($0.value)])
            }),
        "evidence": .object(["occurrences": .array(occurrences)]),
      ]))
  }

  /// An identifier of the SPDX list, an expression, or what the file writes.
  private static func licenses(_ license: LicenseExpression) -> JSONValue {
    switch license {
    case .license(let term) where !term.isReference && term.exception == nil && !term.allowsLater:
      .array([.object(["license": .object(["id": .string(term.identifier)])])])
    case .unknown(let text):
      .array([.object(["license": .object(["name": .string(text.isEmpty ? "unknown" : text)])])])
    case .unclear:
      .array([.object(["license": .object(["name": .string(license.description)])])])
    case .license, .all, .any:
      .array([.object(["expression": .string(license.description)])])
    }
  }

  private static func service(_ service: BillOfMaterials.Service) -> JSONValue {
    .object(
      compact([
        "bom-ref": .string("service:\(service.name)"), "name": .string(service.name),
        "provider": .object(
          compact([
            "name": .string(service.name),
            "url": service.website.map { .array([.string($0)]) },
          ])),
        "description": .string(service.purpose), "x-trust-boundary": .boolean(true),
        "data": service.data.isEmpty
          ? nil
          : .array(
            service.data.map {
              .object(["flow": .string("outbound"), "classification": .string($0)])
            }),
      ]))
  }

  private static func dependencies(_ bill: BillOfMaterials) -> JSONValue {
    let root = JSONValue.object([
      "ref": .string(product), "dependsOn": .strings(bill.direct),
    ])
    return .array(
      [root]
        + bill.components.map {
          .object([
            "ref": .string($0.reference), "dependsOn": .strings($0.dependencies),
          ])
        })
  }

  private static func vulnerability(_ hole: KnownHole) -> JSONValue {
    let certain = hole.occurrences.filter { $0.doubt == nil }
    let affected = Set(certain.map { BillOfMaterials.reference(of: $0.package) }).sorted()
    let fixes = Set(
      certain.compactMap { occurrence in
        occurrence.fixed.map { "Upgrade \(occurrence.package.name) to \($0) or later." }
      }
    ).sorted()
    return .object(
      compact([
        "bom-ref": .string("hole:\(hole.name)"), "id": .string(hole.name),
        "description": .string(hole.summary),
        "published": hole.published.map { .string($0.description) },
        "ratings": .array([
          .object(["severity": .string(hole.severity?.rawValue ?? "unknown")])
        ]),
        "references": references(hole),
        "recommendation": fixes.isEmpty ? nil : .string(fixes.joined(separator: " ")),
        "affects": .array(affected.map { .object(["ref": .string($0)]) }),
      ]))
  }

  private static func references(_ hole: KnownHole) -> JSONValue? {
    let others = hole.names.filter { $0 != hole.name }
    guard !others.isEmpty else { return nil }
    return .array(
      others.map { name in
        .object([
          "id": .string(name),
          "source": .object(["url": .string("https://osv.dev/vulnerability/\(name)")]),
        ])
      })
  }

  private static func compact(_ members: [String: JSONValue?]) -> [String: JSONValue] {
    members.compactMapValues { $0 }
  }
}
