/// Connection strings of PostgreSQL as a posture may hold them: without a password.
enum ConnectionText {
  /// Why the text must not stand in a posture file; the text itself is never quoted.
  static func problem(with text: String) -> String? {
    if EnvironmentText(text).onlyVariable != nil { return nil }
    let lowered = text.lowercased()
    if lowered.contains("password") || hasPasswordInAuthority(lowered) {
      return "a password must not stand in a posture file"
    }
    guard
      lowered.hasPrefix("postgres://") || lowered.hasPrefix("postgresql://")
        || lowered.contains("=")
    else { return "expected $NAME or a connection string such as postgresql://host/database" }
    return nil
  }

  private static func hasPasswordInAuthority(_ text: String) -> Bool {
    guard let scheme = text.range(ofSchemeEnd: "://") else { return false }
    // A password may hold any character, so the last @ ends it, wherever it stands.
    guard let at = text[scheme...].lastIndex(of: "@") else { return false }
    return text[scheme..<at].contains(":")
  }
}

extension String {
  fileprivate func range(ofSchemeEnd mark: String) -> String.Index? {
    guard let colon = firstIndex(of: ":"), self[colon...].hasPrefix(mark) else { return nil }
    return index(colon, offsetBy: mark.count)
  }
}
