import Model

/// Finds the vendor whose client a package is.
struct VendorClients {
  private var byName: [String: [String: String]] = [:]
  /// Beginnings of names that a vendor has to itself, as in `@aws-sdk/*`.
  private var byPrefix: [String: [(prefix: String, vendor: String)]] = [:]

  init(_ vendors: [Vendor]) {
    for vendor in vendors {
      for (ecosystem, names) in vendor.packages {
        for name in names {
          if name.hasSuffix("*") {
            byPrefix[ecosystem, default: []].append((String(name.dropLast()), vendor.name))
            continue
          }
          byName[ecosystem, default: [:]][PackageNaming.key(name, in: ecosystem)] = vendor.name
        }
      }
    }
  }

  /// Names must be equal, never alike, unless a vendor has a whole scope; a Go module may stand deeper, as in `…/stripe-go/v76`.
  func vendor(of package: Package) -> String? {
    let key = PackageNaming.key(package.name, in: package.ecosystem)
    if let entry = byPrefix[package.ecosystem]?.first(where: { key.hasPrefix($0.prefix) }) {
      return entry.vendor
    }
    guard let names = byName[package.ecosystem] else { return nil }
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
