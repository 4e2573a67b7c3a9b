import Advisories
import Model
import Resources
import Systems

/// Every collector, in one list.
package struct CollectorCatalog: Sendable {
  private let collectors: [AnyCollector]

  package init(_ collectors: [AnyCollector]) { self.collectors = collectors }

  /// The collectors of the command.
  package static func standard(
    library: ResourceLibrary, fingerprintKey: [UInt8], version: String,
    environment: [String: String], cache: CacheFolder? = nil
  ) -> CollectorCatalog {
    let client = HTTPClient(version: version)
    let advisories = AdvisoryLocation.standard(in: environment)
    return CollectorCatalog([
      AnyCollector(StructuredFilesCollector()),
      AnyCollector(TextFilesCollector(lastChanges: GitLastChangeReader())),
      AnyCollector(DocumentCollector()),
      AnyCollector(RegisterCollector()),
      AnyCollector(ExchangeCollector(client: client), waits: true),
      AnyCollector(RequestBurstCollector(client: client), within: .seconds(120), waits: true),
      AnyCollector(
        WebhookProbeCollector(client: client, environment: environment), within: .seconds(60),
        waits: true),
      AnyCollector(TransportSecurityCollector(), waits: true),
      AnyCollector(ServedCertificatesCollector(), waits: true),
      AnyCollector(DomainRecordsCollector(), waits: true),
      AnyCollector(SecurityTextCollector(client: client), waits: true),
      AnyCollector(MigrationsCollector(), within: .seconds(60)),
      AnyCollector(ServerFilesCollector()),
      AnyCollector(LiveSchemaCollector(), within: .seconds(60), waits: true),
      AnyCollector(DatabaseServerCollector(), within: .seconds(60), waits: true),
      AnyCollector(DatabaseQueryCollector(), within: .seconds(330), waits: true),
      AnyCollector(PackagesCollector(), within: .seconds(60)),
      AnyCollector(KnownHolesCollector(database: advisories), within: .seconds(120)),
      // A long history is read whole or not at all.
      AnyCollector(HoleExposuresCollector(database: advisories), within: .seconds(600)),
      AnyCollector(ConfiguredResourcesCollector(), within: .seconds(120)),
      AnyCollector(InfrastructureCollector(), within: .seconds(120)),
      AnyCollector(ContainerSpecificationsCollector(), within: .seconds(120)),
      AnyCollector(InstalledLicensesCollector(), within: .seconds(120)),
      AnyCollector(PipelinesCollector(library: library), within: .seconds(60)),
      AnyCollector(VendorSightingsCollector(library: library), within: .seconds(60)),
      // A long history is worth the wait: half an answer would be none.
      AnyCollector(
        ShippedSecretCollector(
          library: library, fingerprintKey: fingerprintKey, cache: cache),
        within: .seconds(600)),
    ])
  }

  /// Asks the collector that answers this kind of request, with its own deadline.
  package func collect(
    _ request: any ObservationRequest, in context: CollectionContext
  ) -> CollectedObservation {
    for collector in collectors {
      if let answer = collector.collect(request, in: context) { return answer }
    }
    return CollectedObservation(
      unavailable: Unavailable("nothing collects \(request.subject)"), for: request,
      at: context.now)
  }

  /// Whether a request's time is spent waiting for others.
  package func waits(_ request: any ObservationRequest) -> Bool {
    collectors.first { $0.answers(request) }?.waits ?? false
  }

  /// How long a request may take before it is given up.
  package func timeLimit(for request: any ObservationRequest) -> Duration {
    collectors.first { $0.answers(request) }?.timeLimit ?? .seconds(30)
  }
}
