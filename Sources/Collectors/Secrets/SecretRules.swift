import Model
import Resources
import StructuredData
import Systems

/// Every rule that secrets are looked for with.
package struct SecretRules: Sendable {
  package let rules: [SecretRule]
  /// SHA-256 over the rule files and the team's own: what a result rests on, and what a cache of
  /// results is valid for.
  package let digest: String

  let allowances: [SecretAllowance]

  let keywords: SecretKeywords
  /// By rule; looked at for every hit, which copying a whole rule would be too slow for.
  let windows: [SecretWindow]

  /// By literal: how far from a hit something new can change what its rules find.
  let reaches: [Int]

  package static let folder = "Policies/secrets"

  /// Reads every rule file of the library.
  ///
  /// - Parameters:
  ///   - library: Where the files are.
  ///   - configuration: The team's own rules and allow list.
  ///   - compilesPatterns: Whether a pattern that cannot be compiled is an error now; the shipped
  ///     ones are tested and can wait until they are tried.
  ///   - cache: Keeps what was read and compiled; nil for none.
  /// - Returns: The rules of all files.
  /// - Throws: All that is wrong with the files.
  package static func load(
    from library: ResourceLibrary, adding configuration: SecretConfiguration = .none,
    compilesPatterns: Bool = true, cache: CacheFolder? = nil
  ) throws(Diagnostics) -> SecretRules {
    var hasher = DigestHasher()
    var files: [(path: String, bytes: [UInt8])] = []
    for path in library.paths(in: folder) where path.hasSuffix(".yaml") {
      let bytes = library.bytes(path) ?? []
      hasher.update(path + "\n\(bytes.count)\n")
      hasher.update(bytes)
      files.append((path, bytes))
    }
    if !configuration.digest.isEmpty { hasher.update(configuration.digest) }
    let digest = hasher.finish()
    let kept = cache.map { SecretRulesCache(folder: $0) }
    if let known = kept?.read(digest: digest, allowances: configuration.allowances) {
      let own = Set(configuration.rules.map(\.id))
      try check(configuration, beside: known.rules.filter { !own.contains($0.id) })
      return known
    }
    var reader = SecretRuleReader(compilesPatterns: compilesPatterns)
    for file in files { reader.read(file.bytes, path: file.path) }
    let shipped = try reader.finish()
    try check(configuration, beside: shipped)
    let rules = try SecretRules(
      shipped + configuration.rules, digest: digest, allowances: configuration.allowances)
    kept?.write(rules)
    return rules
  }

  /// A team's rule may not take a shipped one's name, and an entry that names a rule nobody knows
  /// would allow nothing.
  private static func check(
    _ configuration: SecretConfiguration, beside shipped: [SecretRule]
  ) throws(Diagnostics) {
    let shippedNames = Set(shipped.map(\.id))
    let names = shippedNames.union(configuration.rules.map(\.id))
    var wrong = configuration.rules.filter { shippedNames.contains($0.id) }.map { rule in
      Diagnostic("rule \"\(rule.id)\" is defined already, as a shipped rule", at: rule.place)
    }
    for allowance in configuration.allowances {
      guard let rule = allowance.rule, !names.contains(rule) else { continue }
      wrong.append(
        Diagnostic(
          "\"rule\": there is no rule \"\(rule)\"", at: allowance.location,
          suggestion: NearestName.find(rule, among: Array(names)).map { "did you mean \"\($0)\"?" })
      )
    }
    if !wrong.isEmpty { throw Diagnostics(wrong.sorted()) }
  }

  init(
    _ rules: [SecretRule], digest: String, allowances: [SecretAllowance] = []
  ) throws(Diagnostics) {
    do {
      self.init(
        rules, try SecretKeywords(for: rules), digest: digest, allowances: allowances)
    } catch {
      throw Diagnostics([Diagnostic(error.reason, at: Location(path: Self.folder))])
    }
  }

  init(
    _ rules: [SecretRule], _ keywords: SecretKeywords, digest: String,
    allowances: [SecretAllowance]
  ) {
    self.keywords = keywords
    self.rules = rules
    let windows = rules.map(\.window)
    self.windows = windows
    reaches = keywords.uses.map { use in
      use.rules.map { 2 * windows[$0].margin }.max() ?? 0
    }
    self.allowances = allowances
    self.digest = digest
  }
}
