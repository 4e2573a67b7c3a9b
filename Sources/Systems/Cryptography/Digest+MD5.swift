import COpenSSL

extension Digest {
  /// MD5 (RFC 1321), for formats that know files by it; it protects nothing.
  ///
  /// - Returns: Lower-case hexadecimal, or nil where OpenSSL is set up to refuse it.
  package static func md5(_ bytes: [UInt8]) -> String? {
    var output = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    // OpenSSL reads the bytes given and writes no more than the largest digest there is.
    let result = unsafe EVP_Digest(bytes, bytes.count, &output, &count, EVP_md5(), nil)
    guard result == 1, count == 16 else { return nil }
    return hexadecimal(Array(output.prefix(16)))
  }
}
