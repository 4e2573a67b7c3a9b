import Model
import Resources
import StructuredData
import Systems

/// Every rule that secrets are looked for with.
package struct SecretRules: Sendable {
  package let rules: [SecretRule]
  /// SHA-256 over the rule files: which rules a result rests on.
  package let digest: String

  let literals: LiteralDatabase
  /// For each literal, the indices of the rules that it is a keyword of.
  let owners: [[Int]]

  package static let folder = "Policies/secrets"

  /// Reads every rule file of the library.
  ///
  /// - Throws: All that is wrong with the files.
  package static func load(from library: ResourceLibrary) throws(Diagnostics) -> SecretRules {
    var hasher = DigestHasher()
    var reader = SecretRuleReader()
    for path in library.paths(in: folder) where path.hasSuffix(".yaml") {
      let bytes = library.bytes(path) ?? []
      hasher.update(path + "\n\(bytes.count)\n")
      hasher.update(bytes)
      reader.read(bytes, path: path)
    }
    return try SecretRules(try reader.finish(), digest: hasher.finish())
  }

  init(_ rules: [SecretRule], digest: String) throws(Diagnostics) {
    var literals: [Literal] = []
    var indices: [Literal: Int] = [:]
    var owners: [[Int]] = []
    for (index, rule) in rules.enumerated() {
      for keyword in Set(rule.keywords) {
        if let known = indices[keyword] {
          owners[known].append(index)
        } else {
          indices[keyword] = literals.count
          literals.append(keyword)
          owners.append([index])
        }
      }
    }
    do {
      self.literals = try LiteralDatabase(literals)
    } catch {
      throw Diagnostics([Diagnostic(error.reason, at: Location(path: Self.folder))])
    }
    self.rules = rules
    self.owners = owners
    self.digest = digest
  }
}
