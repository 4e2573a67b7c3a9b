import Model
import StructuredData
import Systems

/// A team's own rules and allow list, read from one YAML file.
package struct SecretConfiguration: Sendable {
  let rules: [SecretRule]
  let allowances: [SecretAllowance]
  /// SHA-256 of the file, which a cache of results must depend on.
  package let digest: String

  /// No rules and nothing allowed.
  package static let none = SecretConfiguration(rules: [], allowances: [], digest: "")

  /// The largest file that is read.
  package static let largestFile = 4 << 20

  private init(rules: [SecretRule], allowances: [SecretAllowance], digest: String) {
    self.rules = rules
    self.allowances = allowances
    self.digest = digest
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: Its content.
  ///   - path: What messages call it.
  /// - Throws: Everything that is wrong with it, each with its place.
  package init(_ bytes: [UInt8], path: String) throws(Diagnostics) {
    var reader = SecretConfigurationReader(path: path)
    (rules, allowances) = try reader.read(bytes)
    digest = Digest.sha256(bytes)
  }

  /// Reads a file from disk.
  ///
  /// - Throws: What is wrong with it, or that it cannot be read.
  package static func load(_ path: String) throws(Diagnostics) -> SecretConfiguration {
    let bytes: [UInt8]
    do throws(Unavailable) {
      bytes = try BoundedFile.read(path, limit: largestFile)
    } catch {
      throw Diagnostics([Diagnostic(error.reason, at: Location(path: path))])
    }
    return try SecretConfiguration(bytes, path: path)
  }
}
