import COpenSSL

/// Tells whether bytes are a private key.
package enum PrivateKeyEncoding {
  /// A larger one is no key that anybody uses.
  private static let largest = 64 << 10

  /// Whether the bytes are one private key in DER: PKCS #8, or the forms of RSA, DSA and EC keys
  /// (RFC 5208, 8017, 5915), with numbers that OpenSSL can read.
  package static func isKey(_ der: [UInt8]) -> Bool {
    guard der.count <= largest, let length = Int(exactly: der.count) else { return false }
    return unsafe der.withUnsafeBytes { buffer in
      guard let start = unsafe buffer.bindMemory(to: UInt8.self).baseAddress else { return false }
      var position: UnsafePointer<UInt8>? = unsafe start
      // OpenSSL reads at most the length given and moves the position past what it read.
      guard let key = unsafe d2i_AutoPrivateKey(nil, &position, length) else {
        // The reason stays in this thread's queue, where the next failure would show it.
        ERR_clear_error()
        return false
      }
      unsafe EVP_PKEY_free(key)
      return true
    }
  }
}
