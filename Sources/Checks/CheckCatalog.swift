import Model

/// Every check, in one list.
package enum CheckCatalog {
  package static let all: [any Check.Type] = [
    AllOfCheck.self, AnyOfCheck.self, AppendOnlyCheck.self, AttestationCheck.self,
    AuditTrailCheck.self, BackupsCheck.self, BranchRulesCheck.self, BundleCheck.self,
    CertificateCheck.self, ConfigCheck.self, ContainersCheck.self, CookiesCheck.self,
    CORSCheck.self, CSPCheck.self, DatabaseTLSCheck.self, DNSCheck.self, DocumentCheck.self,
    EncryptedAtRestCheck.self, ExposureCheck.self, FileCheck.self, HARCheck.self,
    HeadersCheck.self, HTTPCheck.self, HTTPSOnlyCheck.self, IdentityCheck.self,
    LicensesCheck.self, LogRetentionCheck.self, MonitoringCheck.self, ObservatoryCheck.self,
    PackagesCheck.self, PageCheck.self, PatchedWithinCheck.self, PipelineCheck.self,
    PrivilegesCheck.self, PublicAccessCheck.self, QueryCheck.self, RateLimitCheck.self,
    RecordsCheck.self, ResidencyCheck.self, RoadmapCheck.self, RowSecurityCheck.self,
    SecretsCheck.self, SecurityTextCheck.self, SourceCheck.self, StatementCheck.self,
    SubprocessorsCheck.self, TLSCheck.self, TLSConfigCheck.self, VulnerabilitiesCheck.self,
    WebhookCheck.self,
  ]
}
