import Model

/// What a product is built on, ready to be written in a format for bills of materials.
package struct BillOfMaterials: Sendable {
  /// A package, once however many files name it.
  package struct Component: Sendable {
    /// What stands for it in the document: its package URL where it has one.
    package let reference: String
    package let name: String
    package let version: String?
    package let url: PackageURL?
    package let ecosystem: String
    package let isDevelopment: Bool
    package let license: LicenseExpression?
    /// As the files write them.
    package let integrities: [String]
    package let locations: [Location]
    /// References of what it brings in, sorted.
    package let dependencies: [String]
  }

  /// A company that customers' data reaches.
  package struct Service: Sendable {
    package let name: String
    package let purpose: String
    package let data: [String]
    package let website: String?
  }

  package let name: String
  package let version: String?
  package let created: Instant
  package let toolVersion: String
  /// Sorted by reference.
  package let components: [Component]
  /// References of the direct dependencies, sorted.
  package let direct: [String]
  package let services: [Service]
  package let holes: [KnownHole]

  /// Takes together what the files of a folder name, with the subprocessors that may be published and
  /// the holes that are to be told.
  package init(
    name: String, version: String? = nil, created: Instant, toolVersion: String,
    inventory: PackageInventory, subprocessors: SubprocessorList? = nil, holes: [KnownHole] = []
  ) {
    self.name = name
    self.version = version
    self.created = created
    self.toolVersion = toolVersion
    self.holes = holes
    services = (subprocessors?.entries ?? []).map {
      Service(name: $0.name, purpose: $0.purpose, data: $0.data, website: $0.website)
    }
    var builder = ComponentBuilder()
    for manifest in inventory.manifests where manifest.lockfile == nil {
      builder.add((try? manifest.packages.get()) ?? [])
    }
    components = builder.components
    direct = builder.direct.sorted()
  }

  /// What stands for a package in the document.
  package static func reference(of package: Package) -> String {
    PackageURL(ecosystem: package.ecosystem, name: package.name, version: package.version)?
      .description ?? "\(package.ecosystem):\(package.name)@\(package.version ?? "")"
  }
}

/// Merges the packages of several files.
private struct ComponentBuilder {
  private struct Entry {
    let package: Package
    var isDevelopment: Bool
    var license: String?
    var integrities: Set<String> = []
    var locations: [Location] = []
    var dependencies: Set<String> = []
  }

  private var entries: [String: Entry] = [:]
  private(set) var direct: Set<String> = []

  mutating func add(_ packages: [Package]) {
    var references: [String: String] = [:]
    for package in packages {
      if let key = package.key { references[key] = BillOfMaterials.reference(of: package) }
    }
    for package in packages {
      let reference = BillOfMaterials.reference(of: package)
      var entry =
        entries[reference] ?? Entry(package: package, isDevelopment: package.isDevelopment)
      // What production needs anywhere is no mere tool of development.
      entry.isDevelopment = entry.isDevelopment && package.isDevelopment
      entry.license = entry.license ?? package.license
      if let integrity = package.integrity { entry.integrities.insert(integrity) }
      entry.locations.append(package.location)
      entry.dependencies.formUnion(package.dependencies.compactMap { references[$0] })
      entries[reference] = entry
      // Where a file does not tell direct from brought in, everything is a dependency of the product.
      if package.isDirect != false { direct.insert(reference) }
    }
  }

  var components: [BillOfMaterials.Component] {
    entries.sorted { $0.key < $1.key }.map { reference, entry in
      let package = entry.package
      return BillOfMaterials.Component(
        reference: reference, name: package.name, version: package.version,
        url: PackageURL(
          ecosystem: package.ecosystem, name: package.name, version: package.version),
        ecosystem: package.ecosystem, isDevelopment: entry.isDevelopment,
        license: entry.license.map { LicenseExpression(reading: $0) },
        integrities: entry.integrities.sorted(),
        locations: entry.locations.sorted(),
        dependencies: entry.dependencies.subtracting([reference]).sorted())
    }
  }
}
