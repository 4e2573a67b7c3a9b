/// Words that several rules about breach notices share.
enum RegulatorWords {
  static let regulators: Phrases = [
    "gdpr", "ico", "supervisory authority", "supervisory authorities", "data protection authority",
    "data protection authorities", "data protection board", "regulator", "regulators", "dpdpa",
    "dpdp",
    "article 33", "cert in", "attorney general", "attorneys general",
  ]
  static let people: Phrases = [
    "customer", "customers", "user", "users", "client", "clients", "tenant", "tenants", "shops",
    "data subjects", "individuals", "people",
  ]
  static let notices: Phrases = [
    "notify", "notifies", "notified", "notification", "notifications", "inform", "informed",
    "report",
    "reported", "contacted", "told", "tell",
  ]
  static let awareness: Phrases = ["aware", "awareness", "discovery", "discovering", "discovered"]
  static let confirmation: Phrases = ["confirmed", "confirming", "confirmation", "confirm"]
}
