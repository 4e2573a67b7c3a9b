import Model

/// The header lines of a response as they may be shown: whole, but for values that are secrets.
package enum ShownHeaders {
  private static let secrets: Set<String> = [
    "authorization", "proxy-authorization", "authentication-info", "x-csrf-token", "x-xsrf-token",
    "x-amz-security-token", "www-authenticate-session",
  ]

  package static func lines(of response: Response) -> [HeaderLine] {
    response.headers.map { line in
      let name = line.name.lowercased()
      if name == "set-cookie" {
        let shown = SetCookie(line.value).map { CookiesCheck.shown($0).dropFirst(12) }
        return HeaderLine(
          name: line.name, value: shown.map(String.init) ?? ValueText.length(of: line.value))
      }
      let value =
        isSecret(name)
        ? "(\(ValueText.length(of: line.value)))"
        : String(Secrecy.redacting(line.value).unicodeScalars.prefix(2_000))
      return HeaderLine(
        name: line.name, value: name == "location" ? WebAddress.shown(value) : value)
    }
  }

  /// Whether a header's value is a secret, by its name in lower case.
  package static func isSecret(_ name: String) -> Bool {
    secrets.contains(name) || Secrecy.of(name: name) != .none
  }

  /// An address without what its query may hold.
  package static func address(_ url: String) -> String { WebAddress.shown(url) }
}
