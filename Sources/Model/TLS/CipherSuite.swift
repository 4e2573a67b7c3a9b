/// A cipher suite by its number and name in the registry of TLS parameters.
package struct CipherSuite: Hashable, Sendable, Codable {
  package let code: UInt16
  package let name: String

  package init(code: UInt16, name: String) {
    self.code = code
    self.name = name
  }

  /// A suite of a server's choice; one that is not in the list is named by its number.
  package init(code: UInt16) {
    let known = CipherSuiteRegistry.all.first { $0.code == code }
    self = known ?? CipherSuite(code: code, name: "0x" + String(code, radix: 16))
  }

  /// Suites of TLS 1.3 name no key exchange, since every one there is forward secret.
  package var isOfTLS13: Bool { code >> 8 == 0x13 }

  /// Whether a key that is stolen later leaves recorded traffic closed.
  package var isForwardSecret: Bool {
    isOfTLS13 || name.hasPrefix("TLS_ECDHE_") || name.hasPrefix("TLS_DHE_")
  }

  /// Whether encryption and integrity are one operation (RFC 5116), so that padding and order of
  /// operations give nothing away.
  package var isAuthenticatedEncryption: Bool {
    name.contains("_GCM_") || name.contains("_CCM") || name.contains("_POLY1305_")
  }

  /// What makes it unfit for any use, in words, or nil: RFC 7465 (RC4), RFC 8996 and RFC 9325
  /// section 4.1 (the others).
  package var weakness: String? {
    if name.contains("_NULL_") { return "does not encrypt" }
    if name.contains("_anon_") { return "does not authenticate the server" }
    if name.contains("EXPORT") { return "has export-grade keys" }
    if name.contains("_RC4_") { return "uses RC4" }
    if name.contains("_3DES_") || name.contains("_IDEA_") { return "has 64-bit blocks" }
    if name.contains("_DES_") || name.contains("_DES40_") { return "uses DES" }
    if name.contains("_RC2_") { return "uses RC2" }
    if name.hasSuffix("_MD5") { return "uses MD5" }
    return nil
  }
}
