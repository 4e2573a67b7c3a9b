import Model

/// The files that a JSON Schema can be had for.
package enum SchemaKind: Sendable {
  case posture
  case controls
  case pack
  case waivers
  case framework
  /// A file of another part of the project, such as the secret rules.
  case other(title: String, fields: [Field])

  /// The kinds that people write, by the name that the command takes.
  package static let named: [(name: String, kind: SchemaKind)] = [
    ("posture", .posture), ("controls", .controls), ("waivers", .waivers), ("pack", .pack),
    ("framework", .framework),
  ]

  var title: String {
    switch self {
    case .posture: "Avouch posture file"
    case .controls: "Avouch control file"
    case .pack: "Avouch pack"
    case .waivers: "Avouch waiver file"
    case .framework: "Avouch framework"
    case .other(let title, _): title
    }
  }

  var fields: [Field] {
    switch self {
    case .posture: PostureDefinitions.posture
    case .controls: PostureDefinitions.controlFile
    case .pack: PostureDefinitions.packFile
    case .waivers: PostureDefinitions.waiverFile
    case .framework: PostureDefinitions.framework
    case .other(_, let fields): fields
    }
  }

  /// Whether controls stand in the file.
  var hasControls: Bool {
    switch self {
    case .posture, .controls, .pack: true
    case .waivers, .framework, .other: false
    }
  }
}
