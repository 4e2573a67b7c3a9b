import Model

/// Every check, in one list.
package enum CheckCatalog {
  package static let all: [any Check.Type] = [
    AllOfCheck.self, AnyOfCheck.self, AttestationCheck.self, ConfigCheck.self, DocumentCheck.self,
    FileCheck.self, HeadersCheck.self, PackagesCheck.self, RecordsCheck.self, RoadmapCheck.self,
    SecretsCheck.self, StatementCheck.self,
  ]
}
