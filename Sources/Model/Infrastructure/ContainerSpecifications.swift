/// Asks how the containers are to run that a folder's configuration speaks of.
package struct ContainerSpecificationsRequest: ObservationRequest {
  package typealias Facts = ContainerSpecifications

  /// What is read, which is the same for the raw and for the normal form.
  package let resources: ConfiguredResourcesRequest

  package init(folder: String, patterns: [String] = ["**"]) {
    resources = ConfiguredResourcesRequest(folder: folder, patterns: patterns)
  }

  package var folder: String { resources.folder }
  package var subject: String { resources.subject }
}

/// The containers of a folder, and what could not be read that may speak of containers.
package struct ContainerSpecifications: Sendable {
  package let containers: [ContainerSpecification]
  package let gaps: [ReadingGap]
  /// SHA-256 of each file that was read, by its path.
  package let digests: [String: String]

  package init(
    containers: [ContainerSpecification], gaps: [ReadingGap] = [], digests: [String: String] = [:]
  ) {
    self.containers = containers
    self.gaps = gaps
    self.digests = digests
  }
}
