/// A catalogue of requirements that controls map to.
package struct Framework: Hashable, Sendable {
  package struct Requirement: Hashable, Sendable {
    package let id: String
    package let title: String
    /// The identifier of its group, where the catalogue has groups.
    package let group: String?

    package init(id: String, title: String, group: String? = nil) {
      self.id = id
      self.title = title
      self.group = group
    }
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

  package init(
    id: String, name: String, version: String, requirements: [Requirement], groups: [Group] = [],
    isLaw: Bool = false, isNested: Bool = false, exclusions: [Exclusion] = []
  ) {
    self.id = id
    self.name = name
    self.version = version
    self.requirements = requirements
    self.groups = groups
    self.isLaw = isLaw
    self.isNested = isNested
    self.exclusions = exclusions
  }

  /// The framework as a posture with these exclusions uses it.
  package func excluding(_ exclusions: [Exclusion]) -> Framework {
    Framework(
      id: id, name: name, version: version, requirements: requirements, groups: groups,
      isLaw: isLaw, isNested: isNested, exclusions: exclusions)
  }
}
