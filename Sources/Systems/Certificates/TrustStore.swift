import COpenSSL
import Glibc
import Model

/// The authorities that a chain must lead to.
@safe final class TrustStore {
  private let store: OpaquePointer

  /// - Parameter authority: A PEM file; nil for the system's authorities.
  /// - Throws: a reason when the file cannot be read or holds no certificate.
  init(authority: String?) throws(Unavailable) {
    guard let store = unsafe X509_STORE_new() else {
      throw Unavailable("OpenSSL could not be started")
    }
    let isLoaded =
      if let authority { unsafe X509_STORE_load_file(store, authority) == 1 } else {
        unsafe X509_STORE_set_default_paths(store) == 1
      }
    guard isLoaded else {
      unsafe X509_STORE_free(store)
      throw Unavailable("the certificate authority's file could not be read as PEM")
    }
    unsafe self.store = store
  }

  deinit { unsafe X509_STORE_free(store) }

  /// Why a certificate is not trusted, dates left aside, in OpenSSL's words; nil when it is.
  ///
  /// The helpers are certificates that may stand between it and an authority.
  func distrust(of leaf: CertificateHandle, helpers: [CertificateHandle]) -> String? {
    guard let context = unsafe X509_STORE_CTX_new(), let list = unsafe copenssl_new_chain() else {
      return "OpenSSL could not be started"
    }
    // Sound: the list holds pointers to certificates that outlive this call, and owns none of them.
    defer {
      unsafe X509_STORE_CTX_free(context)
      unsafe copenssl_free_chain(list)
    }
    for helper in helpers { unsafe _ = copenssl_push(list, helper.pointer) }
    guard unsafe X509_STORE_CTX_init(context, store, leaf.pointer, list) == 1 else {
      return "OpenSSL could not be started"
    }
    // Dates are judged apart, under the clock of the run. Trust may start at an intermediate that
    // the store holds, as libcurl and browsers have it.
    unsafe X509_STORE_CTX_set_flags(
      context, UInt(X509_V_FLAG_NO_CHECK_TIME) | UInt(X509_V_FLAG_PARTIAL_CHAIN))
    unsafe X509_STORE_CTX_set_default(context, "ssl_server")
    if unsafe X509_verify_cert(context) == 1 { return nil }
    let code = unsafe X509_STORE_CTX_get_error(context)
    // Sound: the text is a constant of OpenSSL's.
    return unsafe String(cString: X509_verify_cert_error_string(Int(code)))
  }
}
