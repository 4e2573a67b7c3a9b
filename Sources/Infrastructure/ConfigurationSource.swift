import Model

/// One way in which configuration is written: Terraform, Kubernetes manifests, Dockerfiles.
package protocol ConfigurationSource: Sendable {
  /// Reads the files that are its own, which names and contents tell, and leaves the others alone.
  ///
  /// What is its own and cannot be read becomes a gap, never silence.
  func read(_ files: some SourceFiles) -> ConfiguredResources
}
