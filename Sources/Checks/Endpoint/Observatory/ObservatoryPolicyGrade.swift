/// Ranks policies that are enforced together: something is open when all of them leave it open.
struct ObservatoryPolicyGrade {
  private static let broad: Set<String> = [
    "ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*",
  ]
  private static let inline: Set<String> = ["'unsafe-inline'", "data:"]

  private let policies: [ObservatoryDirectives]
  private let isSecure: Bool
  private let readsElements: Bool

  init(_ policies: [ObservatoryDirectives], isSecure: Bool, readsElements: Bool = true) {
    self.policies = policies
    self.isSecure = isSecure
    self.readsElements = readsElements
  }

  var result: String {
    let prefix = "csp-implemented-with-"
    if policies.contains(where: hasBareStrictDynamic) { return "csp-header-invalid" }
    if allowsInline { return prefix + "unsafe-inline" }
    if isSecure, isInsecure(passive: false) { return prefix + "insecure-scheme" }
    if allowsEval { return prefix + "unsafe-eval" }
    if isSecure, isInsecure(passive: true) {
      return prefix + "insecure-scheme-in-passive-content-only"
    }
    if isOpen("style-src", isScript: false) { return prefix + "unsafe-inline-in-style-src-only" }
    return policies.contains { $0.values["default-src"] == ["'none'"] }
      ? prefix + "no-unsafe-default-src-none" : prefix + "no-unsafe"
  }

  /// The directives that decide for scripts or styles.
  private func parts(of name: String) -> [String] {
    readsElements ? [name + "-elem", name + "-attr"] : [name]
  }

  private func sources(_ name: String, of policy: ObservatoryDirectives) -> Set<String> {
    policy.effective(name, readsElements: readsElements) ?? ["*"]
  }

  private static func hasNonceOrHash(_ sources: Set<String>) -> Bool {
    sources.contains { source in
      ["'sha256-", "'sha384-", "'sha512-", "'nonce-"].contains { source.hasPrefix($0) }
    }
  }

  /// The sources without those that a nonce, a hash or strict-dynamic switches off.
  private static func counting(_ sources: Set<String>, isScript: Bool) -> Set<String> {
    guard hasNonceOrHash(sources) else { return sources }
    var left = sources.subtracting(["'unsafe-inline'"])
    if isScript, sources.contains("'strict-dynamic'") {
      left = left.filter { source in
        source != "'self'" && !broad.contains { source.hasPrefix($0) }
      }
    }
    return left
  }

  private func hasBareStrictDynamic(_ policy: ObservatoryDirectives) -> Bool {
    parts(of: "script-src").map { sources($0, of: policy) }.contains {
      $0.contains("'strict-dynamic'") && !Self.hasNonceOrHash($0)
    }
  }

  private var allowsInline: Bool {
    isOpen("script-src", isScript: true)
      || policies.allSatisfy { !sources("object-src", of: $0).isDisjoint(with: Self.broad) }
  }

  /// Whether every policy lets in what is broad or inline, in elements or in attributes.
  private func isOpen(_ name: String, isScript: Bool) -> Bool {
    parts(of: name).contains { part in
      policies.allSatisfy { policy in
        !Self.counting(sources(part, of: policy), isScript: isScript)
          .isDisjoint(with: Self.broad.union(Self.inline))
      }
    }
  }

  /// A policy that says nothing of scripts allows it too.
  private var allowsEval: Bool {
    let says = policies.map { policy in
      ["script-src", "style-src"].compactMap {
        policy.effective($0, readsElements: readsElements)
      }.map { $0.contains("'unsafe-eval'") }
    }
    return says.contains { $0.contains(true) }
      && says.allSatisfy { $0.isEmpty || $0.contains(true) }
  }

  /// Whether one policy has a source over http that no other policy shuts out.
  private func isInsecure(passive: Bool) -> Bool {
    policies.indices.contains { index in
      directives(of: policies[index], passive: passive).contains { name, sources in
        guard sources.contains(where: Self.isInsecure) else { return false }
        return policies.indices.allSatisfy { other in
          guard other != index,
            let allowed = policies[other].effective(name, readsElements: readsElements)
          else { return true }
          return allowed.contains { Self.isInsecure($0) || Self.broad.contains($0) }
        }
      }
    }
  }

  private func directives(
    of policy: ObservatoryDirectives, passive: Bool
  ) -> [(String, Set<String>)] {
    let pictures = ["img-src", "media-src"]
    if passive {
      return pictures.compactMap { name in
        policy.effective(name, readsElements: readsElements).map { (name, $0) }
      }
    }
    var found = policy.values.filter { !pictures.contains($0.key) && $0.key != "script-src" }
      .map { ($0.key, $0.value) }
    if let scripts = policy.effective("script-src", readsElements: readsElements) {
      found.append(("script-src", Self.counting(scripts, isScript: true)))
    }
    return found
  }

  private static func isInsecure(_ source: String) -> Bool {
    source.hasPrefix("http:") || source.hasPrefix("ftp:")
  }
}
