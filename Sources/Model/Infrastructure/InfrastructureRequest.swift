/// Asks for a folder's configuration in the normal form.
package struct InfrastructureRequest: ObservationRequest {
  package typealias Facts = InfrastructureFacts

  /// What is read, which is the same for the raw and for the normal form.
  package let resources: ConfiguredResourcesRequest

  package init(folder: String, patterns: [String] = ["**"], variableFiles: [String] = []) {
    resources = ConfiguredResourcesRequest(
      folder: folder, patterns: patterns, variableFiles: variableFiles)
  }

  package var folder: String { resources.folder }
  package var subject: String { resources.subject }
}

/// What a folder's configuration says is there, and what it does not let us see.
package struct InfrastructureFacts: Sendable {
  package let objects: [InfrastructureObject]
  package let gaps: [InfrastructureGap]
  /// SHA-256 of each file that was read, by its path.
  package let digests: [String: String]
  /// Kinds of resources that the normal form does not have, and how many there are of each.
  package let otherKinds: [String: Int]

  package init(
    objects: [InfrastructureObject] = [], gaps: [InfrastructureGap] = [],
    digests: [String: String] = [:],
    otherKinds: [String: Int] = [:]
  ) {
    self.objects = objects
    self.gaps = gaps
    self.digests = digests
    self.otherKinds = otherKinds
  }
}

/// A gap, with what it could have held.
package struct InfrastructureGap: Hashable, Sendable {
  package let gap: ReadingGap
  /// Nil when it could have held anything.
  package let roles: Set<InfrastructureRole>?

  package init(_ gap: ReadingGap, roles: Set<InfrastructureRole>? = nil) {
    self.gap = gap
    self.roles = roles
  }
}
