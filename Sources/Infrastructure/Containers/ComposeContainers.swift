import Model

/// The services of compose files.
///
/// Compose specification, services; what the file does not say is taken from the Dockerfile that the
/// service is built from, where that is in the tree.
enum ComposeContainers {
  static func specification(
    of resource: ConfiguredResource, stages: DockerfileContainers
  ) -> ContainerSpecification {
    let service = PlacedNode(resource)
    var result = ContainerSpecification(
      dialect: .compose, role: isTask(service) ? .task : .service, address: resource.address,
      location: resource.location, aspects: Set(ContainerSpecification.Aspect.allCases),
      waivers: resource.waivers)
    let stage = builtStage(of: service, resource, stages)
    result.image = service["image"].text
    result.isBuilt = service["build"] != nil
    result.runsAsRoot = user(of: service, on: stage)
    result.isPrivileged = service["privileged"].boolean
    readOptions(of: service, into: &result)
    result.droppedCapabilities = service["cap_drop"].capabilities
    result.addedCapabilities = service["cap_add"].capabilities
    result.hasReadOnlyRoot = service["read_only"].boolean
    let limits = service["deploy", "resources", "limits"]
    result.memoryLimit = (limits?["memory"] ?? service["mem_limit"]).text
    result.cpuLimit = (limits?["cpus"] ?? service["cpus"] ?? service["cpu_quota"]).text
    result.environment = environment(of: service)
    for (name, key) in [
      ("network", "network_mode"), ("pid", "pid"), ("ipc", "ipc"), ("uts", "uts"),
      ("user", "userns_mode"), ("cgroup", "cgroup"),
    ] {
      result.hostNamespaces[name] = isHost(service[key])
    }
    result.hostPaths = (service["volumes"]?.elements ?? []).compactMap(hostPath)
    result.hasHealthCheck = healthCheck(of: service, on: stage)
    return result
  }

  /// One that says it is not started again, and that nobody reaches, has an end.
  private static func isTask(_ service: PlacedNode) -> Bool {
    service["restart"]?.node.string == "no" && service["ports"] == nil
  }

  private static func builtStage(
    of service: PlacedNode, _ resource: ConfiguredResource, _ stages: DockerfileContainers
  ) -> PlacedNode? {
    guard let build = service["build"] else { return nil }
    let context = build.node.string ?? build["context"]?.node.string ?? "."
    let name = build["dockerfile"]?.node.string ?? "Dockerfile"
    let base = build.location.path ?? resource.file
    guard let folder = TreePath.resolve(context, from: TreePath.folder(of: base)),
      let file = TreePath.resolve(name, from: folder)
    else { return nil }
    return stages.stage(of: file, target: build["target"]?.node.string)
  }

  private static func user(
    of service: PlacedNode, on stage: PlacedNode?
  ) -> ContainerSetting<Bool> {
    switch service["user"].text {
    case .known(let text, let location):
      return .known(DockerfileContainers.isRoot(text), location)
    case .unknown(let reason, let location): return .unknown(reason: reason, location)
    case .absent: return stage.map(DockerfileContainers.runsAsRoot) ?? .absent
    }
  }

  /// `security_opt` holds what keeps privileges from growing, and the profiles.
  private static func readOptions(
    of service: PlacedNode, into result: inout ContainerSpecification
  ) {
    for option in service["security_opt"]?.elements ?? [] {
      guard case .known(let text, let location) = option.text else {
        if case .unknown(let reason, let location) = option.text {
          result.allowsEscalation = .unknown(reason: reason, location)
          result.seccompProfile = .unknown(reason: reason, location)
        }
        continue
      }
      let normal = text.replacing("=", with: ":").lowercased()
      if normal == "no-new-privileges" || normal == "no-new-privileges:true" {
        result.allowsEscalation = .known(false, location)
      } else if normal == "no-new-privileges:false" {
        result.allowsEscalation = .known(true, location)
      } else if normal.hasPrefix("seccomp:") {
        let profile = normal.dropFirst("seccomp:".count)
        result.seccompProfile = .known(
          profile == "unconfined" ? "Unconfined" : "Localhost", location)
      }
    }
    // Docker's own profile holds where none is named.
    if result.seccompProfile == .absent {
      result.seccompProfile = .known("RuntimeDefault", result.location)
    }
  }

  private static func environment(
    of service: PlacedNode
  ) -> [ContainerSpecification.Variable] {
    guard let environment = service["environment"] else { return [] }
    let named = environment.entries.compactMap { name, value in
      value.node.scalarText.map { (name, $0, value.location) }
    }
    let listed = environment.elements.compactMap { element -> (String, String, Location)? in
      guard let text = element.node.scalarText, let equals = text.firstIndex(of: "=") else {
        return nil
      }
      return (
        String(text[..<equals]), String(text[text.index(after: equals)...]), element.location
      )
    }
    return (named + listed).filter { !$0.1.isEmpty }.map {
      ContainerSpecification.Variable(name: $0.0, value: $0.1, location: $0.2)
    }
  }

  private static func isHost(_ value: PlacedNode?) -> ContainerSetting<Bool> {
    switch value.text {
    case .known(let text, let location): .known(text == "host", location)
    case .unknown(let reason, let location): .unknown(reason: reason, location)
    case .absent: .absent
    }
  }

  /// A bind mount: a path before the colon, or the long form of that type.
  private static func hostPath(_ volume: PlacedNode) -> ContainerSpecification.HostPath? {
    if volume.node.entries != nil {
      guard volume["type"]?.node.string == "bind" else { return nil }
      return ContainerSpecification.HostPath(
        path: volume["source"].text, isReadOnly: volume["read_only"].boolean.value ?? false)
    }
    guard case .known(let text, let location) = volume.text else {
      if case .unknown = volume.text {
        return ContainerSpecification.HostPath(path: volume.text, isReadOnly: false)
      }
      return nil
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, let source = parts.first,
      source.hasPrefix("/") || source.hasPrefix(".") || source.hasPrefix("~")
    else { return nil }
    let isReadOnly = parts.last?.split(separator: ",").contains("ro") == true
    return ContainerSpecification.HostPath(
      path: .known(source, location), isReadOnly: isReadOnly)
  }

  private static func healthCheck(
    of service: PlacedNode, on stage: PlacedNode?
  ) -> ContainerSetting<Bool> {
    guard let check = service["healthcheck"] else {
      return stage.map(DockerfileContainers.hasHealthCheck) ?? .absent
    }
    let isDisabled = check["disable"].boolean.value == true
    let first = check["test"]?.elements.first?.node.string ?? check["test"]?.node.string
    return .known(!isDisabled && first?.uppercased() != "NONE", check.location)
  }
}
