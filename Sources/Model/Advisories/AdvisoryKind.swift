/// What a record of an advisory database tells of.
package enum AdvisoryKind: String, Codable, Sendable, Hashable, CaseIterable {
  /// A hole in a package.
  case vulnerability
  /// Something to know that is no hole: a package is no longer maintained, or unsound.
  case informational
  /// The package itself is the attack.
  case malicious

  /// The kind by the conventions of the databases: identifiers of the malicious packages database
  /// begin with `MAL-`, and RustSec marks each affected package as informational.
  package init(id: String, aliases: [String] = [], affected: [AffectedPackage]) {
    if ([id] + aliases).contains(where: { $0.hasPrefix("MAL-") }) {
      self = .malicious
    } else if !affected.isEmpty, affected.allSatisfy({ $0.informational != nil }) {
      self = .informational
    } else {
      self = .vulnerability
    }
  }
}
