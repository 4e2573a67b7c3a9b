/// Finds what one policy leaves open.
struct PolicyWeaknesses {
  private let policy: ContentSecurityPolicy

  init(_ policy: ContentSecurityPolicy) { self.policy = policy }

  /// Nil when the policy closes it.
  func witness(of weakness: PolicyWeakness) -> PolicyWitness? {
    switch weakness {
    case .inlineScript: inlineScript
    case .eval: eval
    case .anyHost: anyHost
    case .bypassHost: bypassHost
    case .plugins: plugins
    case .baseURI: baseURI
    case .insecureSource: insecureSource
    case .addressSource: addressSource
    case .weakNonce: weakNonce
    case .hashedHandlers: hashedHandlers
    case .inlineStyle: inlineStyle
    case .framing: open("frame-ancestors", "any site may frame the page")
    case .formAction: open("form-action", "forms may post to any site")
    }
  }

  /// The lists that decide for scripts, the more particular ones where they are given.
  private var scriptLists: [SourceList] {
    Set(["script-src-elem", "script-src-attr"].compactMap { policy.effective($0) })
      .sorted { $0.name < $1.name }.map(SourceList.init)
  }

  private var inlineScript: PolicyWitness? {
    guard policy.effective("script-src-elem") != nil, policy.effective("script-src-attr") != nil
    else { return missing("script-src", "scripts of any kind run") }
    return scriptLists.first(where: \.allowsAllInline).map {
      PolicyWitness(
        directive: $0.directive.name, value: "'unsafe-inline'",
        consequence: "injected inline scripts run")
    }
  }

  private var eval: PolicyWitness? {
    guard let directive = policy.effective("script-src") else {
      return missing("script-src", "texts can be run as code")
    }
    return SourceList(directive).allowsEval
      ? PolicyWitness(
        directive: directive.name, value: "'unsafe-eval'", consequence: "texts can be run as code")
      : nil
  }

  private var anyHost: PolicyWitness? {
    guard let directive = policy.effective("script-src-elem") else {
      return missing("script-src", "scripts load from anywhere")
    }
    for source in SourceList(directive).places(forScripts: true) {
      guard let consequence = Self.breadth(of: source.expression) else { continue }
      return PolicyWitness(
        directive: directive.name, value: source.text, consequence: consequence)
    }
    return nil
  }

  private static func breadth(of source: SourceExpression) -> String? {
    switch source {
    case .scheme("data"): "an injected script can stand in the address itself"
    case .scheme("blob"), .scheme("filesystem"): "scripts can be made on the page"
    case .scheme(let scheme) where ["http", "https", "ws", "wss", "ftp"].contains(scheme):
      "scripts load from any host"
    case .host(let host) where host.name == "*" || host.name == "*.*":
      "scripts load from any host"
    // `*.com`: a wildcard right above a top-level domain.
    case .host(let host) where host.name.hasPrefix("*.") && !host.name.dropFirst(2).contains("."):
      "scripts load from any host of a top-level domain"
    default: nil
    }
  }

  private var bypassHost: PolicyWitness? {
    for name in ["script-src-elem", "object-src"] {
      guard let directive = policy.effective(name) else { continue }
      for source in SourceList(directive).places(forScripts: name != "object-src") {
        guard case .host(let host) = source.expression, let match = BypassHosts.match(host) else {
          continue
        }
        return PolicyWitness(
          directive: directive.name, value: source.text,
          consequence: "\(match.name) \(match.reason.rawValue)")
      }
    }
    return nil
  }

  private var plugins: PolicyWitness? {
    guard let directive = policy.effective("object-src") else {
      return missing("object-src", "objects load from anywhere")
    }
    for source in SourceList(directive).places(forScripts: false)
    where Self.breadth(of: source.expression) != nil {
      return PolicyWitness(
        directive: directive.name, value: source.text, consequence: "objects load from any host")
    }
    return nil
  }

  /// A base matters where relative addresses of scripts are trusted: with nonces, or with hashes
  /// under strict-dynamic.
  private var baseURI: PolicyWitness? {
    if let directive = policy.directive(named: "base-uri") {
      return broad(directive, "an injected base can lead relative addresses elsewhere")
    }
    let isTrusting = scriptLists.contains { list in
      list.sources.contains {
        if case .nonce = $0.expression { true } else { false }
      } || list.isStrictDynamic && list.hasNonceOrHash
    }
    return isTrusting
      ? missing("base-uri", "an injected base leads the scripts with a nonce elsewhere") : nil
  }

  private var insecureSource: PolicyWitness? {
    for directive in policy.directives
    where ContentSecurityDirectives.fetch.contains(directive.name) {
      let list = SourceList(directive)
      for source in list.places(forScripts: directive.name.hasPrefix("script-src")) {
        guard case .host(let host) = source.expression,
          ["http", "ws", "ftp"].contains(host.scheme ?? ""), !Self.isLocal(host.name)
        else { continue }
        return PolicyWitness(
          directive: directive.name, value: source.text,
          consequence: "what is loaded over \(host.scheme ?? "http") can be changed on the way")
      }
    }
    return nil
  }

  private var addressSource: PolicyWitness? {
    for directive in policy.directives
    where ContentSecurityDirectives.fetch.contains(directive.name) {
      for source in SourceList(directive).places(forScripts: false) {
        guard case .host(let host) = source.expression, host.isAddress else { continue }
        return PolicyWitness(
          directive: directive.name, value: source.text,
          consequence: Self.isLocal(host.name)
            ? "the reader's own machine is trusted" : "browsers ignore addresses but 127.0.0.1")
      }
    }
    return nil
  }

  private var weakNonce: PolicyWitness? {
    for list in scriptLists {
      for source in list.sources {
        guard case .nonce(let nonce) = source.expression else { continue }
        let bytes = Base64Text.decoded(Array(nonce.utf8), allowsURLAlphabet: true)
        if let bytes, bytes.count >= 6, nonce.utf8.count >= 8 { continue }
        return PolicyWitness(
          directive: list.directive.name, value: "'nonce-…'",
          consequence: bytes == nil
            ? "the nonce is not Base64" : "a nonce of \(nonce.utf8.count) characters can be guessed"
        )
      }
    }
    return nil
  }

  private var hashedHandlers: PolicyWitness? {
    scriptLists.first(where: \.allowsHashedHandlers).map {
      PolicyWitness(
        directive: $0.directive.name, value: "'unsafe-hashes'",
        consequence: "a handler with a known hash runs wherever it is injected")
    }
  }

  private var inlineStyle: PolicyWitness? {
    for name in ["style-src-elem", "style-src-attr"] {
      guard let directive = policy.effective(name) else {
        return missing("style-src", "injected styles apply")
      }
      guard SourceList(directive).allowsAllInline else { continue }
      return PolicyWitness(
        directive: directive.name, value: "'unsafe-inline'", consequence: "injected styles apply")
    }
    return nil
  }

  private func open(_ name: String, _ consequence: String) -> PolicyWitness? {
    guard let directive = policy.directive(named: name) else { return missing(name, consequence) }
    return broad(directive, consequence)
  }

  private func broad(
    _ directive: ContentSecurityPolicy.Directive, _ consequence: String
  ) -> PolicyWitness? {
    for source in SourceList(directive).places(forScripts: false)
    where Self.breadth(of: source.expression) != nil {
      return PolicyWitness(
        directive: directive.name, value: source.text, consequence: consequence)
    }
    return nil
  }

  private func missing(_ directive: String, _ consequence: String) -> PolicyWitness {
    PolicyWitness(directive: directive, value: nil, consequence: consequence)
  }

  private static func isLocal(_ name: String) -> Bool {
    ["localhost", "127.0.0.1", "[::1]"].contains(name)
  }
}
