import Model

/// Actions, workflows and images that may become other code without a change here.
struct ReferenceRules {
  let trusted: [String]

  func faults(in job: PipelineJob, of graph: PipelineGraph) -> [HygieneFault] {
    var found: [HygieneFault] = []
    if graph.system == .gitHubActions {
      let actions = [job.call?.workflow].compactMap(\.self).map { ($0, job.file) }
      for (action, file) in actions
        + job.steps.compactMap({ step in step.action.map { ($0, step.file) } })
      {
        found += fault(action, file: file)
      }
    }
    for image in job.images { found += fault(image, in: job) }
    return found
  }

  private func fault(_ action: ActionReference, file: String) -> [HygieneFault] {
    let location = Location(path: file, span: action.span)
    switch action.source {
    case .local: return []
    case .unknown:
      return [
        HygieneFault(
          rule: .unpinnedAction, kind: .unknown,
          message: "which action `\(action.text)` is cannot be read", location: location,
          identity: action.text)
      ]
    case .image(let image):
      guard !action.isFixed else { return [] }
      return [
        HygieneFault(
          rule: .unpinnedImage, message: "the image \(image) is not fixed by its digest",
          location: location, identity: action.text)
      ]
    case .repository(let owner, let name, _, let ref):
      let full = "\(owner)/\(name)".lowercased()
      guard !action.isFixed, !trusted.contains(owner.lowercased()), !trusted.contains(full) else {
        return []
      }
      return [
        HygieneFault(
          rule: .unpinnedAction,
          message: ref.map { "\(owner)/\(name) is named by `\($0)`, which can be moved" }
            ?? "\(owner)/\(name) is named without a version",
          location: location, identity: action.text)
      ]
    }
  }

  private func fault(_ image: PipelineText, in job: PipelineJob) -> [HygieneFault] {
    let location = Location(path: job.file, span: image.span)
    guard let name = image.literal else { return matrixFault(image, in: job, at: location) }
    // An action's own Dockerfile.
    guard !name.isEmpty, name != "Dockerfile", !name.hasPrefix("./"),
      !ImageReference.isFixed(name)
    else { return [] }
    return [
      HygieneFault(
        rule: .unpinnedImage, message: "the image \(name) is not fixed by its digest",
        location: location, identity: name)
    ]
  }

  /// An image that a matrix names, by every name that it gives.
  private func matrixFault(
    _ image: PipelineText, in job: PipelineJob, at location: Location
  ) -> [HygieneFault] {
    if image.text.contains("@sha256:") { return [] }
    if image.insertions.count == 1, case .path(let path) = image.insertions[0].expression,
      path.first == "matrix"
    {
      let name = path.dropFirst().joined(separator: ".")
      let values = job.matrix.filter { $0.name.value.lowercased() == name }.flatMap(\.values)
      let names = values.compactMap(\.literal)
      if !names.isEmpty, names.count == values.count {
        let isWhole = image.text.hasPrefix("${{") && image.text.hasSuffix("}}")
        if isWhole, names.allSatisfy({ $0.isEmpty || ImageReference.isFixed($0) }) { return [] }
        return [
          HygieneFault(
            rule: .unpinnedImage, message: "the image \(image.text) is not fixed by its digest",
            location: location, identity: image.text)
        ]
      }
    }
    return [
      HygieneFault(
        rule: .unpinnedImage, kind: .unknown,
        message: "whether the image \(image.text) is fixed by its digest is not known",
        location: location, identity: image.text)
    ]
  }
}
