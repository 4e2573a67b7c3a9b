/// Asks for everything that a folder's configuration says is there.
package struct ConfiguredResourcesRequest: ObservationRequest {
  package typealias Facts = ConfiguredResources

  /// Absolute path of the folder the patterns start from.
  package let folder: String
  /// Which files are read; each source takes those that are its own.
  package let patterns: [String]
  /// Values of Terraform variables files beside those that Terraform loads by itself, in order.
  package let variableFiles: [String]

  package init(folder: String, patterns: [String] = ["**"], variableFiles: [String] = []) {
    self.folder = folder
    self.patterns = patterns
    self.variableFiles = variableFiles
  }

  package var subject: String { "the configuration in \(patterns.joined(separator: ", "))" }
}

/// What was read, and what could not be.
package struct ConfiguredResources: Sendable {
  package var resources: [ConfiguredResource]
  package var gaps: [ReadingGap]
  /// SHA-256 of each file that was read, by its path.
  package var digests: [String: String]

  package init(
    resources: [ConfiguredResource] = [], gaps: [ReadingGap] = [], digests: [String: String] = [:]
  ) {
    self.resources = resources
    self.gaps = gaps
    self.digests = digests
  }

  package mutating func append(_ other: ConfiguredResources) {
    resources += other.resources
    gaps += other.gaps
    digests.merge(other.digests) { first, _ in first }
  }
}
