import Model
import Systems

/// Keyed digests that name a finding without telling what was found.
package struct Fingerprint: Sendable {
  private let key: [UInt8]

  package init(key: [UInt8]) { self.key = key }

  /// HMAC-SHA-256 over check, rule, path and identity, 64 hexadecimal digits; lines are left out so
  /// that it survives edits around the place.
  package func of(_ finding: Finding) -> String {
    let parts = [
      finding.check, finding.rule, finding.location.path ?? finding.location.url ?? "",
      finding.identity,
    ]
    return Digest.hmacSHA256(key: key, Array(parts.joined(separator: "\u{0}").utf8))
  }
}
