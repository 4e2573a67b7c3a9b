import Model

/// Everything that a scan of live endpoints saw, ready to be written down.
package struct EndpointScan: Sendable {
  /// One of the HTTP Observatory's tests.
  package struct Test: Sendable {
    package let name: String
    /// The result's name; nil when the test could not be made.
    package let result: String?
    package let reason: String?
    package let passes: Bool?
    package let modifier: Int?
    /// What decided, without secrets.
    package let seen: String?
    package let reference: Reference?

    package init(
      name: String, result: String?, reason: String?, passes: Bool?, modifier: Int?, seen: String?,
      reference: Reference?
    ) {
      self.name = name
      self.result = result
      self.reason = reason
      self.passes = passes
      self.modifier = modifier
      self.seen = seen
      self.reference = reference
    }
  }

  /// What the reference says where it departs from the standard.
  package struct Reference: Sendable {
    package let result: String
    package let modifier: Int
    package let reason: String

    package init(result: String, modifier: Int, reason: String) {
      self.result = result
      self.modifier = modifier
      self.reason = reason
    }
  }

  package struct Site: Sendable {
    package let url: String
    package let tests: [Test]
    /// Nil while a test could not be made.
    package let score: Int?
    package let grade: String?

    package init(url: String, tests: [Test], score: Int?, grade: String?) {
      self.url = url
      self.tests = tests
      self.score = score
      self.grade = grade
    }
  }

  /// One request and what came back.
  package struct Seen: Sendable {
    package let request: String
    package let hops: [Hop]
    /// Why there was no answer.
    package let unavailable: String?

    package init(request: String, hops: [Hop], unavailable: String?) {
      self.request = request
      self.hops = hops
      self.unavailable = unavailable
    }
  }

  package struct Hop: Sendable {
    package let url: String
    package let status: Int
    package let version: String
    package let bodySize: Int
    package let digest: String
    /// Every line in order; secrets are masked already.
    package let headers: [HeaderLine]

    package init(
      url: String, status: Int, version: String, bodySize: Int, digest: String,
      headers: [HeaderLine]
    ) {
      self.url = url
      self.status = status
      self.version = version
      self.bodySize = bodySize
      self.digest = digest
      self.headers = headers
    }
  }

  package let sites: [Site]
  package let exchanges: [Seen]
  package let assessment: Assessment

  package init(sites: [Site], exchanges: [Seen], assessment: Assessment) {
    self.sites = sites
    self.exchanges = exchanges
    self.assessment = assessment
  }

  /// What ends by itself, the first to end first.
  var expiries: [Expiry] {
    Set(assessment.controls.flatMap { $0.checks.flatMap(\.result.expiries) })
      .sorted { ($0.ends, $0.kind.rawValue, $0.subject) < ($1.ends, $1.kind.rawValue, $1.subject) }
  }

  /// Whole days from the scan to an end; negative for what has ended.
  func daysLeft(until expiry: Expiry) -> Int {
    expiry.ends.date.ordinal - assessment.asOf.date.ordinal
  }

  /// How much the scan may have read at most.
  var bounds: String {
    let size = ExchangeLimits.bodyBytes >> 20
    return "\(Wording.counted(exchanges.count, "request")), at most \(size) MiB of a body, "
      + "\(ExchangeLimits.seconds) s and \(ExchangeLimits.redirects) redirects each, "
      + "\(ExchangeLimits.perOrigin) at a time for an origin"
  }
}
