/// A catalogue of requirements that controls map to.
package struct Framework: Hashable, Sendable {
  package struct Requirement: Hashable, Sendable {
    package let id: String
    package let title: String
    /// The identifier of its group, where the catalogue has groups.
    package let group: String?
    /// Where its substance went when it was withdrawn, which may be nowhere; nil while it is in force.
    package let withdrawnInto: [String]?

    package init(
      id: String, title: String, group: String? = nil, withdrawnInto: [String]? = nil
    ) {
      self.id = id
      self.title = title
      self.group = group
      self.withdrawnInto = withdrawnInto
    }

    /// Whether it is in the catalogue for its number alone, and asks for nothing any more.
    package var isWithdrawn: Bool { withdrawnInto != nil }
  }

  /// A heading of the catalogue.
  package struct Group: Hashable, Sendable {
    package let id: String
    package let title: String

    package init(id: String, title: String) {
      self.id = id
      self.title = title
    }
  }

  /// A requirement that the posture declares to be out of its scope.
  package struct Exclusion: Hashable, Sendable {
    package let requirement: String
    package let reason: String

    package init(requirement: String, reason: String) {
      self.requirement = requirement
      self.reason = reason
    }
  }

  /// Another edition of the same catalogue, in use at the same time, that numbers some of it otherwise.
  package struct OtherEdition: Hashable, Sendable {
    /// The identifier of its framework.
    package let id: String
    /// The number there of each requirement that has another one here.
    package let renumbered: [String: String]
    /// Numbers that only the other edition has, or gives to something that is not in this one.
    package let onlyThere: Set<String>
    /// The number here of what the other edition calls otherwise.
    private let here: [String: String]

    package init(id: String, renumbered: [String: String], onlyThere: Set<String>) {
      self.id = id
      self.renumbered = renumbered
      self.onlyThere = onlyThere
      here = Dictionary(renumbered.map { ($1, $0) }) { first, _ in first }
    }

    /// Whether the other edition means something else by that number.
    package func meansAnother(by number: String) -> Bool {
      here[number] != nil || onlyThere.contains(number)
    }

    /// What this edition calls the requirement that has that number in the other one.
    package func number(here other: String) -> String? { here[other] }
  }

  package let id: String
  package let name: String
  package let version: String
  package let requirements: [Requirement]
  package let groups: [Group]
  /// Whether it is a law: controls support what it asks for and never satisfy it.
  package let isLaw: Bool
  /// Whether an identifier that continues another names a part of it: `32(1)(a)` of `32`.
  package let isNested: Bool
  /// What the posture that uses the framework declares not applicable, in the catalogue's order.
  package let exclusions: [Exclusion]
  /// The edition that it is easily confused with.
  package let otherEdition: OtherEdition?

  package init(
    id: String, name: String, version: String, requirements: [Requirement], groups: [Group] = [],
    isLaw: Bool = false, isNested: Bool = false, exclusions: [Exclusion] = [],
    otherEdition: OtherEdition? = nil
  ) {
    self.id = id
    self.name = name
    self.version = version
    self.requirements = requirements
    self.groups = groups
    self.isLaw = isLaw
    self.isNested = isNested
    self.exclusions = exclusions
    self.otherEdition = otherEdition
  }

  /// The framework as a posture with these exclusions uses it.
  package func excluding(_ exclusions: [Exclusion]) -> Framework {
    Framework(
      id: id, name: name, version: version, requirements: requirements, groups: groups,
      isLaw: isLaw, isNested: isNested, exclusions: exclusions,
      otherEdition: otherEdition)
  }
}
