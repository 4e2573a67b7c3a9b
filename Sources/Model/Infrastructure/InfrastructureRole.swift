/// What a piece of infrastructure is for, whoever provides it and however it is written.
package enum InfrastructureRole: String, CaseIterable, Hashable, Sendable {
  case objectStore = "object-store"
  case database
  case databaseCluster = "database-cluster"
  case keyValueTable = "key-value-table"
  case warehouse
  case cache
  case searchDomain = "search-domain"
  case volume
  case fileSystem = "file-system"
  case snapshot
  case queue
  case topic
  case stream
  case backupVault = "backup-vault"
  case backupPlan = "backup-plan"
  case logGroup = "log-group"
  case auditTrail = "audit-trail"
  case containerRegistry = "container-registry"
  case secretStore = "secret-store"
  case key
  case loadBalancer = "load-balancer"
  case listener
  case contentNetwork = "content-network"
  case webApplication = "web-application"
  /// A web server's own configuration, such as a server block of nginx.
  case webServer = "web-server"
  /// A string or block that says how to reach a database.
  case connection
  case parameterGroup = "parameter-group"
  case firewallRule = "firewall-rule"
  case policyStatement = "policy-statement"
  case grant
  case account
  case user
  case accessKey = "access-key"
  case kubernetesCluster = "kubernetes-cluster"
  case alarm
  case detector
  /// A copy of data in another place.
  case replica

  /// The role in a sentence, with spaces.
  package var words: String { rawValue.replacing("-", with: " ") }
}
