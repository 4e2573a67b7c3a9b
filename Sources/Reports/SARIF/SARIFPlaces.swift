import Model

/// Where findings are: always in a file, since code hosts show nothing else.
struct SARIFPlaces {
  static let root = "%SRCROOT%"

  private let controlLocations: [String: Location]
  private let posturePath: String

  init(_ assessment: Assessment) {
    posturePath = assessment.posturePath
    controlLocations = Dictionary(
      assessment.controls.map { ($0.control.id, $0.control.location) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The place itself, else that of the first control, else the posture file.
  func file(of location: Location, controls: [String]) -> Location {
    if location.path != nil { return location }
    let stated = controls.lazy.compactMap { controlLocations[$0] }.first { $0.path != nil }
    return stated ?? Location(path: posturePath.isEmpty ? nil : posturePath)
  }

  /// Section 3.28, with the address as a logical location where there is one.
  func location(of location: Location, controls: [String]) -> JSONValue {
    var members: [String: JSONValue] = [:]
    let place = file(of: location, controls: controls)
    if let path = place.path {
      var physical: [String: JSONValue] = ["artifactLocation": artifact(path)]
      physical["region"] = place.span.map(region)
      members["physicalLocation"] = .object(physical)
    }
    if let url = location.url {
      members["logicalLocations"] = .array([
        .object(["fullyQualifiedName": .string(url), "kind": .string("resource")])
      ])
    }
    return .object(members)
  }

  private func artifact(_ path: String) -> JSONValue {
    var members: [String: JSONValue] = ["uri": .string(URIReference.of(path: path))]
    if !path.hasPrefix("/") { members["uriBaseId"] = .string(Self.root) }
    return .object(members)
  }

  /// Section 3.30.
  private func region(_ span: TextSpan) -> JSONValue {
    .object([
      "startLine": .integer(max(1, span.line)), "startColumn": .integer(max(1, span.column)),
      "endLine": .integer(max(1, span.endLine)), "endColumn": .integer(max(1, span.endColumn)),
    ])
  }
}
