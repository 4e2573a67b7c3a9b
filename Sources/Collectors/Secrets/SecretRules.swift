import Model
import Resources
import StructuredData
import Systems

/// Every rule that secrets are looked for with.
package struct SecretRules: Sendable {
  package let rules: [SecretRule]
  /// SHA-256 over the rule files: which rules a result rests on.
  package let digest: String

  let keywords: SecretKeywords
  /// By rule; looked at for every hit, which copying a whole rule would be too slow for.
  let windows: [SecretWindow]

  package static let folder = "Policies/secrets"

  /// Reads every rule file of the library.
  ///
  /// - Parameters:
  ///   - library: Where the files are.
  ///   - compilesPatterns: Whether a pattern that cannot be compiled is an error now; the shipped
  ///     ones are tested and can wait until they are tried.
  /// - Returns: The rules of all files.
  /// - Throws: All that is wrong with the files.
  package static func load(
    from library: ResourceLibrary, compilesPatterns: Bool = true
  ) throws(Diagnostics) -> SecretRules {
    var hasher = DigestHasher()
    var reader = SecretRuleReader(compilesPatterns: compilesPatterns)
    for path in library.paths(in: folder) where path.hasSuffix(".yaml") {
      let bytes = library.bytes(path) ?? []
      hasher.update(path + "\n\(bytes.count)\n")
      hasher.update(bytes)
      reader.read(bytes, path: path)
    }
    return try SecretRules(try reader.finish(), digest: hasher.finish())
  }

  init(_ rules: [SecretRule], digest: String) throws(Diagnostics) {
    do {
      keywords = try SecretKeywords(for: rules)
    } catch {
      throw Diagnostics([Diagnostic(error.reason, at: Location(path: Self.folder))])
    }
    self.rules = rules
    windows = rules.map(\.window)
    self.digest = digest
  }
}
