/// How sure it is that a text is a secret, without asking its provider.
package enum SecretCertainty: String, CaseIterable, Sendable, Codable {
  /// A checksum or a structure inside is right, which chance does not make.
  case proved
  /// The text has a provider's documented form.
  case likely
  /// Only the name that it is assigned to, or its place in an address, says so.
  case generic

  /// As a reader's sentence goes on.
  package var words: String {
    switch self {
    case .proved: "proved by its structure"
    case .likely: "likely by its form"
    case .generic: "a guess by what stands around it"
    }
  }
}
