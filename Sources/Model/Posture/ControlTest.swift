/// A fixture that a control's checks are run over, and what they must say of it.
package struct ControlTest: Sendable {
  /// One change of what the fixture says.
  package struct Mutation: Sendable {
    package enum Change: Sendable {
      case set(Node)
      case remove
    }

    /// A data path in a structured file, or the name of a setting of the configuration.
    package let path: DataPath
    package let change: Change
    package let location: Location

    package init(path: DataPath, change: Change, location: Location) {
      self.path = path
      self.change = change
      self.location = location
    }
  }

  /// The words of `expect`, which are those of verdicts.
  package static let expectations = ["pass", "fail", "unmeasured", "not-applicable"]

  /// What is tested, in the author's words; nil where nothing was said.
  package let name: String?
  /// Files, globs or one folder, from the posture's folder.
  package let given: [String]
  package let mutations: [Mutation]
  /// The check whose verdict is meant; nil for all of the control's.
  package let check: String?
  package let expected: String
  /// Places at which there must be a finding, as `path:line` or `path:line:column`.
  package let places: [String]
  package let location: Location

  package init(
    name: String?, given: [String], mutations: [Mutation] = [], check: String? = nil,
    expected: String, places: [String] = [], location: Location
  ) {
    self.name = name
    self.given = given
    self.mutations = mutations
    self.check = check
    self.expected = expected
    self.places = places
    self.location = location
  }
}
