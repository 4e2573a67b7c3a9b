import Model

/// A list of what a product is made of, before its packages are told from the rest.
struct Materials {
  struct Component {
    /// What stands for it in `dependencies`.
    let reference: String
    let name: String
    let version: String?
    let purl: String?
    let license: String?
    let integrity: String?
    let source: String?
    /// Needed to make the product, not part of it.
    let isDevelopment: Bool
    let span: TextSpan
  }

  var components: [Component] = []
  /// Who needs whom, by references.
  var dependencies: [String: [String]] = [:]
  /// The product itself.
  var roots: Set<String> = []

  /// One package for each component; what has no package URL is of no ecosystem.
  func packages(path: String) throws(Diagnostics) -> [Package] {
    let maker = PackageMaker(ecosystem: "", path: path)
    let direct = Set(roots.flatMap { dependencies[$0] ?? [] })
    var packages: [Package] = []
    for component in components where !roots.contains(component.reference) {
      var url: PackageURL?
      if let text = component.purl {
        guard let read = PackageURL(text) else {
          throw Diagnostics(
            "\(PackageText.shown(text)) is no package URL", path: path, at: component.span)
        }
        url = read
      }
      packages.append(
        try maker.locked(
          url?.packageName ?? component.name.replacing(" ", with: "-"),
          url?.packageVersion ?? component.version, at: component.span,
          isDirect: direct.isEmpty ? nil : direct.contains(component.reference),
          isDevelopment: component.isDevelopment, key: component.reference,
          dependencies: dependencies[component.reference] ?? [],
          origin: PackageMaker.Origin(
            license: component.license, integrity: component.integrity, source: component.source),
          ecosystem: url?.ecosystem ?? ""))
    }
    return packages
  }
}
