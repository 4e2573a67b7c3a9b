import CCurl
import Glibc
import Model

/// Puts libcurl's result codes into words.
enum TransferFailure {
  static func words(
    for code: CURLcode, host: String, timeout: String, detail: String, systemError: Int32
  ) -> String {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: "could not resolve host \(host)"
    case CURLE_COULDNT_CONNECT: connection(systemError)
    case CURLE_OPERATION_TIMEDOUT: "timed out after \(timeout)"
    case CURLE_PEER_FAILED_VERIFICATION: "certificate not trusted: \(certificate(detail))"
    case CURLE_SSL_CACERT_BADFILE:
      "the certificate authority's file could not be read as PEM"
    case CURLE_SSL_CONNECT_ERROR: "TLS handshake failed\(colon(detail))"
    case CURLE_GOT_NOTHING: "the server closed the connection without an answer"
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR:
      systemError == ECONNRESET ? "connection reset" : "the connection broke\(colon(detail))"
    case CURLE_PARTIAL_FILE: "the connection closed before the answer was complete"
    case CURLE_UNSUPPORTED_PROTOCOL: "the answer is not HTTP/1.0 or later"
    case CURLE_HTTP2, CURLE_HTTP2_STREAM: "malformed HTTP/2 answer\(colon(detail))"
    case CURLE_WEIRD_SERVER_REPLY: "malformed answer\(colon(detail))"
    // What libcurl answers for a header line past its own limit of 100 KiB.
    case CURLE_OUT_OF_MEMORY: "endless header: a line is longer than 100 KiB"
    case CURLE_SETOPT_OPTION_SYNTAX: "a resolve entry is not host:port:address"
    default: "the request failed\(colon(detail.isEmpty ? "error \(code.rawValue)" : detail))"
    }
  }

  /// What a verdict may rest on all the same.
  static func cause(of code: CURLcode, systemError: Int32) -> Unavailable.Cause? {
    switch code {
    case CURLE_COULDNT_CONNECT where systemError == ECONNREFUSED: .connectionRefused
    case CURLE_PEER_FAILED_VERIFICATION: .untrustedCertificate
    default: nil
    }
  }

  private static func connection(_ number: Int32) -> String {
    switch number {
    case ECONNREFUSED: "connection refused"
    case ENETUNREACH, EHOSTUNREACH: "no route to the host"
    default: "could not connect"
    }
  }

  /// The reason alone, without libcurl's own introduction to it.
  private static func certificate(_ detail: String) -> String {
    for prefix in ["SSL certificate problem: ", "SSL: "] where detail.hasPrefix(prefix) {
      return String(detail.dropFirst(prefix.count))
    }
    return detail.isEmpty ? "it could not be verified" : detail
  }

  private static func colon(_ detail: String) -> String { detail.isEmpty ? "" : ": \(detail)" }
}
