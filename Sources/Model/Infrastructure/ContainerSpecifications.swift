/// Asks how the containers are to run that a folder's configuration speaks of.
package struct ContainerSpecificationsRequest: ObservationRequest {
  package typealias Facts = ContainerSpecifications

  /// Absolute path of the folder the patterns start from.
  package let folder: String
  package let patterns: [String]

  package init(folder: String, patterns: [String] = ["**"]) {
    self.folder = folder
    self.patterns = patterns
  }

  package var subject: String { "the containers in \(patterns.joined(separator: ", "))" }
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
