import Model

/// The containers of Kubernetes workloads.
///
/// Pod Security Standards; PodSpec and Container of core/v1. What the pod says holds for containers
/// that say nothing.
enum KubernetesContainers {
  /// Where the pod stands in each kind of workload.
  private static let podPaths: [String: [String]] = [
    "Pod": ["spec"], "PodTemplate": ["template", "spec"],
    "Deployment": ["spec", "template", "spec"], "StatefulSet": ["spec", "template", "spec"],
    "DaemonSet": ["spec", "template", "spec"], "ReplicaSet": ["spec", "template", "spec"],
    "ReplicationController": ["spec", "template", "spec"], "Job": ["spec", "template", "spec"],
    "CronJob": ["spec", "jobTemplate", "spec", "template", "spec"],
  ]

  static func specifications(of resource: ConfiguredResource) -> [ContainerSpecification] {
    guard let path = podPaths[resource.kind] else { return [] }
    var pod = PlacedNode(resource)
    for key in path {
      guard let next = pod[key]?.single else { return [] }
      pod = next
    }
    let isTask = ["Job", "CronJob"].contains(resource.kind)
    let lists: [(String, ContainerSpecification.Role)] = [
      ("containers", isTask ? .task : .service), ("initContainers", .task),
      ("ephemeralContainers", .task),
    ]
    return lists.flatMap { key, role in
      (pod[key]?.elements ?? []).map { container in
        // An init container that is always restarted runs beside the others.
        let isSidecar = container["restartPolicy"]?.node.string == "Always"
        return specification(
          of: container, in: pod, resource, role: isSidecar ? .service : role)
      }
    }
  }

  private static func specification(
    of container: PlacedNode, in pod: PlacedNode, _ resource: ConfiguredResource,
    role: ContainerSpecification.Role
  ) -> ContainerSpecification {
    var result = ContainerSpecification(
      dialect: .kubernetes, role: role,
      address: "\(resource.address) · \(container["name"]?.node.scalarText ?? "(no name)")",
      location: container.location, aspects: Set(ContainerSpecification.Aspect.allCases),
      waivers: resource.waivers)
    let own = container["securityContext"]?.single
    let shared = pod["securityContext"]?.single
    result.image = container["image"].text
    result.runsAsRoot = runsAsRoot(own, shared)
    result.isPrivileged = own?["privileged"].boolean ?? .absent
    result.allowsEscalation = own?["allowPrivilegeEscalation"].boolean ?? .absent
    let capabilities = own?["capabilities"]?.single
    result.droppedCapabilities = capabilities?["drop"].capabilities ?? .absent
    result.addedCapabilities = capabilities?["add"].capabilities ?? .absent
    result.hasReadOnlyRoot = own?["readOnlyRootFilesystem"].boolean ?? .absent
    let limits = container["resources"]?.single?["limits"]?.single
    result.memoryLimit = limits?["memory"].text ?? .absent
    result.cpuLimit = limits?["cpu"].text ?? .absent
    result.environment = environment(container)
    for (name, key) in [("network", "hostNetwork"), ("pid", "hostPID"), ("ipc", "hostIPC")] {
      result.hostNamespaces[name] = pod[key].boolean
    }
    result.hostPaths = hostPaths(container, in: pod)
    let profile = (own?["seccompProfile"] ?? shared?["seccompProfile"])?.single
    result.seccompProfile = profile?["type"].text ?? annotatedProfile(resource)
    if let probe = container.first("livenessProbe", "readinessProbe", "startupProbe") {
      result.hasHealthCheck = .known(true, probe.location)
    }
    return result
  }

  /// `runAsNonRoot` and `runAsUser` of the container, else of the pod.
  ///
  /// A user that is not 0 is proof enough: the kubelet starts the container with it.
  private static func runsAsRoot(
    _ own: PlacedNode?, _ shared: PlacedNode?
  ) -> ContainerSetting<Bool> {
    let user = own?["runAsUser"] ?? shared?["runAsUser"]
    if let user {
      switch user.setting(\.scalarText) {
      case .known(let text, let location):
        if text == "0" { return .known(true, location) }
        if Int(text) != nil { return .known(false, location) }
        return .unknown(reason: "the user is no number", location)
      case .unknown(let reason, let location): return .unknown(reason: reason, location)
      case .absent: break
      }
    }
    guard let rule = own?["runAsNonRoot"] ?? shared?["runAsNonRoot"] else { return .absent }
    switch rule.boolean {
    case .known(let isNonRoot, let location): return .known(!isNonRoot, location)
    case .unknown(let reason, let location): return .unknown(reason: reason, location)
    case .absent: return .absent
    }
  }

  private static func environment(
    _ container: PlacedNode
  ) -> [ContainerSpecification.Variable] {
    (container["env"]?.elements ?? []).compactMap { variable in
      guard let name = variable["name"]?.node.scalarText, let value = variable["value"],
        let text = value.node.scalarText, !text.isEmpty
      else { return nil }
      return ContainerSpecification.Variable(name: name, value: text, location: value.location)
    }
  }

  /// The host's paths among the volumes that the container mounts.
  private static func hostPaths(
    _ container: PlacedNode, in pod: PlacedNode
  ) -> [ContainerSpecification.HostPath] {
    let mounts = container["volumeMounts"]?.elements ?? []
    return (pod["volumes"]?.elements ?? []).compactMap { volume in
      guard let host = volume["hostPath"]?.single else { return nil }
      let name = volume["name"]?.node.scalarText
      guard let mount = mounts.first(where: { $0["name"]?.node.scalarText == name }) else {
        return nil
      }
      return ContainerSpecification.HostPath(
        path: host["path"].text, isReadOnly: mount["readOnly"].boolean.value ?? false)
    }
  }

  /// The annotation that stood for the profile before Kubernetes 1.19.
  private static func annotatedProfile(_ resource: ConfiguredResource) -> ContainerSetting<String> {
    let annotations =
      PlacedNode(resource)["spec", "template", "metadata", "annotations"]
      ?? PlacedNode(resource)["metadata", "annotations"]
    let old = annotations?["seccomp.security.alpha.kubernetes.io/pod"]
    switch old.text {
    case .known(let text, let location):
      return .known(text == "unconfined" ? "Unconfined" : "RuntimeDefault", location)
    case let other: return other
    }
  }
}
