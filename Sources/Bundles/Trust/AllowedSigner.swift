import Model

/// One line of a list of allowed signers (ssh-keygen, ALLOWED SIGNERS).
struct AllowedSigner: Hashable, Sendable {
  let principals: NamePattern
  /// Nil when the key may sign in every namespace.
  let namespaces: NamePattern?
  let validAfter: Instant?
  let validBefore: Instant?
  /// The line trusts an authority and whatever it certifies, which is refused here.
  let isAuthority: Bool
  let key: PublicKey
  let line: Int

  /// Why this line does not vouch for a signature, as a sentence; nil when it does.
  func objection(identity: String, namespace: String, now: Instant) -> String? {
    if isAuthority {
      return "line \(line) trusts a certificate authority, which is not supported"
    }
    guard principals.matches(identity) else {
      return "line \(line) gives the key to \(ShownText.quoted(principals.text)), not to "
        + ShownText.quoted(identity)
    }
    if let namespaces, !namespaces.matches(namespace) {
      return "line \(line) allows the key in \(ShownText.quoted(namespaces.text)), not in "
        + ShownText.quoted(namespace)
    }
    if let validAfter, now < validAfter {
      return "line \(line) allows the key only after \(validAfter.description)"
    }
    if let validBefore, now > validBefore {
      return "line \(line) allowed the key only before \(validBefore.description)"
    }
    return nil
  }
}
