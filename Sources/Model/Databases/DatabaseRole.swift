/// A role: a user, or a group of them.
package struct DatabaseRole: Sendable {
  /// What a role may be beside what it is granted.
  package enum Attribute: String, CaseIterable, Hashable, Sendable {
    case superuser
    case bypassRowSecurity = "bypassrls"
    case createRole = "createrole"
    case createDatabase = "createdb"
    case replication
    case login
    /// Whether the rights of the roles that it is a member of are its own without SET ROLE.
    case inherit
  }

  /// Belonging to another role.
  package struct Membership: Hashable, Sendable {
    package var role: String
    /// Whether it may hand the membership on.
    package let isAdministrator: Bool
    package let location: Location

    package init(role: String, isAdministrator: Bool, location: Location) {
      self.role = role
      self.isAdministrator = isAdministrator
      self.location = location
    }
  }

  package var name: String
  package var attributes: Set<Attribute>
  package var memberships: [Membership]
  /// Whether its making was seen, so that its attributes are known.
  package var isDeclared: Bool
  package var location: Location

  package init(
    name: String, attributes: Set<Attribute> = [.inherit], memberships: [Membership] = [],
    isDeclared: Bool = true, location: Location
  ) {
    self.name = name
    self.attributes = attributes
    self.memberships = memberships
    self.isDeclared = isDeclared
    self.location = location
  }
}
