import Collectors
import Foundation
import Model
import Resources
import Systems
import TestSupport

/// What the tests of secrets share.
enum SecretTesting {
  static let packageFolder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The shipped rules, read once.
  static let rules: Result<SecretRules, Diagnostics> = {
    do throws(Diagnostics) {
      return .success(try SecretRules.load(from: ResourceLibrary(folder: packageFolder)))
    } catch {
      return .failure(error)
    }
  }()

  static let key = Array("a key of the tests".utf8)

  static func scan(_ text: String) throws -> [String] {
    let rules = try Self.rules.get()
    let scan = try SecretScanner(rules, fingerprintKey: key).scan(Array(text.utf8))
    return scan.secrets.map { rules.rules[$0.rule].id }
  }

  static func collect(
    _ path: String, settings: SecretScanSettings = SecretScanSettings(), workers: Int = 2,
    scope: SecretScope = .history, unreachable: Bool = false, cache: CacheFolder? = nil
  ) throws -> SecretScan {
    let collector = SecretCollector(
      rules: try Self.rules.get(), fingerprintKey: key, cache: cache, workers: workers)
    return try collector.collect(
      SecretScanRequest(
        repository: path, scope: scope, includesUnreachable: unreachable, settings: settings),
      in: context())
  }

  /// As the command does it: with a team's own file and baseline.
  static func collectShipped(
    _ path: String, settings: SecretScanSettings, key: [UInt8] = Self.key,
    cache: CacheFolder? = nil
  ) throws -> SecretScan {
    try ShippedSecretCollector(
      library: ResourceLibrary(folder: packageFolder), fingerprintKey: key, cache: cache
    ).collect(SecretScanRequest(repository: path, settings: settings), in: context())
  }

  static func context(cancellation: Cancellation = Cancellation()) -> CollectionContext {
    CollectionContext(
      now: Instant(seconds: 1_800_000_000),
      deadline: ContinuousClock.now.advanced(by: .seconds(120)), cancellation: cancellation)
  }

  /// A GitHub token with a right checksum; in parts, so that this file holds none.
  static let githubToken = "gh" + "p_" + "yXBHMoc5L40zBANMAAcNPMMcv7FQw42kWkIk"
  /// An AWS access key identifier.
  static let awsKey = "AK" + "IA" + "Q7RTVZJ2KXM5LWPD"
  /// An assigned password.
  static let password = "vR7#" + "kqP2zL9x"
}
