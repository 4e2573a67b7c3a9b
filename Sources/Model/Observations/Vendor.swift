/// A company whose service a product can be built on, with the signs by which its use is seen.
package struct Vendor: Hashable, Sendable {
  /// What stands behind a sign: how sure it is that the service itself is used.
  package enum Confidence: String, CaseIterable, Sendable {
    case high
    case medium
    case low
  }

  package let name: String
  /// Other names that a declaration may use.
  package let aliases: [String]
  package let purpose: String
  /// Names of packages by ecosystem, as OSV names ecosystems.
  package let packages: [String: [String]]
  /// Beginnings of names of environment variables, or whole names.
  package let environment: [String]
  /// Hosts; `*.example.com` stands for every name below.
  package let hosts: [String]
  /// Hosts with the beginning of a path that only OAuth scopes have.
  package let scopes: [String]
  /// Domains of the servers that take mail for its customers.
  package let mailServers: [String]
  /// Domains that customers include in their SPF record.
  package let senders: [String]
  /// Whether only building and testing uses it, so that customers' data does not reach it.
  package let isForBuilding: Bool
  /// Whether its client alone proves nothing, since the same one talks to other hosts.
  package let needsSecondSign: Bool
  package let confidence: Confidence

  package init(
    name: String, aliases: [String] = [], purpose: String, packages: [String: [String]] = [:],
    environment: [String] = [], hosts: [String] = [], scopes: [String] = [],
    mailServers: [String] = [], senders: [String] = [], isForBuilding: Bool = false,
    needsSecondSign: Bool = false, confidence: Confidence = .high
  ) {
    self.name = name
    self.aliases = aliases
    self.purpose = purpose
    self.packages = packages
    self.environment = environment
    self.hosts = hosts
    self.scopes = scopes
    self.mailServers = mailServers
    self.senders = senders
    self.isForBuilding = isForBuilding
    self.needsSecondSign = needsSecondSign
    self.confidence = confidence
  }
}
