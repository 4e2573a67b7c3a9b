import Model

/// Templates of AWS CloudFormation.
package struct CloudFormationSource: ConfigurationSource {
  package init() {}

  package func read(_ files: some SourceFiles) -> ConfiguredResources { ConfiguredResources() }
}
