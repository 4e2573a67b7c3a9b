import Model

/// Builds kustomizations: resources, components, patches, images, namespace and replicas.
///
/// What is beyond that, and what lies outside of the tree, is a gap.
struct KustomizeBuild {
  private static let deepest = 32
  private static let maximumBuilds = 2_000
  private static let maximumObjects = 50_000
  /// Values in everything that is built, so that many overlays of a large base stay bounded.
  private static let maximumValues = 5_000_000
  private static let maximumPatches = 2_000
  private static let maximumGaps = 2_000

  let objects: [String: [KubernetesObject]]
  let kustomizations: [String: Kustomization]
  let patchFiles: [String: [LayeredValue]]
  private(set) var gaps: [ReadingGap] = []
  /// The files that a kustomization takes in, as a resource or as a patch.
  private(set) var taken: Set<String> = []
  private var builds = 0
  private var count = 0
  private var values = 0
  private var known: Set<ReadingGap> = []
  private var done: [String: [KubernetesObject]] = [:]

  init(
    objects: [String: [KubernetesObject]], kustomizations: [String: Kustomization],
    patchFiles: [String: [LayeredValue]]
  ) {
    self.objects = objects
    self.kustomizations = kustomizations
    self.patchFiles = patchFiles
  }

  /// What comes out of every kustomization that no other one takes in.
  mutating func everything() -> [KubernetesObject] {
    var used: Set<String> = []
    for kustomization in kustomizations.values {
      for reference in kustomization.resources + kustomization.components {
        guard let path = TreePath.resolve(reference.text, from: kustomization.folder),
          path != kustomization.folder
        else { continue }
        used.insert(path)
      }
    }
    var found: [KubernetesObject] = []
    for folder in kustomizations.keys.sorted() where !used.contains(folder) {
      found += build(folder, under: []).map { object in
        var object = object
        object.origin = folder
        return object
      }
    }
    // What is left takes itself in by a circle.
    for folder in kustomizations.keys.sorted() where done[folder] == nil {
      found += build(folder, under: [])
    }
    return found
  }

  private mutating func build(_ folder: String, under parents: [String]) -> [KubernetesObject] {
    if let known = done[folder] { return known }
    guard let kustomization = kustomizations[folder] else { return [] }
    builds += 1
    guard builds <= Self.maximumBuilds, parents.count < Self.deepest else {
      note("there are too many kustomizations in each other", in: kustomization)
      return []
    }
    let parents = parents + [folder]
    var built: [KubernetesObject] = []
    for reference in kustomization.resources {
      built += taking(reference, of: kustomization, under: parents)
    }
    for reference in kustomization.components {
      apply(component: reference, of: kustomization, to: &built, under: parents)
    }
    count += built.count
    values += built.reduce(0) { $0 + $1.size }
    guard count <= Self.maximumObjects, values <= Self.maximumValues else {
      note("the kustomizations make more than is worked out", in: kustomization)
      done[folder] = []
      return []
    }
    transform(&built, by: kustomization)
    done[folder] = built
    return built
  }

  private mutating func taking(
    _ reference: Kustomization.Reference, of kustomization: Kustomization, under parents: [String]
  ) -> [KubernetesObject] {
    guard !Self.isRemote(reference.text),
      let path = TreePath.resolve(reference.text, from: kustomization.folder)
    else {
      note("\(reference.text) lies outside of the tree", in: kustomization, at: reference.span)
      return []
    }
    if let objects = objects[path] {
      taken.insert(path)
      return objects
    }
    guard kustomizations[path] != nil else {
      note(
        "\(reference.text) holds no object that can be read", in: kustomization,
        at: reference.span)
      return []
    }
    guard !parents.contains(path) else {
      note(
        "\(reference.text) takes in this kustomization again", in: kustomization,
        at: reference.span)
      return []
    }
    return build(path, under: parents)
  }

  private mutating func apply(
    component reference: Kustomization.Reference, of kustomization: Kustomization,
    to built: inout [KubernetesObject], under parents: [String]
  ) {
    guard let path = TreePath.resolve(reference.text, from: kustomization.folder),
      let component = kustomizations[path], !parents.contains(path)
    else {
      note("the component cannot be read", in: kustomization, at: reference.span)
      return
    }
    for reference in component.resources {
      built += taking(reference, of: component, under: parents + [path])
    }
    transform(&built, by: component)
    done[path] = done[path] ?? []
  }

  private static func isRemote(_ text: String) -> Bool {
    text.contains("://") || text.hasPrefix("git@") || text.hasPrefix("github.com/")
      || text.contains("?ref=")
  }

  // MARK: Transforming

  private mutating func transform(
    _ built: inout [KubernetesObject], by kustomization: Kustomization
  ) {
    for key in Kustomization.unsupported {
      guard let entry = kustomization.node.entry(key) else { continue }
      note("`\(key)` of Kustomize is not worked out", in: kustomization, at: entry.keySpan)
    }
    setNamespace(of: &built, by: kustomization)
    let patches = patches(of: kustomization)
    let images = KustomizeImages(kustomization)
    if max(patches.count, images.count) > Self.maximumPatches {
      note("there are more patches than are worked out", in: kustomization)
    }
    for patch in patches.prefix(Self.maximumPatches) {
      apply(patch, to: &built, of: kustomization)
    }
    if images.count <= Self.maximumPatches { images.apply(to: &built) }
  }

  private func setNamespace(
    of built: inout [KubernetesObject], by kustomization: Kustomization
  ) {
    guard let entry = kustomization.node.entry("namespace") else { return }
    let namespace = LayeredValue(entry.value, file: kustomization.file)
    for index in built.indices { built[index].value["metadata"]?["namespace"] = namespace }
  }

  /// The patches in the order in which Kustomize applies them.
  private mutating func patches(of kustomization: Kustomization) -> [KustomizePatch] {
    var found: [KustomizePatch] = []
    for key in ["patchesStrategicMerge", "patches", "patchesJson6902"] {
      for element in kustomization.node[key]?.elements ?? [] {
        let reader = KustomizePatchReader(
          kustomization: kustomization, objects: objects, patchFiles: patchFiles)
        switch reader.read(element, strategic: key == "patchesStrategicMerge") {
        case .success(let read):
          found += read.patches
          if let file = read.file { taken.insert(file) }
        case .failure(let failure): keep(failure.gap)
        }
      }
    }
    return found
  }

  private mutating func apply(
    _ patch: KustomizePatch, to built: inout [KubernetesObject], of kustomization: Kustomization
  ) {
    for index in built.indices where patch.target.fits(built[index]) {
      switch patch.change {
      case .merge(let value):
        built[index].value = StrategicMerge.merged(built[index].value, with: value)
      case .operations(let operations):
        for operation in operations where !operation.apply(to: &built[index].value) {
          note("a JSON patch cannot be applied", in: kustomization, at: patch.span)
        }
      }
    }
    built.removeAll { $0.value["$patch"]?.string == "delete" }
  }

  private mutating func note(
    _ reason: String, in kustomization: Kustomization, at span: TextSpan? = nil
  ) {
    keep(ReadingGap(file: kustomization.file, span: span, reason: reason))
  }

  private mutating func keep(_ gap: ReadingGap) {
    guard gaps.count < Self.maximumGaps, known.insert(gap).inserted else { return }
    gaps.append(gap)
  }
}
