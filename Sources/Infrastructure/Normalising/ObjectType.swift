import Model

/// How one kind of thing, in whatever dialect, becomes an object of the normal form.
struct ObjectType: Sendable {
  /// Its kinds in the dialects, Terraform's first.
  let kinds: [String]
  /// One name for the kind in all dialects, which is also its name in the table of defaults.
  let name: String
  let role: InfrastructureRole
  let provider: InfrastructureObject.Provider
  /// What of a resource is an object.
  enum Parts: Sendable {
    case whole
    /// Nested blocks at these paths, each of which is one.
    case blocks([String])
    /// What a function finds, each with what tells it from its siblings.
    case found(@Sendable (Reading) -> [(name: String, node: Node)])
  }

  let parts: Parts
  /// Whether this one block or resource is meant at all.
  let isMeant: @Sendable (Reading) -> Bool
  let settings: [SettingName: SettingRule]

  init(
    _ kinds: [String], _ role: InfrastructureRole, _ provider: InfrastructureObject.Provider,
    _ parts: Parts, as name: String? = nil,
    where isMeant: @escaping @Sendable (Reading) -> Bool = { _ in true },
    _ settings: [SettingName: SettingRule]
  ) {
    self.kinds = kinds
    self.name = name ?? kinds.first ?? ""
    self.role = role
    self.provider = provider
    self.parts = parts
    self.isMeant = isMeant
    self.settings = settings
  }

  init(
    _ kinds: [String], _ role: InfrastructureRole, _ provider: InfrastructureObject.Provider,
    as name: String? = nil, where isMeant: @escaping @Sendable (Reading) -> Bool = { _ in true },
    _ settings: [SettingName: SettingRule]
  ) {
    self.init(kinds, role, provider, .whole, as: name, where: isMeant, settings)
  }
}
