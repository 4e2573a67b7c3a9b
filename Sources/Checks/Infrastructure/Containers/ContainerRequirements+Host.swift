import Model

extension ContainerRequirements {
  private static let sockets = [
    "docker.sock", "containerd.sock", "crio.sock", "podman.sock", "cri-dockerd.sock",
  ]

  func host(of container: ContainerSpecification) -> [ContainerVerdict] {
    namespaces(of: container) + paths(of: container)
  }

  private func namespaces(of container: ContainerSpecification) -> [ContainerVerdict] {
    guard noHostNamespaces, container.aspects.contains(.hostNamespaces) else { return [] }
    return container.hostNamespaces.sorted { $0.key < $1.key }.compactMap { name, setting in
      switch setting {
      case .known(false, let location):
        return .holds("it has a \(name) namespace of its own", location)
      case .known(true, let location):
        return .fails(
          ContainerFault(
            rule: "host-namespace", message: "it shares the host's \(name) namespace",
            fix: "Give the container a namespace of its own.", location: location, subject: name))
      case .unknown(let reason, let location):
        return .unknown("whether it shares the host's \(name) namespace: \(reason)", location)
      case .absent: return nil
      }
    }
  }

  private func paths(of container: ContainerSpecification) -> [ContainerVerdict] {
    guard noHostPaths, container.aspects.contains(.hostPaths) else { return [] }
    return container.hostPaths.compactMap { host in
      switch host.path {
      case .known(let path, let location): return verdict(on: path, host, at: location)
      case .unknown(let reason, let location):
        return .unknown("which path of the host it sees: \(reason)", location)
      case .absent:
        return .unknown("which path of the host it sees: none is named", container.location)
      }
    }
  }

  private func verdict(
    on path: String, _ host: ContainerSpecification.HostPath, at location: Location
  ) -> ContainerVerdict {
    let shown = ValueText.quoted(path)
    // The daemon's socket gives the whole host, even where the file itself is read-only.
    if Self.sockets.contains(where: { path.hasSuffix("/" + $0) }) {
      guard !allowedHostPaths.contains(where: { $0.matches(path) }) else {
        return .holds("it sees \(shown), which is allowed", location)
      }
      return .fails(
        ContainerFault(
          rule: "docker-socket",
          message: "it has the socket \(shown) of the container runtime, which gives it the host",
          fix: "Take the socket away, or put a proxy before it that allows single calls.",
          location: location, subject: path))
    }
    if path.hasPrefix("./") || path == "." || path.hasPrefix("../") {
      return .holds("it sees \(shown) of the project", location)
    }
    if allowedHostPaths.contains(where: { $0.matches(path) }) {
      return .holds("it sees \(shown), which is allowed", location)
    }
    return .fails(
      ContainerFault(
        rule: "host-path",
        message: "it sees the host's path \(shown)\(host.isReadOnly ? ", to read" : "")",
        fix: "Use a volume, or name the path in `allowed-host-paths`.", location: location,
        subject: path))
  }
}
