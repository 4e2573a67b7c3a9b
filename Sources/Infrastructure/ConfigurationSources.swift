import Model

/// Every way in which configuration is written, one line for each, sorted.
package enum ConfigurationSources {
  package typealias Entry = (
    dialect: ConfiguredResource.Dialect, source: any ConfigurationSource
  )

  /// The sources for one request.
  package static func all(for request: ConfiguredResourcesRequest) -> [Entry] {
    [
      (.cloudFormation, CloudFormationSource()),
      (.compose, ComposeSource()),
      (.dockerfile, DockerfileSource()),
      (.export, ExportSource()),
      (.kubernetes, KubernetesSource()),
      (.nginx, NginxSource()),
      (.platform, PlatformSource()),
      (.platform, PostgreSQLConfigurationSource()),
      (.terraform, TerraformSource(variableFiles: request.variableFiles)),
    ]
  }

  /// Reads a folder with every source, and notes of each gap in whose words it is.
  ///
  /// - Parameters:
  ///   - files: The folder.
  ///   - request: What is asked for.
  ///   - check: Called between two sources; what it throws ends the reading.
  /// - Returns: What every source read, one after another.
  /// - Throws: What `check` throws.
  package static func read(
    _ files: some SourceFiles, for request: ConfiguredResourcesRequest,
    check: () throws(Unavailable) -> Void = { () throws(Unavailable) in }
  ) throws(Unavailable) -> ConfiguredResources {
    var all = ConfiguredResources()
    for (dialect, source) in self.all(for: request) {
      try check()
      var read = source.read(files)
      for index in read.gaps.indices where read.gaps[index].dialect == nil {
        read.gaps[index].dialect = dialect
      }
      all.append(read)
    }
    return all
  }
}
