import FoundationEssentials
import Model
import Systems

/// Where an origin that speaks TLS is reached.
struct SecureOrigin {
  let host: String
  let addresses: [NetworkAddress]

  /// - Throws: a reason when the origin is not https or its host has no address.
  init(_ endpoint: Endpoint) throws(Unavailable) {
    guard let url = URL(string: endpoint.origin), let host = url.host() else {
      throw Unavailable("\(endpoint.origin) is not an origin")
    }
    guard url.scheme == "https" else { throw Unavailable("\(endpoint.origin) does not speak TLS") }
    self.host = host.filter { $0 != "[" && $0 != "]" }
    do throws(ConnectionFailure) {
      addresses = try NetworkAddress.find(
        host: self.host, port: url.port ?? 443, overrides: endpoint.resolve)
    } catch {
      throw Unavailable(error.reason)
    }
  }
}
