import Model

/// What a posture asks of containers.
struct ContainerRequirements: Sendable {
  enum ImagePin: String, CaseIterable, Sendable {
    case digest
    case tag
    case any
  }

  let nonRoot: Bool
  let unprivileged: Bool
  let noEscalation: Bool
  let droppedCapabilities: [String]
  let allowedCapabilities: Set<String>
  let readOnlyRoot: Bool
  let limits: Set<String>
  let image: ImagePin
  let registries: [String]
  let noSecrets: Bool
  let noHostNamespaces: Bool
  let noHostPaths: Bool
  let allowedHostPaths: [ControlGlob]
  let seccomp: Bool
  let healthCheck: Bool

  init(_ arguments: Arguments) {
    nonRoot = arguments.boolean("non-root") ?? true
    unprivileged = arguments.boolean("unprivileged") ?? true
    noEscalation = arguments.boolean("no-escalation") ?? true
    droppedCapabilities = arguments.texts("drop-capabilities").map(Self.capability)
    allowedCapabilities = Set(arguments.texts("allowed-capabilities").map(Self.capability))
    readOnlyRoot = arguments.boolean("read-only-root") ?? true
    limits = Set(arguments.texts("limits"))
    image = arguments.text("image").flatMap(ImagePin.init(rawValue:)) ?? .tag
    registries = arguments.texts("registries")
    noSecrets = arguments.boolean("no-secrets") ?? true
    noHostNamespaces = arguments.boolean("no-host-namespaces") ?? true
    noHostPaths = arguments.boolean("no-host-paths") ?? true
    allowedHostPaths = arguments.texts("allowed-host-paths").map { ControlGlob($0) }
    seccomp = arguments.boolean("seccomp") ?? true
    healthCheck = arguments.boolean("health-check") ?? true
  }

  private static func capability(_ name: String) -> String {
    let upper = name.uppercased()
    return upper.hasPrefix("CAP_") ? String(upper.dropFirst(4)) : upper
  }

  func verdicts(on container: ContainerSpecification) -> [ContainerVerdict] {
    isolation(of: container) + capabilities(of: container) + resources(of: container)
      + image(of: container) + secrets(of: container) + host(of: container)
  }

  // MARK: Isolation

  private func isolation(of container: ContainerSpecification) -> [ContainerVerdict] {
    var found: [ContainerVerdict] = []
    func judge(
      _ isWanted: Bool, _ aspect: ContainerSpecification.Aspect, _ rule: Flag,
      _ setting: ContainerSetting<Bool>
    ) {
      guard isWanted, container.aspects.contains(aspect) else { return }
      found.append(rule.verdict(on: setting, of: container))
    }
    judge(nonRoot, .user, .root, container.runsAsRoot)
    judge(unprivileged, .privileged, .privileged, container.isPrivileged)
    judge(noEscalation, .escalation, .escalation, container.allowsEscalation)
    judge(readOnlyRoot, .readOnlyRoot, .writableRoot, container.hasReadOnlyRoot)
    // What runs to an end needs no probe, and an orchestrator does not heed the image's own.
    if container.role == .service, container.dialect != .dockerfile {
      judge(healthCheck, .healthCheck, .healthCheck, container.hasHealthCheck)
    }
    if seccomp, container.aspects.contains(.seccomp) { found.append(seccomp(of: container)) }
    return found
  }

  private func seccomp(of container: ContainerSpecification) -> ContainerVerdict {
    switch container.seccompProfile {
    case .known(let profile, let location):
      if ["RuntimeDefault", "Localhost"].contains(profile) {
        return .holds("the seccomp profile is \(profile)", location)
      }
      return .fails(
        ContainerFault(
          rule: "seccomp",
          message: "the seccomp profile is \(ValueText.plain(profile)), expected RuntimeDefault or "
            + "one of one's own", fix: "Set the profile to RuntimeDefault.", location: location))
    case .unknown(let reason, let location):
      return .unknown("which seccomp profile it has: \(reason)", location)
    case .absent:
      return .fails(
        ContainerFault(
          rule: "seccomp", message: "no seccomp profile is set, expected RuntimeDefault",
          fix: "Set `seccompProfile: { type: RuntimeDefault }` on the pod or the container.",
          location: container.location))
    }
  }

  // MARK: Capabilities

  private func capabilities(of container: ContainerSpecification) -> [ContainerVerdict] {
    guard container.aspects.contains(.capabilities) else { return [] }
    return dropped(of: container) + added(to: container)
  }

  private func dropped(of container: ContainerSpecification) -> [ContainerVerdict] {
    guard !droppedCapabilities.isEmpty else { return [] }
    let wanted = droppedCapabilities.joined(separator: ", ")
    switch container.droppedCapabilities {
    case .known(let names, let location):
      let missing = names.contains("ALL") ? [] : droppedCapabilities.filter { !names.contains($0) }
      guard !missing.isEmpty else { return [.holds("it drops \(wanted)", location)] }
      return [
        .fails(
          ContainerFault(
            rule: "capabilities",
            message: "it drops \(ValueText.plain(names.joined(separator: ", "))), expected also "
              + missing.joined(separator: ", "), fix: "Drop \(wanted).", location: location))
      ]
    case .unknown(let reason, let location):
      return [.unknown("which capabilities it drops: \(reason)", location)]
    case .absent:
      return [
        .fails(
          ContainerFault(
            rule: "capabilities", message: "it drops no capabilities, expected \(wanted)",
            fix: "Drop \(wanted), and add back only what is needed.",
            location: container.location))
      ]
    }
  }

  private func added(to container: ContainerSpecification) -> [ContainerVerdict] {
    switch container.addedCapabilities {
    case .known(let names, let location):
      return names.map { name in
        guard !allowedCapabilities.contains(name) else {
          return .holds("it adds the capability \(name), which is allowed", location)
        }
        return .fails(
          ContainerFault(
            rule: "added-capability",
            message: "it adds the capability \(ValueText.plain(name)), which is not among those "
              + "allowed (\(allowedCapabilities.sorted().joined(separator: ", ")))",
            fix: "Take the capability away.", location: location, subject: name))
      }
    case .unknown(let reason, let location):
      return [.unknown("which capabilities it adds: \(reason)", location)]
    case .absent: return []
    }
  }

  // MARK: Limits

  private func resources(of container: ContainerSpecification) -> [ContainerVerdict] {
    let all: [(String, ContainerSpecification.Aspect, ContainerSetting<String>)] = [
      ("memory", .memory, container.memoryLimit), ("cpu", .cpu, container.cpuLimit),
    ]
    return all.compactMap { name, aspect, setting in
      guard limits.contains(name), container.aspects.contains(aspect) else { return nil }
      switch setting {
      case .known(let value, let location):
        guard value != "0" else { return Self.unlimited(name, "is 0, which is none", location) }
        return .holds("the \(name) limit is \(ValueText.plain(value))", location)
      case .unknown(let reason, let location):
        return .unknown("what \(name) limit it has: \(reason)", location)
      case .absent: return Self.unlimited(name, "is not set", container.location)
      }
    }
  }

  private static func unlimited(
    _ name: String, _ seen: String, _ location: Location
  ) -> ContainerVerdict {
    .fails(
      ContainerFault(
        rule: "no-\(name)-limit", message: "the \(name) limit \(seen), expected one",
        fix: "Set a \(name) limit.", location: location))
  }
}

extension ContainerRequirements {
  /// A setting that is either so or not.
  struct Flag {
    let rule: String
    let wanted: Bool
    /// What holds where nothing is said; nil where that is a fault.
    let standard: Bool?
    /// What it is said to do when the setting is true, and when it is false.
    let words: (true: String, false: String)
    let absent: String
    let fix: String

    static let root = Flag(
      rule: "root", wanted: false, standard: nil,
      words: ("it runs as root", "it runs as another user than root"),
      absent: "nothing says that it runs as another user than root",
      fix: "Name a user that is not 0, and in Kubernetes set `runAsNonRoot: true`.")
    static let privileged = Flag(
      rule: "privileged", wanted: false, standard: false,
      words: ("it is privileged", "it is not privileged"), absent: "",
      fix: "Take `privileged` away; add single capabilities if they are needed.")
    static let escalation = Flag(
      rule: "escalation", wanted: false, standard: nil,
      words: ("it may gain privileges", "it may gain no privileges"),
      absent: "nothing keeps it from gaining privileges",
      fix: "Set `allowPrivilegeEscalation: false` (compose: `no-new-privileges:true`).")
    static let writableRoot = Flag(
      rule: "writable-root", wanted: true, standard: nil,
      words: ("its root file system is read-only", "its root file system is writable"),
      absent: "its root file system is writable, since nothing is said of it",
      fix: "Make the root file system read-only, and mount what must be written.")
    static let healthCheck = Flag(
      rule: "no-health-check", wanted: true, standard: nil,
      words: ("it has a health check", "its health check is switched off"),
      absent: "it has no health check",
      fix: "Add a probe or a health check.")

    func verdict(
      on setting: ContainerSetting<Bool>, of container: ContainerSpecification
    ) -> ContainerVerdict {
      switch setting {
      case .known(let value, let location):
        let seen = value ? words.true : words.false
        return value == wanted
          ? .holds(seen, location)
          : .fails(ContainerFault(rule: rule, message: seen, fix: fix, location: location))
      case .unknown(let reason, let location):
        return .unknown("whether \(wanted ? words.true : words.false): \(reason)", location)
      case .absent:
        guard let standard else {
          return .fails(
            ContainerFault(rule: rule, message: absent, fix: fix, location: container.location))
        }
        let seen = standard ? words.true : words.false
        return .holds("\(seen), since nothing else is said", container.location)
      }
    }
  }
}
