import COpenSSL

/// Ed25519 signatures (RFC 8032) by OpenSSL.
package enum Ed25519 {
  package static let keyLength = 32
  package static let signatureLength = 64

  /// Whether the signature is of this message by the holder of this key.
  package static func isValid(
    _ signature: [UInt8], of message: [UInt8], publicKey: [UInt8]
  ) -> Bool {
    guard signature.count == signatureLength, publicKey.count == keyLength,
      // OpenSSL copies the key of the length given.
      let key = unsafe EVP_PKEY_new_raw_public_key(
        EVP_PKEY_ED25519, nil, publicKey, publicKey.count)
    else { return false }
    defer { unsafe EVP_PKEY_free(key) }
    guard let context = unsafe EVP_MD_CTX_new() else { return false }
    defer { unsafe EVP_MD_CTX_free(context) }
    // Sound: both handles are alive, and both arrays are read for their own lengths only.
    return unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
      && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}
