import COpenSSL

/// Digests as lower-case hexadecimal text.
package enum Digest {
  package static func sha256(_ bytes: [UInt8]) -> String {
    var hasher = DigestHasher()
    hasher.update(bytes)
    return hasher.finish()
  }

  package static func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }

  /// A keyed digest (RFC 2104 with SHA-256).
  package static func hmacSHA256(key: [UInt8], _ message: [UInt8]) -> String {
    var output = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    // As RFC 2104 has it, and so that the length always fits.
    let key = key.count > 64 ? rawSHA256(key) : key
    // HMAC reads the lengths given and writes the 32 bytes of its hash.
    let result = unsafe HMAC(
      EVP_sha256(), key, Int32(key.count), message, message.count, &output, &count)
    precondition(unsafe result != nil, "OpenSSL refused HMAC-SHA-256")
    return hexadecimal(output)
  }

  private static func rawSHA256(_ bytes: [UInt8]) -> [UInt8] {
    var hasher = DigestHasher()
    hasher.update(bytes)
    return hasher.finishBytes()
  }

  package static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
