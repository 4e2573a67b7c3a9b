import Model

/// What a statement that does not parse may have changed, by its first words.
enum StatementEffects {
  static func of(_ statement: SQLStatement, in bytes: [UInt8]) -> Set<SchemaGap.Effect> {
    let words = statement.words
    guard let first = words.first else { return Set(SchemaGap.Effect.allCases) }
    switch first {
    case "grant", "revoke": return [.privileges]
    case "select", "with", "insert": return [.objects]
    case "create", "alter", "drop":
      if words.contains("policy") { return [.policies] }
      if words.contains("role") || words.contains("user") { return [.privileges] }
      if words.contains("view") || words.contains("function") || words.contains("procedure") {
        return [.objects]
      }
      if words.contains("trigger") { return [.objects] }
      return [.rowSecurity, .policies, .objects]
    default: return Set(SchemaGap.Effect.allCases)
    }
  }
}
