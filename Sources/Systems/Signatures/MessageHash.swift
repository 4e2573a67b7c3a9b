import COpenSSL

/// A hash that a signature format lets its maker choose.
package enum MessageHash: String, Sendable, CaseIterable {
  case sha256
  case sha512

  /// The digest of a message, as bytes.
  package func digest(of message: [UInt8]) -> [UInt8] {
    let kind = self == .sha256 ? unsafe EVP_sha256() : unsafe EVP_sha512()
    var output = [UInt8](repeating: 0, count: self == .sha256 ? 32 : 64)
    var count: UInt32 = 0
    // OpenSSL reads the length given and writes as many bytes as the hash has.
    let result = unsafe EVP_Digest(message, message.count, &output, &count, kind, nil)
    // It fails only without memory; there is no digest to go on with then.
    precondition(result == 1, "OpenSSL refused \(rawValue)")
    return output
  }
}
