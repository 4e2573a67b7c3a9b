import Model

/// What other systems exported as JSON.
package struct ExportSource: ConfigurationSource {
  package init() {}

  package func read(_ files: some SourceFiles) -> ConfiguredResources { ConfiguredResources() }
}
