import Model

extension ContainerRequirements {
  /// Values that only a secret has.
  private static let prefixes = [
    "AKIA", "ghp_", "gho_", "github_pat_", "glpat-", "sk_live_", "rk_live_", "xoxb-", "xoxp-",
    "sb_secret_", "-----BEGIN ", "AIza", "SG.",
  ]

  func secrets(of container: ContainerSpecification) -> [ContainerVerdict] {
    guard noSecrets, container.aspects.contains(.environment) else { return [] }
    let faults = container.environment.compactMap { variable -> ContainerVerdict? in
      guard let reason = Self.reason(variable) else { return nil }
      return .fails(
        ContainerFault(
          rule: "secret",
          message: "the variable \(ValueText.plain(variable.name)) \(reason)",
          fix:
            "Give it at run time from a store of secrets, and renew the one that is written here.",
          location: variable.location, subject: variable.name))
    }
    guard faults.isEmpty, let first = container.environment.first else { return faults }
    let count = container.environment.count
    return [
      .holds("no secret is among the \(count) variable\(count == 1 ? "" : "s")", first.location)
    ]
  }

  /// Why a variable's value is a secret; nil when it is none.
  static func reason(_ variable: ContainerSpecification.Variable) -> String? {
    let value = variable.value
    if prefixes.contains(where: { value.hasPrefix($0) }) { return "has a value of a secret's form" }
    if hasPassword(value) { return "has an address with a password in it" }
    guard SecretName.isSecret(variable.name), !isReference(value) else { return nil }
    return "is named like a secret and has its value here"
  }

  /// What points at a secret, or only says what should stand there.
  private static func isReference(_ value: String) -> Bool {
    let isPlaceholder =
      (value.hasPrefix("<") && value.hasSuffix(">")) || value.allSatisfy { $0 == "*" || $0 == "x" }
    let isPath = value.hasPrefix("/") || value.hasPrefix("./")
    let isSwitch = ["true", "false", "yes", "no", "on", "off", "none", "null"]
      .contains(value.lowercased())
    let known = ["vault:", "ref+", "arn:", "op://", "projects/", "secret://", "$(", "${", "ssm:"]
    return value.isEmpty || isPlaceholder || isPath || isSwitch
      || known.contains { value.hasPrefix($0) }
  }

  /// `scheme://user:password@host`, the password written out.
  private static func hasPassword(_ value: String) -> Bool {
    guard let scheme = value.firstRange(of: "://") else { return false }
    let authority = value[scheme.upperBound...].prefix { !["/", "?", "#", " "].contains($0) }
    guard let at = authority.lastIndex(of: "@") else { return false }
    let user = authority[..<at]
    guard let colon = user.firstIndex(of: ":") else { return false }
    let password = user[user.index(after: colon)...]
    return !password.isEmpty && !password.hasPrefix("$") && !password.hasPrefix("<")
      && !password.allSatisfy { $0 == "*" || $0 == "x" }
  }
}
