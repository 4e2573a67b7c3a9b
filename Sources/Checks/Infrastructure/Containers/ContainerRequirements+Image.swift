import Model

extension ContainerRequirements {
  func image(of container: ContainerSpecification) -> [ContainerVerdict] {
    // What is built here has its name from here; its base is judged in its Dockerfile.
    guard container.aspects.contains(.image), !container.isBuilt,
      image != .any || !registries.isEmpty
    else { return [] }
    switch container.image {
    case .known(let text, let location):
      let reference = ImageReference(text)
      return pin(of: reference, text, at: location) + registry(of: reference, text, at: location)
    case .unknown(let reason, let location):
      return [.unknown("which image it runs: \(reason)", location)]
    case .absent:
      return [.unknown("which image it runs: none is named", container.location)]
    }
  }

  private func pin(
    of reference: ImageReference, _ text: String, at location: Location
  ) -> [ContainerVerdict] {
    let shown = ValueText.quoted(text)
    guard image != .any else { return [] }
    if let digest = reference.digest {
      guard digest.hasPrefix("sha256:") || digest.hasPrefix("sha512:") else {
        return [.unknown("which image \(shown) is: the digest has no known form", location)]
      }
      return [.holds("the image is \(shown)", location)]
    }
    if image == .digest {
      return [
        .fails(
          ContainerFault(
            rule: "image-digest", message: "the image is \(shown), expected one with a digest",
            fix: "Pin the image: name:tag@sha256:….", location: location))
      ]
    }
    guard let tag = reference.tag, tag != "latest" else {
      let seen = reference.tag == nil ? "has no tag, so it is latest" : "has the tag latest"
      return [
        .fails(
          ContainerFault(
            rule: "image-tag",
            message: "the image \(shown) \(seen), expected a version or a digest",
            fix: "Name a version, or better a digest.", location: location))
      ]
    }
    return [.holds("the image is \(shown)", location)]
  }

  private func registry(
    of reference: ImageReference, _ text: String, at location: Location
  ) -> [ContainerVerdict] {
    guard !registries.isEmpty else { return [] }
    let name = reference.qualifiedName
    let isAllowed = registries.contains { allowed in
      let prefix = allowed.hasSuffix("/") ? String(allowed.dropLast()) : allowed
      return name == prefix || name.hasPrefix(prefix + "/")
    }
    guard !isAllowed else { return [.holds("the registry is \(reference.registry)", location)] }
    return [
      .fails(
        ContainerFault(
          rule: "registry",
          message:
            "the image \(ValueText.quoted(text)) is from \(ValueText.plain(reference.registry)), "
            + "expected one of \(registries.joined(separator: ", "))",
          fix: "Pull the image from an allowed registry.", location: location))
    ]
  }
}
