import Model
import Resources
import Systems

/// Looks for secrets with the rules that belong to the command, which are read only when somebody
/// asks.
package struct ShippedSecretCollector: Collector {
  package typealias Request = SecretScanRequest

  private let library: ResourceLibrary
  private let fingerprintKey: [UInt8]
  private let cache: CacheFolder?

  package init(library: ResourceLibrary, fingerprintKey: [UInt8], cache: CacheFolder? = nil) {
    self.library = library
    self.cache = cache
    self.fingerprintKey = fingerprintKey
  }

  package func collect(
    _ request: SecretScanRequest, in context: CollectionContext
  ) throws(Unavailable) -> SecretScan {
    let rules: SecretRules
    let baseline: SecretBaseline?
    do {
      let configuration = try request.settings.configuration.map { path throws(Diagnostics) in
        try SecretConfiguration.load(path)
      }
      rules = try SecretRules.load(
        from: library, adding: configuration ?? .none, compilesPatterns: false, cache: cache)
      baseline = try request.settings.baseline.map { path throws(Diagnostics) in
        try SecretBaseline.load(path, key: fingerprintKey)
      }
    } catch {
      let first = error.list.first?.description ?? "they cannot be read"
      throw Unavailable("the rules or exceptions for secrets are broken: \(first)")
    }
    return try SecretCollector(
      rules: rules, fingerprintKey: fingerprintKey, baseline: baseline, cache: cache
    ).collect(request, in: context)
  }
}
