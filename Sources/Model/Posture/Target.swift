/// One thing that checks look at, declared once in the posture file.
package struct Target: Sendable {
  package enum Kind: Sendable {
    /// A live origin, with the paths that are asked for.
    case endpoint(Endpoint)
    /// A git repository at an absolute path.
    case repository(path: String)
    /// A folder of files at an absolute path.
    case files(path: String)
    /// A PostgreSQL connection string.
    case database(connection: String)
  }

  package let name: String
  /// The kind, or why the target cannot be used here (an environment variable that is not set).
  package let kind: Result<Kind, Unavailable>
  /// What the posture calls it in public: a URL's host, a path as written.
  ///
  /// Never a credential.
  package let label: String
  package let location: Location

  package init(name: String, kind: Result<Kind, Unavailable>, label: String, location: Location) {
    self.name = name
    self.kind = kind
    self.label = label
    self.location = location
  }
}

/// Why something could not be looked at, in words for the reader of a verdict.
package struct Unavailable: Error, Hashable, Sendable, Codable {
  /// What a verdict may rest on although there was no answer to the question.
  package enum Cause: Hashable, Sendable, Codable {
    /// The host itself said that nothing listens on the port (a TCP reset to the first packet).
    case connectionRefused
    /// The server's certificate is not one that browsers would trust.
    case untrustedCertificate
    /// The posture takes it from a variable of the environment that is not set here.
    case unsetVariable(String)
  }

  package let reason: String
  /// Whether it was looked for in its place and is not there: an answer, not a failure to look.
  package let isAbsent: Bool
  package let cause: Cause?

  package init(_ reason: String, isAbsent: Bool = false, cause: Cause? = nil) {
    self.reason = reason
    self.isAbsent = isAbsent
    self.cause = cause
  }
}

/// How a live origin is asked.
package struct Endpoint: Hashable, Sendable {
  /// Scheme, host and port, without a path.
  package let origin: String
  package let paths: [String]
  /// Request headers with their values, environment variables already put in.
  package let requestHeaders: [HeaderLine]
  /// A PEM file of the authority to trust instead of the system's.
  package let certificateAuthority: String?
  /// `host:port:address` overrides, or `host:port:address:port` to reach it on another port.
  package let resolve: [String]
  /// `http://host:port` of a proxy that is asked instead of the host itself.
  package let proxy: String?

  package init(
    origin: String, paths: [String], requestHeaders: [HeaderLine] = [],
    certificateAuthority: String? = nil, resolve: [String] = [], proxy: String? = nil
  ) {
    self.origin = origin
    self.paths = paths
    self.requestHeaders = requestHeaders
    self.certificateAuthority = certificateAuthority
    self.resolve = resolve
    self.proxy = proxy
  }

  /// The same way of asking, at another origin and without what belongs to this one alone.
  package func anonymous(at origin: String? = nil) -> Endpoint {
    Endpoint(
      origin: origin ?? self.origin, paths: paths, certificateAuthority: certificateAuthority,
      resolve: resolve, proxy: proxy)
  }
}
