import Model

/// Every check, in one list.
package enum CheckCatalog {
  package static let all: [any Check.Type] = [
    AllOfCheck.self, AnyOfCheck.self, AttestationCheck.self, CertificateCheck.self,
    ConfigCheck.self, CookiesCheck.self, CORSCheck.self, CSPCheck.self, DNSCheck.self,
    DocumentCheck.self, ExposureCheck.self, FileCheck.self, HARCheck.self, HeadersCheck.self,
    HTTPCheck.self, HTTPSOnlyCheck.self, LicensesCheck.self, ObservatoryCheck.self,
    PackagesCheck.self, PageCheck.self, PatchedWithinCheck.self, RateLimitCheck.self,
    RecordsCheck.self, RoadmapCheck.self, SecretsCheck.self, SecurityTextCheck.self,
    StatementCheck.self, SubprocessorsCheck.self, TLSCheck.self, VulnerabilitiesCheck.self,
    WebhookCheck.self,
  ]
}
