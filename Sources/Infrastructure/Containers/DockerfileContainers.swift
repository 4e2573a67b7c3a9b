import Model

/// What Dockerfiles say of the containers that are made from them.
struct DockerfileContainers {
  private let stages: [String: [ConfiguredResource]]

  init(_ resources: [ConfiguredResource]) {
    stages = Dictionary(grouping: resources.filter { $0.dialect == .dockerfile }, by: \.file)
  }

  /// A stage as a container; nil for one that stands on another stage and is thrown away, of which
  /// nothing is left to say.
  func specification(of stage: ConfiguredResource) -> ContainerSpecification? {
    let value = PlacedNode(stage)
    let isFinal = value["final"].boolean.value == true
    let isOnStage = value["base-stage"] != nil
    guard isFinal || !isOnStage else { return nil }
    let image = value["image"]
    if !isFinal, image?.node.string?.lowercased() == "scratch" { return nil }
    var result = ContainerSpecification(
      dialect: .dockerfile, role: isFinal ? .service : .build, address: stage.address,
      location: stage.location,
      aspects: isFinal ? [.user, .image, .environment, .healthCheck] : [.image],
      waivers: stage.waivers)
    result.image = image.text
    // The image of the stage below is judged there.
    result.isBuilt = isOnStage || image?.node.string?.lowercased() == "scratch"
    guard isFinal else { return result }
    result.runsAsRoot = Self.runsAsRoot(value)
    result.hasHealthCheck = Self.hasHealthCheck(value)
    result.environment = Self.environment(value)
    return result
  }

  /// The stage that a service of a compose file is built from: its Dockerfile's last, or the one that
  /// `target` names.
  func stage(of file: String, target: String?) -> PlacedNode? {
    let found = stages[file] ?? []
    guard let target else { return found.last.map { PlacedNode($0) } }
    return found.first { $0.attributes["name"]?.string == target }.map { PlacedNode($0) }
  }

  static func runsAsRoot(_ stage: PlacedNode) -> ContainerSetting<Bool> {
    guard let user = stage["user"] else {
      guard let image = stage["image"], isKnownUnprivileged(image.node.string ?? "") else {
        return .absent
      }
      return .known(false, image.location)
    }
    switch user.text {
    case .known(let text, let location): return .known(isRoot(text), location)
    case .unknown(let reason, let location): return .unknown(reason: reason, location)
    case .absent: return .absent
    }
  }

  /// Images whose names say that they run as somebody else.
  private static func isKnownUnprivileged(_ image: String) -> Bool {
    let reference = ImageReference(image)
    return reference.tag?.contains("nonroot") == true || reference.name.contains("unprivileged")
      || reference.tag?.contains("rootless") == true
  }

  /// `root`, `0`, `0:0` and `root:wheel` are the superuser.
  static func isRoot(_ user: String) -> Bool {
    let name = user.split(separator: ":").first.map(String.init) ?? ""
    return name == "root" || Int(name) == 0
  }

  static func hasHealthCheck(_ stage: PlacedNode) -> ContainerSetting<Bool> {
    guard let check = stage["healthcheck"] else { return .absent }
    let isNone = check.node.string?.uppercased().hasPrefix("NONE") == true
    return .known(!isNone, check.location)
  }

  /// What the image itself carries: variables, and arguments, which stay in its history.
  private static func environment(_ stage: PlacedNode) -> [ContainerSpecification.Variable] {
    ["env", "args"].flatMap { key in
      (stage[key]?.entries ?? []).compactMap { name, value in
        guard let text = value.node.scalarText, !text.isEmpty else { return nil }
        return ContainerSpecification.Variable(name: name, value: text, location: value.location)
      }
    }
  }
}
