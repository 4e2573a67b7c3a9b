import Model

/// Finds the vendor whose client a package is.
struct VendorClients {
  private var byName: [String: [String: String]] = [:]

  init(_ vendors: [Vendor]) {
    for vendor in vendors {
      for (ecosystem, names) in vendor.packages {
        for name in names {
          byName[ecosystem, default: [:]][PackageNaming.key(name, in: ecosystem)] = vendor.name
        }
      }
    }
  }

  /// Names must be equal, never alike; a Go module may stand deeper, as in `…/stripe-go/v76`.
  func vendor(of package: Package) -> String? {
    guard let names = byName[package.ecosystem] else { return nil }
    let key = PackageNaming.key(package.name, in: package.ecosystem)
    if let vendor = names[key] { return vendor }
    guard package.ecosystem == "Go" else { return nil }
    var rest = key[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      if let vendor = names[String(rest)] { return vendor }
    }
    return nil
  }
}
