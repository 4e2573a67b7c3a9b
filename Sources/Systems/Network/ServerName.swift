import Glibc

/// Tells names from addresses.
package enum ServerName {
  /// Whether this is an address of IPv4 or IPv6, which is never asked for by name (RFC 6066
  /// section 3).
  package static func isAddress(_ host: String) -> Bool {
    let plain = host.filter { $0 != "[" && $0 != "]" }
    var four = in_addr()
    var six = in6_addr()
    // Sound: inet_pton reads the terminated text and writes the structure of its family.
    return unsafe inet_pton(AF_INET, plain, &four) == 1 || inet_pton(AF_INET6, plain, &six) == 1
  }
}
