import Model

/// JSON Web Tokens (RFC 7519).
enum WebToken {
  /// Three parts, of which the first names an algorithm other than `none` and the second holds
  /// claims that are not the ones of a well-known sample.
  static func isSigned(_ secret: ArraySlice<UInt8>) -> Bool {
    let parts = secret.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count == 3, let header = TokenStructure.jsonText(parts[0]),
      let claims = TokenStructure.jsonText(parts[1])
    else { return false }
    return header.contains("\"alg\"") && !header.lowercased().contains("\"none\"")
      && !samples.contains { claims.contains($0) }
  }

  private static let samples = ["John Doe", "\"1234567890\"", "Jane Doe", "\"joe\"", "Joe Coder"]

  /// When the token says that it ends.
  static func end(of secret: ArraySlice<UInt8>) -> Instant? {
    let parts = secret.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count == 3, let claims = TokenStructure.jsonText(parts[1]),
      let rest = claims.split(separator: "\"exp\"", maxSplits: 1).dropFirst().first
    else { return nil }
    let digits = rest.drop { $0 == ":" || $0 == " " }.prefix { $0.isASCII && $0.isNumber }
    return Int(digits).map { Instant(seconds: $0) }
  }
}
