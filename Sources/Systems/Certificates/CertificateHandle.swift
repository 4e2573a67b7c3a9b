import COpenSSL
import Model

/// One certificate of OpenSSL's, freed when it goes.
@safe final class CertificateHandle {
  let pointer: OpaquePointer

  /// Takes a certificate over: what is given here must not be freed elsewhere.
  init(owning pointer: OpaquePointer) { unsafe self.pointer = pointer }

  /// Shares a certificate that somebody else holds.
  init(sharing pointer: OpaquePointer) {
    // Sound: the reference that is counted here is given back at the end.
    unsafe X509_up_ref(pointer)
    unsafe self.pointer = pointer
  }

  deinit { unsafe X509_free(pointer) }

  /// What it says, or nil when its dates cannot be read.
  var certificate: Certificate? {
    guard let notBefore = unsafe Self.instant(X509_get0_notBefore(pointer)),
      let notAfter = unsafe Self.instant(X509_get0_notAfter(pointer))
    else { return nil }
    let key = keyFacts
    return Certificate(
      subject: unsafe Self.text(X509_get_subject_name(pointer)),
      issuer: unsafe Self.text(X509_get_issuer_name(pointer)), names: names, serial: serial,
      notBefore: notBefore, notAfter: notAfter, keyKind: key.kind, keyBits: key.bits,
      signature: signature,
      isSelfSigned: unsafe X509_get_extension_flags(pointer) & UInt32(EXFLAG_SS) != 0,
      isAuthority: unsafe X509_check_ca(pointer) > 0,
      isLogged: unsafe X509_get_ext_by_NID(pointer, NID_ct_precert_scts, -1) >= 0,
      fingerprint: Digest.sha256(encoded))
  }

  /// Its bytes (DER).
  var encoded: [UInt8] {
    let length = unsafe i2d_X509(pointer, nil)
    guard length > 0 else { return [] }
    return unsafe [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, filled in
      // i2d_X509 writes as many bytes as it has just said, and moves the pointer behind them.
      var next = buffer.baseAddress
      filled = Int(max(0, unsafe i2d_X509(pointer, &next)))
    }
  }

  /// Whether it is for a host or, written as one, for an address.
  func isFor(_ host: String) -> Bool {
    // Sound: both calls read the terminated name of the length given.
    if unsafe X509_check_ip_asc(pointer, host, 0) == 1 { return true }
    return unsafe X509_check_host(pointer, host, host.utf8.count, 0, nil) == 1
  }

  private var names: [String] {
    guard
      let list = unsafe X509_get_ext_d2i(pointer, NID_subject_alt_name, nil, nil).map({
        OpaquePointer($0)
      })
    else { return [] }
    defer { unsafe GENERAL_NAMES_free(list) }
    var found: [String] = []
    for index in 0..<min(unsafe copenssl_name_count(list), 1_000) {
      // Sound: the index is below the count, and the name lives as long as the list.
      guard let name = unsafe copenssl_name_at(list, index),
        let text = unsafe copenssl_name_text(name)
      else { continue }
      let bytes = unsafe Self.bytes(text)
      let isAddress = unsafe copenssl_name_kind(name) == GEN_IPADD
      found.append(isAddress ? Self.address(bytes) : String(decoding: bytes, as: UTF8.self))
    }
    return found
  }

  private var serial: String {
    guard let number = unsafe X509_get0_serialNumber(pointer) else { return "" }
    return unsafe Self.bytes(number).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  private var signature: String {
    // Sound: the name is a constant of OpenSSL's.
    unsafe OBJ_nid2ln(X509_get_signature_nid(pointer)).map { unsafe String(cString: $0) }
      ?? "unknown"
  }

  private var keyFacts: (kind: String, bits: Int) {
    guard let key = unsafe X509_get0_pubkey(pointer) else { return ("unknown", 0) }
    let bits = Int(max(0, unsafe EVP_PKEY_get_bits(key)))
    let name = unsafe EVP_PKEY_get0_type_name(key).map { unsafe String(cString: $0) } ?? "unknown"
    guard name == "EC" else { return (name, bits) }
    return ("EC P-\(bits)", bits)
  }
}

// MARK: OpenSSL's values

extension CertificateHandle {
  /// The bytes that a string or a number holds.
  private static func bytes(_ text: UnsafePointer<ASN1_STRING>) -> [UInt8] {
    let length = unsafe ASN1_STRING_length(text)
    guard length > 0, let start = unsafe ASN1_STRING_get0_data(text) else { return [] }
    // Sound: the string is as long as it says.
    return unsafe Array(UnsafeBufferPointer(start: start, count: Int(min(length, 4_096))))
  }

  private static func address(_ bytes: [UInt8]) -> String {
    guard bytes.count == 16 else { return bytes.map { String($0) }.joined(separator: ".") }
    return stride(from: 0, to: 16, by: 2).map { index in
      String(Int(bytes[index]) << 8 | Int(bytes[index + 1]), radix: 16)
    }.joined(separator: ":")
  }

  /// A distinguished name as RFC 4514 writes it.
  private static func text(_ name: OpaquePointer?) -> String {
    guard let name = unsafe name, let memory = unsafe BIO_new(BIO_s_mem()) else { return "" }
    defer { unsafe BIO_free(memory) }
    guard unsafe copenssl_print_name(memory, name) >= 0 else { return "" }
    return unsafe String(decoding: MemoryChannel.drain(memory, atMost: 1_024), as: UTF8.self)
  }

  private static func instant(_ time: UnsafePointer<ASN1_TIME>?) -> Instant? {
    guard let time = unsafe time, let epoch = unsafe ASN1_TIME_set(nil, 0) else { return nil }
    defer { unsafe ASN1_STRING_free(epoch) }
    var days: Int32 = 0
    var seconds: Int32 = 0
    // Sound: the call writes its two numbers and reads its two times.
    guard unsafe ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { return nil }
    return Instant(seconds: Int(days) * 86_400 + Int(seconds))
  }
}
