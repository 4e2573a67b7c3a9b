import COpenSSL

/// Computes SHA-256 over bytes that come in pieces.
@safe package struct DigestHasher: ~Copyable {
  // Made here, freed in deinit, and seen by nobody else.
  private let context: OpaquePointer

  package init() {
    // OpenSSL fails here only when memory has run out or the library is broken; there is no digest
    // to go on with, and a wrong one would be evidence of nothing.
    guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("OpenSSL: no memory") }
    unsafe self.context = context
    precondition(
      unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1, "OpenSSL refused SHA-256")
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  package mutating func update(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe update($0) }
  }

  package mutating func update(_ text: String) { update(Array(text.utf8)) }

  @unsafe package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    precondition(
      unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1,
      "OpenSSL refused bytes for SHA-256")
  }

  /// The digest of everything so far, in lower-case hexadecimal.
  package consuming func finish() -> String { Digest.hexadecimal(finishBytes()) }

  /// The digest of everything so far.
  package consuming func finishBytes() -> [UInt8] {
    var output = [UInt8](repeating: 0, count: 32)
    precondition(
      unsafe EVP_DigestFinal_ex(context, &output, nil) == 1, "OpenSSL refused to end SHA-256")
    return output
  }
}
