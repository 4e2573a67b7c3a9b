import Model
import Systems

/// Finds out what a live origin takes of TLS.
package struct TransportSecurityCollector: Collector {
  private let timeout: Duration
  private let randomByte: @Sendable () -> UInt8

  /// - Parameters:
  ///   - timeout: How long one question may take.
  ///   - randomByte: What the first messages of the handshakes are filled with.
  package init(
    timeout: Duration = .seconds(5),
    randomByte: @escaping @Sendable () -> UInt8 = { UInt8.random(in: 0...255) }
  ) {
    self.timeout = timeout
    self.randomByte = randomByte
  }

  package func collect(_ request: TransportSecurityRequest, in context: CollectionContext)
    throws(Unavailable) -> TransportSecurity
  {
    try context.checkCancellation()
    let address = try SecureOrigin(request.endpoint)
    let probe = TLSProbe(
      addresses: address.addresses,
      serverName: ServerName.isAddress(address.host) ? nil : address.host, timeout: timeout,
      deadline: context.deadline,
      random: (0..<32).map { _ in randomByte() })
    return TLSSurvey(probe).run()
  }
}
