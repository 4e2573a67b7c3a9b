import Model

/// Reads Terraform: its code in native and JSON syntax.
package struct TerraformSource: ConfigurationSource {
  private let variableFiles: [String]

  /// Takes variables files beside those that Terraform loads by itself, in order; later ones win.
  package init(variableFiles: [String] = []) { self.variableFiles = variableFiles }

  package func read(_ files: some SourceFiles) -> ConfiguredResources {
    let reader = TerraformReader(files, variableFiles: variableFiles)
    return ConfiguredResources(
      resources: reader.found.map(\.resource), gaps: reader.gaps.sorted())
  }
}
