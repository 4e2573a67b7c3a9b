import Model
import StructuredData

/// The containers of task definitions of Amazon ECS, in Terraform and in CloudFormation.
///
/// Amazon ECS, "Task definition parameters". The two write the same words in other cases.
enum TaskDefinitionContainers {
  typealias Found = (containers: [ContainerSpecification], gaps: [ReadingGap])

  static func specifications(of resource: ConfiguredResource) -> Found {
    let task = PlacedNode(resource)
    guard let written = task.first("container_definitions", "ContainerDefinitions") else {
      return ([], [])
    }
    guard let definitions = definitions(in: written, path: resource.file) else {
      let reason: String
      if case .unknown(let why) = written.node.content {
        reason = "the container definitions are unknown: \(why)"
      } else {
        reason = "the container definitions cannot be read"
      }
      return (
        [],
        [
          ReadingGap(
            file: resource.file, span: written.node.span, reason: reason, dialect: resource.dialect)
        ]
      )
    }
    return (definitions.map { specification(of: $0, in: task, resource) }, [])
  }

  /// A list, or the text of one.
  private static func definitions(in written: PlacedNode, path: String) -> [PlacedNode]? {
    if written.node.elements != nil { return written.elements }
    guard let text = written.node.string,
      let parsed = try? StructuredParser.parse(Array(text.utf8), as: .json, path: path).first,
      case .sequence(let elements) = parsed.content
    else { return nil }
    // Inside a text, the place is that of the text.
    let moved = elements.map { Self.moved($0, to: written.node.span) }
    return written.replaced(by: .sequence(moved)).elements
  }

  private static func moved(_ node: Node, to span: TextSpan) -> Node {
    switch node.content {
    case .sequence(let elements):
      Node(.sequence(elements.map { moved($0, to: span) }), at: span)
    case .mapping(let entries):
      Node(
        .mapping(
          entries.map {
            Node.Entry(key: $0.key, keySpan: span, value: moved($0.value, to: span))
          }), at: span)
    default: Node(node.content, at: span)
    }
  }

  private static func specification(
    of container: PlacedNode, in task: PlacedNode, _ resource: ConfiguredResource
  ) -> ContainerSpecification {
    func value(_ name: String) -> PlacedNode? {
      container.first(name, name.prefix(1).uppercased() + name.dropFirst())
    }
    var result = ContainerSpecification(
      dialect: .ecs, role: .service,
      address: "\(resource.address) · \(value("name")?.node.scalarText ?? "(no name)")",
      location: container.location,
      aspects: [
        .user, .privileged, .capabilities, .readOnlyRoot, .memory, .cpu, .image, .environment,
        .hostNamespaces, .hostPaths, .healthCheck,
      ],
      waivers: resource.waivers)
    result.image = value("image").text
    result.isPrivileged = value("privileged").boolean
    result.hasReadOnlyRoot = value("readonlyRootFilesystem").boolean
    result.memoryLimit = (value("memory") ?? task.first("memory", "Memory")).text
    result.cpuLimit = (value("cpu") ?? task.first("cpu", "Cpu")).text
    switch value("user").text {
    case .known(let text, let location):
      result.runsAsRoot = .known(DockerfileContainers.isRoot(text), location)
    case .unknown(let reason, let location):
      result.runsAsRoot = .unknown(reason: reason, location)
    case .absent: break
    }
    let linux = value("linuxParameters")
    let capabilities = linux?.first("capabilities", "Capabilities")
    result.droppedCapabilities = capabilities?.first("drop", "Drop").capabilities ?? .absent
    result.addedCapabilities = capabilities?.first("add", "Add").capabilities ?? .absent
    result.environment = environment(value("environment"))
    for (name, keys) in [
      ("network", ("network_mode", "NetworkMode")), ("pid", ("pid_mode", "PidMode")),
      ("ipc", ("ipc_mode", "IpcMode")),
    ] {
      switch task.first(keys.0, keys.1).text {
      case .known(let text, let location):
        result.hostNamespaces[name] = .known(text == "host", location)
      case .unknown(let reason, let location):
        result.hostNamespaces[name] = .unknown(reason: reason, location)
      case .absent: continue
      }
    }
    result.hostPaths = hostPaths(of: task, mounts: value("mountPoints"))
    if let check = value("healthCheck") { result.hasHealthCheck = .known(true, check.location) }
    return result
  }

  private static func environment(
    _ list: PlacedNode?
  ) -> [ContainerSpecification.Variable] {
    (list?.elements ?? []).compactMap { variable in
      guard let name = variable.first("name", "Name")?.node.scalarText,
        let value = variable.first("value", "Value"), let text = value.node.scalarText,
        !text.isEmpty
      else { return nil }
      return ContainerSpecification.Variable(name: name, value: text, location: value.location)
    }
  }

  private static func hostPaths(
    of task: PlacedNode, mounts: PlacedNode?
  ) -> [ContainerSpecification.HostPath] {
    let points = mounts?.elements ?? []
    return (task.first("volume", "Volumes")?.elements ?? []).compactMap { volume in
      let name = volume.first("name", "Name")?.node.scalarText
      guard let path = volume["host_path"] ?? volume["Host", "SourcePath"],
        let point = points.first(where: {
          $0.first("sourceVolume", "SourceVolume")?.node.scalarText == name
        })
      else { return nil }
      return ContainerSpecification.HostPath(
        path: path.text,
        isReadOnly: point.first("readOnly", "ReadOnly").boolean.value ?? false)
    }
  }
}
