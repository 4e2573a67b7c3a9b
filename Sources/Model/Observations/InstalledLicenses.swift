/// Asks which licences the packages that are installed in a folder name themselves.
package struct InstalledLicensesRequest: ObservationRequest {
  package typealias Facts = InstalledLicenses

  package let folder: String

  package init(folder: String) { self.folder = folder }

  package var subject: String { "licences of installed packages" }
}

/// What installed packages say of their licences: most lockfiles do not.
package struct InstalledLicenses: Sendable {
  package struct Key: Hashable, Sendable {
    package let ecosystem: String
    /// In the form of `PackageNaming.key`.
    package let name: String
    package let version: String

    package init(ecosystem: String, name: String, version: String) {
      self.ecosystem = ecosystem
      self.name = PackageNaming.key(name, in: ecosystem)
      self.version = version
    }
  }

  /// One statement, as its file writes it.
  package struct Statement: Sendable, Hashable {
    package let texts: [String]
    /// Whether several texts are alternatives, or nobody says which holds.
    package let isChoice: Bool
    package let location: Location

    package init(texts: [String], isChoice: Bool, location: Location) {
      self.texts = texts
      self.isChoice = isChoice
      self.location = location
    }
  }

  package let statements: [Key: Statement]

  package init(statements: [Key: Statement]) { self.statements = statements }
}
