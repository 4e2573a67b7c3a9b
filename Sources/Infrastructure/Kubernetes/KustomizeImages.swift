import Model

/// The `images` of a kustomization: other names, tags and digests for images.
struct KustomizeImages {
  private let file: String
  private let images: [Node]

  init(_ kustomization: Kustomization) {
    file = kustomization.file
    images = kustomization.node["images"]?.elements ?? []
  }

  var count: Int { images.count }

  func apply(to built: inout [KubernetesObject]) {
    guard !images.isEmpty else { return }
    for index in built.indices { built[index].value = changed(built[index].value) }
  }

  /// Images stand in lists of containers, wherever those are.
  private func changed(_ value: LayeredValue) -> LayeredValue {
    var result = value
    switch value.content {
    case .scalar: return value
    case .sequence(let elements): result.content = .sequence(elements.map(changed))
    case .mapping(let entries):
      result.content = .mapping(
        entries.map { entry in
          var entry = entry
          if ["containers", "initContainers"].contains(entry.key),
            let containers = entry.value.elements
          {
            entry.value.content = .sequence(containers.map(withImage))
          } else {
            entry.value = changed(entry.value)
          }
          return entry
        })
    }
    return result
  }

  private func withImage(_ container: LayeredValue) -> LayeredValue {
    guard let image = container["image"]?.string else { return container }
    let reference = ImageReference(image)
    guard let change = images.first(where: { $0["name"]?.string == reference.name }) else {
      return container
    }
    var text = change["newName"]?.string ?? reference.name
    let digest = change["digest"]?.scalarText
    if let tag = change["newTag"]?.scalarText ?? (digest == nil ? reference.tag : nil) {
      text += ":" + tag
    }
    if let digest { text += "@" + digest }
    var result = container
    result["image"] = LayeredValue(.scalar(.string(text)), span: change.span, file: file)
    return result
  }
}
