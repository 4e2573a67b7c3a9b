import Model
import Systems

/// Where an origin that speaks TLS is reached.
struct SecureOrigin {
  let host: String
  let addresses: [NetworkAddress]

  /// - Throws: a reason when the origin is not https or its host has no address.
  init(_ endpoint: Endpoint) throws(Unavailable) {
    guard let address = EndpointAddress(endpoint.origin) else {
      throw Unavailable("\(endpoint.origin) is not an origin")
    }
    guard address.scheme == "https" else {
      throw Unavailable("\(endpoint.origin) does not speak TLS")
    }
    host = address.host.filter { $0 != "[" && $0 != "]" }
    do throws(ConnectionFailure) {
      addresses = try NetworkAddress.find(
        host: host, port: address.port, overrides: endpoint.resolve)
    } catch {
      throw Unavailable(error.reason)
    }
  }
}
