/// One piece of infrastructure in the normal form that checks judge.
package struct InfrastructureObject: Hashable, Sendable {
  package enum Provider: String, CaseIterable, Hashable, Sendable {
    case amazon = "aws"
    case google
    case azure
    case any
  }

  package let role: InfrastructureRole
  package let provider: Provider
  package let layer: ConfiguredResource.Layer
  /// The kind in its dialect, for messages.
  package let kind: String
  /// One name for the same kind of thing in all dialects.
  package let type: String
  /// What tells it from its siblings in its source: `module.data.aws_db_instance.main`.
  package let address: String
  /// By what the provider calls it, where that is known: names, identifiers, resource names.
  package let names: [String]
  /// The header of its block.
  package let location: Location
  /// A setting that is not here has no meaning for this kind of thing.
  package let settings: [SettingName: Setting]
  package let waivers: [ConfigurationWaiver]

  package init(
    role: InfrastructureRole, provider: Provider, layer: ConfiguredResource.Layer, kind: String,
    type: String, address: String, names: [String] = [], location: Location,
    settings: [SettingName: Setting], waivers: [ConfigurationWaiver] = []
  ) {
    self.role = role
    self.provider = provider
    self.layer = layer
    self.kind = kind
    self.type = type
    self.address = address
    self.names = names
    self.location = location
    self.settings = settings
    self.waivers = waivers
  }

  package subscript(name: SettingName) -> Setting? { settings[name] }
}
