import Model

/// A scan of live endpoints for other programs: the assessment, and beside it what was seen.
package enum EndpointScanJSON {
  package static let schemaName = "avouch-endpoint-scan/1"

  package static func render(_ scan: EndpointScan, options: ReportOptions) -> String {
    let published = PublishedAssessment(scan.assessment, for: options.audience)
    return JSONValue.object([
      "schema": .string(schemaName),
      "bounds": .object([
        "requests": .integer(scan.exchanges.count),
        "bodyBytes": .integer(ExchangeLimits.bodyBytes),
        "secondsPerRequest": .integer(ExchangeLimits.seconds),
        "redirects": .integer(ExchangeLimits.redirects),
        "requestsAtATime": .integer(ExchangeLimits.perOrigin),
      ]),
      "sites": .array(scan.sites.map(site)),
      "exchanges": .array(scan.exchanges.map(exchange)),
      "expiries": .array(
        scan.expiries.map {
          .object([
            "kind": .string($0.kind.rawValue), "subject": .string($0.subject),
            "ends": .string($0.ends.description), "daysLeft": .integer(scan.daysLeft(until: $0)),
          ])
        }),
      "assessment": JSONReport.value(of: published),
    ]).serialized()
  }

  private static func site(_ site: EndpointScan.Site) -> JSONValue {
    .object([
      "url": .string(site.url),
      "observatory": .object([
        "algorithm": .integer(6),
        "score": site.score.map { .integer($0) } ?? .null,
        "grade": .optional(site.grade),
        "tests": .array(site.tests.map(test)),
      ]),
    ])
  }

  private static func test(_ test: EndpointScan.Test) -> JSONValue {
    .object([
      "name": .string(test.name),
      "result": .optional(test.result),
      "unmeasured": .optional(test.reason),
      "pass": test.passes.map { .boolean($0) } ?? .null,
      "scoreModifier": test.modifier.map { .integer($0) } ?? .null,
      "seen": .optional(test.seen),
      "reference": test.reference.map { reference in
        .object([
          "result": .string(reference.result),
          "scoreModifier": .integer(reference.modifier),
          "reason": .string(reference.reason),
        ])
      } ?? .null,
    ])
  }

  private static func exchange(_ seen: EndpointScan.Seen) -> JSONValue {
    .object([
      "request": .string(seen.request),
      "unavailable": .optional(seen.unavailable),
      "responses": .array(
        seen.hops.map { hop in
          .object([
            "url": .string(hop.url),
            "status": .integer(hop.status),
            "version": .string(hop.version),
            "bodyBytes": .integer(hop.bodySize),
            "digest": .string(hop.digest),
            "headers": .array(
              hop.headers.map {
                .object(["name": .string($0.name), "value": .string($0.value)])
              }),
          ])
        }),
    ])
  }
}
