@testable import Collectors
import Model
import Systems

/// The reference that the delta-aware scan is compared with: every blob in full, through libgit2.
struct PlainScan {
  let repository: GitRepository
  let scanner: SecretScanner

  init(of path: String, rules: SecretRules, key: [UInt8]) throws {
    repository = try GitRepository(at: path)
    scanner = try SecretScanner(rules, fingerprintKey: key)
  }

  /// What the blob holds; nil for nothing.
  func scan(_ name: ObjectName) throws -> SecretTextScan? {
    guard let id = GitObjectID(name) else { return nil }
    let scan = try scanner.scan(try repository.blob(id, limit: 1 << 30))
    return scan == SecretTextScan() ? nil : scan
  }
}
