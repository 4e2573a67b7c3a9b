import Model
import Testing

/// One way to break the reference deployment, and all that must come of it.
struct DeploymentFault: Sendable, CustomTestStringConvertible {
  /// Where a finding must point.
  enum Place: Hashable, Sendable {
    /// The one line of a file, as it is after the fault, with this text in it.
    case line(String, String)
    /// A line of a file that the work tree no longer has, or never had.
    case pastLine(String, Int)
    /// A file as a whole.
    case file(String)
    /// A path of the site.
    case url(String)
  }

  let name: String
  /// The controls that turn, and to what; every other control stays as it was.
  let turns: [String: ControlVerdict]
  let exit: Int32
  /// Every place at which something is found, apart from what roll-ups repeat.
  let places: Set<Place>
  /// Texts that the reasons of the turned controls must hold.
  let reasons: [String]
  /// Rules of the findings about the posture itself.
  let aboutPosture: [String]
  let breaks: @Sendable (ReferenceDeployment) throws -> Void

  /// A fault that violates something unless another exit code is given.
  init(
    _ name: String, turns: [String: ControlVerdict], exit: Int32 = 1, at places: Set<Place> = [],
    because reasons: [String] = [], aboutPosture: [String] = [],
    _ breaks: @escaping @Sendable (ReferenceDeployment) throws -> Void
  ) {
    self.name = name
    self.turns = turns
    self.exit = exit
    self.places = places
    self.reasons = reasons
    self.aboutPosture = aboutPosture
    self.breaks = breaks
  }

  var testDescription: String { name }

  static let all =
    headers + endpoint + containers + configuration + hostile + files + history + packages
    + records + documents + roadmap + waivers + statements + gate
}

extension [String: ControlVerdict] {
  static func violated(_ controls: String...) -> [String: ControlVerdict] {
    Dictionary(uniqueKeysWithValues: controls.map { ($0, .violated) })
  }

  static func unproven(_ controls: String...) -> [String: ControlVerdict] {
    Dictionary(uniqueKeysWithValues: controls.map { ($0, .unproven) })
  }

  static func + (left: Self, right: Self) -> Self { left.merging(right) { $1 } }
}
