import Model

/// Sees the certificates of a server, and whether they lead to an authority.
package struct CertificateReader: Sendable {
  package let addresses: [NetworkAddress]
  package let host: String
  /// A PEM file of the authority to trust instead of the system's.
  package let authority: String?

  package init(addresses: [NetworkAddress], host: String, authority: String?) {
    self.addresses = addresses
    self.host = host
    self.authority = authority
  }

  /// - Throws: why none were seen.
  package func certificates(
    until deadline: ContinuousClock.Instant
  ) throws(Unavailable) -> ServedCertificates {
    let store = try TrustStore(authority: authority)
    let handshake = try CertificateHandshake(
      serverName: ServerName.isAddress(host) ? nil : host)
    try handshake.run(over: try connection(until: deadline), until: deadline)
    return try facts(of: handshake, store)
  }

  private func connection(
    until deadline: ContinuousClock.Instant
  ) throws(Unavailable) -> TCPConnection {
    do throws(ConnectionFailure) {
      return try TCPConnection(to: addresses, until: deadline)
    } catch {
      throw Unavailable(error.reason)
    }
  }

  private func facts(
    of handshake: CertificateHandshake, _ store: TrustStore
  ) throws(Unavailable) -> ServedCertificates {
    let chain = handshake.chain
    let read = chain.map(\.certificate)
    guard let leaf = chain.first else { throw Unavailable("the server showed no certificate") }
    guard !read.contains(where: { $0 == nil }) else {
      throw Unavailable("a certificate's dates could not be read")
    }
    let distrust = store.distrust(of: leaf, helpers: Array(chain.dropFirst()))
    return ServedCertificates(
      chain: read.compactMap { $0 }, distrust: distrust,
      isMissingIntermediate: distrust != nil && chain.count == 1
        && read.first??.isSelfSigned == false,
      isForHost: leaf.isFor(host), host: host,
      authorities: authority == nil ? "the system's authorities" : "the declared authority",
      isStapled: handshake.isStapled)
  }
}
