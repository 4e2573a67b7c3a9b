/// Words of which the corpus makes names and sentences.
enum CorpusWords {
  static let nouns = [
    "account", "invoice", "billing", "order", "customer", "session", "report", "ledger", "payment",
    "supplier", "warehouse", "shipment", "ticket", "profile", "tenant", "project", "pipeline",
    "schedule", "calendar", "message", "channel", "contract", "budget", "voucher", "catalogue",
    "storage", "archive", "gateway", "cluster", "worker",
  ]
  static let verbs = [
    "open", "close", "renew", "fetch", "store", "rotate", "verify", "import", "export", "assign",
    "update", "remove", "resolve", "publish", "restore", "validate", "register", "download",
  ]
  static let adjectives = [
    "current", "primary", "secondary", "monthly", "internal", "external", "recent", "temporary",
    "pending", "archived", "shared", "nightly", "regional", "remote", "minimal", "legacy",
  ]
}

extension CorpusRandom {
  mutating func noun() -> String { one(of: CorpusWords.nouns) }
  mutating func verb() -> String { one(of: CorpusWords.verbs) }
  mutating func adjective() -> String { one(of: CorpusWords.adjectives) }

  /// A name as in `fetchMonthlyInvoice`.
  mutating func camel() -> String {
    verb() + adjective().capitalized + noun().capitalized
  }

  /// A name as in `fetch_monthly_invoice`.
  mutating func snake() -> String { "\(verb())_\(adjective())_\(noun())" }

  mutating func sentence() -> String {
    "\(verb().capitalized) the \(adjective()) \(noun()) before you \(verb()) another \(noun())"
  }
}
