/// What a policy may leave open: identifiers that waivers and `allow` rely on.
enum PolicyWeakness: String, CaseIterable, Sendable {
  /// Injected inline scripts or handlers run.
  case inlineScript = "inline-script"
  case eval
  /// Scripts load from any host of a scheme, or from any host at all.
  case anyHost = "any-host"
  /// Scripts load from a host that serves anyone's code.
  case bypassHost = "bypass-host"
  case plugins
  case baseURI = "base-uri"
  /// Sources over http on a page that may be served over https.
  case insecureSource = "insecure-source"
  case addressSource = "address-source"
  case weakNonce = "weak-nonce"
  case hashedHandlers = "unsafe-hashes"
  case inlineStyle = "inline-style"
  case framing
  case formAction = "form-action"

  /// Those judged when a control says nothing else: what evaluators call certain weaknesses.
  static let judgedByDefault: Set<PolicyWeakness> = [
    .inlineScript, .eval, .anyHost, .bypassHost, .plugins, .baseURI, .insecureSource,
    .addressSource, .weakNonce,
  ]
}

/// Where a policy leaves something open.
struct PolicyWitness: Hashable, Sendable {
  /// The directive, or the one that is missing.
  let directive: String
  /// The source, or nil when the directive is missing.
  let value: String?
  /// What follows from it, as the end of a sentence.
  let consequence: String

  var text: String {
    value.map { "`\(directive)` has `\(ValueText.plain($0))`: \(consequence)" }
      ?? "no `\(directive)`: \(consequence)"
  }
}
