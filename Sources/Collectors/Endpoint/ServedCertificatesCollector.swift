import Model
import Systems

/// Sees the certificates of a live origin.
package struct ServedCertificatesCollector: Collector {
  private let timeout: Duration

  package init(timeout: Duration = .seconds(10)) { self.timeout = timeout }

  package func collect(_ request: ServedCertificatesRequest, in context: CollectionContext)
    throws(Unavailable) -> ServedCertificates
  {
    try context.checkCancellation()
    let address = try SecureOrigin(request.endpoint)
    return try CertificateReader(
      addresses: address.addresses, host: address.host,
      authority: request.endpoint.certificateAuthority
    ).certificates(until: min(context.deadline, .now + timeout))
  }
}
