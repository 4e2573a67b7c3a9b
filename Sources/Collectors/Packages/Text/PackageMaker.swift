import Model

/// Makes packages out of what one file says, with every text held to its bounds.
struct PackageMaker {
  let ecosystem: String
  let path: String

  var text: PackageText { PackageText(path: path) }
  var fields: ManifestFields { ManifestFields(path: path) }

  /// What a file says of where a package comes from.
  struct Origin {
    var license: String?
    var integrity: String?
    var source: String?
  }

  /// A package of a lockfile; its key is nil where the file draws no graph.
  func locked(
    _ name: String, _ version: String?, at span: TextSpan, requirement: String? = nil,
    isDirect: Bool? = nil, isDevelopment: Bool = false, isPinned: Bool? = nil, key: String? = nil,
    dependencies: [String] = [], origin: Origin = Origin(), ecosystem other: String? = nil
  ) throws(Diagnostics) -> Package {
    var package = Package(
      ecosystem: other ?? ecosystem, name: try text.name(name, at: span),
      version: try version.map { value throws(Diagnostics) in try text.version(value, at: span) },
      requirement: try requirement.map { value throws(Diagnostics) in
        try text.requirement(value, at: span)
      },
      isDirect: isDirect, isDevelopment: isDevelopment, isPinned: isPinned,
      location: Location(path: path, span: span))
    package.key = key
    package.dependencies = dependencies
    package.license = try origin.license.map { value throws(Diagnostics) in
      try text.license(value, at: span)
    }
    package.integrity = try origin.integrity.map { value throws(Diagnostics) in
      try text.integrity(value, at: span)
    }
    package.source = try origin.source.map { value throws(Diagnostics) in
      try text.requirement(value, at: span)
    }
    return package
  }

  /// A package as a manifest asks for it.
  func required(
    _ name: String, as requirement: String, exactly version: String?, at span: TextSpan,
    isDevelopment: Bool = false, isPinned: Bool? = nil
  ) throws(Diagnostics) -> Package {
    try locked(
      name, version, at: span, requirement: requirement, isDirect: true,
      isDevelopment: isDevelopment, isPinned: isPinned)
  }
}

extension Package {
  /// The same package, as the roots of its graph show it.
  func marked(isDirect: Bool?, isDevelopment: Bool) -> Package {
    guard isDirect != self.isDirect || isDevelopment != self.isDevelopment else { return self }
    return copy(version: version, isDirect: isDirect, isDevelopment: isDevelopment)
  }

  /// The same package with its version, where another file tells it.
  func with(version: String?, isPinned: Bool? = nil) -> Package {
    copy(
      version: version, isDirect: isDirect, isDevelopment: isDevelopment,
      isPinned: isPinned ?? (version != nil))
  }

  private func copy(
    version: String?, isDirect: Bool?, isDevelopment: Bool, isPinned: Bool? = nil
  ) -> Package {
    var copy = Package(
      ecosystem: ecosystem, name: name, version: version, requirement: requirement,
      isDirect: isDirect, isDevelopment: isDevelopment, isPinned: isPinned ?? self.isPinned,
      location: location)
    copy.key = key
    copy.dependencies = dependencies
    copy.license = license
    copy.integrity = integrity
    copy.source = source
    return copy
  }
}
