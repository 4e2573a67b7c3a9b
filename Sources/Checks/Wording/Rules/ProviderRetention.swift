import Model

/// What a model's provider keeps, promised without the agreement that says so.
struct ProviderRetention: WordingRule {
  static let id = "provider-retention-without-agreement"
  static let severity = Severity.low
  static let summary =
    "Providers of AI models keep requests for a time unless an agreement says otherwise; the "
    + "sentence names the agreement."
  static let faulty: [WordingExample] = [
    "OpenAI does not retain your prompts.", "Gemini handles text ephemerally.",
  ]
  static let sound: [WordingExample] = [
    "Under our zero data retention agreement, OpenAI does not retain prompts.",
    "Our servers do not retain prompts.",
  ]
  private static let providers: Phrases = [
    "anthropic", "openai", "gemini", "claude", "gpt", "mistral", "cohere", "bedrock", "vertex ai",
    "ai processors", "ai provider", "ai providers", "llm provider", "llm providers",
  ]
  private static let claims: Phrases = [
    "not retain", "not retained", "not retains", "doesn't retain", "never retained",
    "never retains",
    "not store", "not stored", "ephemeral", "ephemerally", "only for the duration", "not logged",
  ]
  private static let agreements: Phrases = [
    "agreement", "contract", "zero data retention", "zero retention", "zdr", "terms", "addendum",
  ]

  func findings(in statement: Statement) -> [WordingIssue] {
    guard statement.contains(Self.providers), !statement.contains(Self.agreements),
      let match = statement.matches(of: Self.claims).first
    else { return [] }
    return [
      WordingIssue(
        "providers of AI models keep requests for some time unless an agreement rules it out",
        at: match.range, fix: "name the agreement or the tier, with its document as an attestation")
    ]
  }
}
