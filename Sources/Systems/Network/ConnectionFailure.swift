import Glibc

/// Why nothing, or nothing more, came over a connection.
package enum ConnectionFailure: Error, Hashable, Sendable {
  case unresolved(String)
  case refused
  case unreachable
  case timedOut
  case reset
  case system(Int32)

  init(number: Int32) {
    self =
      switch number {
      case ECONNREFUSED: .refused
      case ENETUNREACH, EHOSTUNREACH: .unreachable
      case ETIMEDOUT, EAGAIN: .timedOut
      case ECONNRESET, EPIPE: .reset
      default: .system(number)
      }
  }

  package var reason: String {
    switch self {
    case .unresolved(let host): "could not resolve host \(host)"
    case .refused: "connection refused"
    case .unreachable: "no route to the host"
    case .timedOut: "timed out"
    case .reset: "connection reset"
    case .system(let number): "the connection broke (system error \(number))"
    }
  }
}
