import COpenSSL

/// A private key in OpenSSL's hands, which wipes it when the last reference is gone.
@safe package final class Ed25519PrivateKey {
  // Made here, freed in deinit, and seen by nobody else.
  private let key: OpaquePointer

  /// Takes the 32 bytes of the seed; nil when they are not 32.
  package init?(seed: [UInt8]) {
    guard seed.count == Ed25519.keyLength,
      // OpenSSL copies the seed of the length given.
      let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
    else { return nil }
    unsafe self.key = key
  }

  deinit { unsafe EVP_PKEY_free(key) }

  /// The 32 bytes of the public half; nil when OpenSSL fails.
  package var publicKey: [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: Ed25519.keyLength)
    var count = bytes.count
    // OpenSSL writes at most the count given.
    let result = unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &count)
    return result == 1 && count == bytes.count ? bytes : nil
  }

  /// The signature of a message; nil when OpenSSL fails.
  package func sign(_ message: [UInt8]) -> [UInt8]? {
    guard let context = unsafe EVP_MD_CTX_new() else { return nil }
    defer { unsafe EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: Ed25519.signatureLength)
    var count = signature.count
    // Sound: both handles are alive; OpenSSL writes at most the count given.
    guard unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
      unsafe EVP_DigestSign(context, &signature, &count, message, message.count) == 1,
      count == signature.count
    else { return nil }
    return signature
  }

  /// Overwrites bytes that held a secret, in a way that no compiler leaves out.
  package static func wipe(_ bytes: inout [UInt8]) {
    unsafe bytes.withUnsafeMutableBytes { unsafe OPENSSL_cleanse($0.baseAddress, $0.count) }
  }
}
