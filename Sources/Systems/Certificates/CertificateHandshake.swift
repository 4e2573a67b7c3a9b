import COpenSSL
import Model

/// One handshake that is only there to see the certificates.
///
/// Everything is accepted, also old versions and keys that are too short, since what is shown is
/// judged afterwards. OpenSSL reads and writes memory alone, and the connection is ours: so its
/// deadlines hold, and a server that goes away cannot end the process with SIGPIPE.
@safe final class CertificateHandshake {
  private static let byteLimit = 1 << 20

  private let context: OpaquePointer
  private let ssl: OpaquePointer
  // Both belong to the handshake and are freed with it.
  private let incoming: OpaquePointer
  private let outgoing: OpaquePointer

  init(serverName: String?) throws(Unavailable) {
    guard let context = unsafe SSL_CTX_new(TLS_client_method()) else {
      throw Unavailable("OpenSSL could not be started")
    }
    unsafe copenssl_allow_old_versions(context)
    unsafe SSL_CTX_set_cipher_list(context, "ALL:COMPLEMENTOFALL:@SECLEVEL=0")
    unsafe SSL_CTX_set_verify(context, SSL_VERIFY_NONE, nil)
    guard let ssl = unsafe SSL_new(context), let incoming = unsafe BIO_new(BIO_s_mem()),
      let outgoing = unsafe BIO_new(BIO_s_mem())
    else {
      unsafe SSL_CTX_free(context)
      throw Unavailable("OpenSSL could not be started")
    }
    unsafe SSL_set_bio(ssl, incoming, outgoing)
    unsafe SSL_set_connect_state(ssl)
    unsafe copenssl_ask_for_status(ssl)
    if let serverName { unsafe _ = copenssl_set_server_name(ssl, serverName) }
    unsafe self.context = context
    unsafe self.ssl = ssl
    unsafe self.incoming = incoming
    unsafe self.outgoing = outgoing
  }

  deinit {
    unsafe SSL_free(ssl)
    unsafe SSL_CTX_free(context)
  }

  /// Shakes hands.
  ///
  /// - Throws: why no certificate was seen.
  func run(
    over connection: borrowing TCPConnection, until deadline: ContinuousClock.Instant
  ) throws(Unavailable) {
    var received = 0
    while true {
      ERR_clear_error()
      let result = unsafe SSL_do_handshake(ssl)
      let error = unsafe SSL_get_error(ssl, result)
      do throws(ConnectionFailure) {
        let bytes = unsafe MemoryChannel.drain(outgoing, atMost: Self.byteLimit)
        if !bytes.isEmpty { try connection.send(bytes, until: deadline) }
        if result == 1 { return }
        // A client that asks for no certificate of its own still sees the server's.
        guard error == SSL_ERROR_WANT_READ else { break }
        let answer = try connection.receive(atMost: 16_384, until: deadline)
        received += answer.count
        guard !answer.isEmpty, received <= Self.byteLimit else { break }
        unsafe MemoryChannel.fill(incoming, with: answer)
      } catch {
        throw Unavailable(error.reason)
      }
    }
    guard !chain.isEmpty else { throw Unavailable("TLS handshake failed: \(Self.problem)") }
  }

  /// The certificates as they were sent, the server's own first.
  var chain: [CertificateHandle] {
    // Sound: the list lives as long as the handshake, and every certificate in it is shared.
    guard let list = unsafe SSL_get_peer_cert_chain(ssl) else { return [] }
    return (0..<max(0, unsafe copenssl_certificate_count(list))).prefix(32).compactMap { index in
      unsafe copenssl_certificate_at(list, index).map { unsafe CertificateHandle(sharing: $0) }
    }
  }

  var isStapled: Bool { unsafe copenssl_status_length(ssl) > 0 }

  /// OpenSSL's own reason for the last failure on this thread.
  private static var problem: String {
    let number = ERR_peek_error()
    guard number != 0, let text = unsafe ERR_reason_error_string(number) else {
      return "the server ended it"
    }
    // Sound: the text is a constant of OpenSSL's.
    return unsafe String(cString: text)
  }
}
