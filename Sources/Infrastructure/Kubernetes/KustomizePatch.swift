import Model
import StructuredData

/// One change that a kustomization makes to the objects that it fits.
struct KustomizePatch {
  enum Change {
    case merge(LayeredValue)
    case operations([JSONPatchOperation])
  }

  let target: KustomizeTarget
  let change: Change
  /// Where the kustomization names it.
  let span: TextSpan
}

/// Which objects a patch is for.
struct KustomizeTarget {
  let kind: String?
  let group: String?
  let name: String?
  let namespace: String?

  init(_ node: Node) {
    kind = node["kind"]?.string
    group = node["group"]?.string
    name = node["name"]?.scalarText
    namespace = node["namespace"]?.scalarText
  }

  /// The target of a patch that names its object itself.
  init(of value: LayeredValue) {
    kind = value["kind"]?.string
    group = nil
    name = value["metadata"]?["name"]?.scalarText
    namespace = nil
  }

  func fits(_ object: KubernetesObject) -> Bool {
    Self.fits(kind, object.kind) && Self.fits(group, object.group) && Self.fits(name, object.name)
      && (namespace == nil || object.namespace == nil || Self.fits(namespace, object.namespace))
  }

  /// Whether names are written as a pattern beyond `.*` at an end, which is not worked out.
  var isBeyond: Bool {
    [kind, group, name, namespace].compactMap { $0 }.contains { text in
      let rest = text.hasSuffix(".*") ? String(text.dropLast(2)) : text
      return rest.contains { "^$*+?()[]{}|\\".contains($0) }
    }
  }

  private static func fits(_ wanted: String?, _ actual: String?) -> Bool {
    guard let wanted, !wanted.isEmpty else { return true }
    guard let actual else { return false }
    return wanted.hasSuffix(".*")
      ? actual.hasPrefix(wanted.dropLast(2)) : wanted == actual
  }
}

/// Reads one member of `patches`, `patchesStrategicMerge` or `patchesJson6902`.
struct KustomizePatchReader {
  struct Read {
    let patches: [KustomizePatch]
    /// The file of the tree that it was read from.
    let file: String?
  }

  let kustomization: Kustomization
  let objects: [String: [KubernetesObject]]
  /// Patch files that are no objects: lists of operations, and merges without a kind.
  let patchFiles: [String: [LayeredValue]]

  func read(_ element: Node, strategic: Bool) -> Result<Read, KustomizeGap> {
    if strategic, let text = element.string {
      return text.contains("\n")
        ? inline(text, target: nil, at: element.span) : file(text, target: nil, at: element.span)
    }
    let target = element["target"]
    if let selector = target?.entry("labelSelector") ?? target?.entry("annotationSelector") {
      return .failure(gap("`\(selector.key)` is not worked out", at: selector.keySpan))
    }
    let wanted = target.map(KustomizeTarget.init)
    if let wanted, wanted.isBeyond {
      return .failure(gap("the patch's target is a pattern", at: target?.span))
    }
    if let path = element["path"]?.string {
      return file(path, target: wanted, at: element.span)
    }
    if let patch = element["patch"], let text = patch.string {
      return inline(text, target: wanted, at: patch.span)
    }
    return .failure(gap("the patch has neither `path` nor `patch`", at: element.span))
  }

  private func file(
    _ text: String, target: KustomizeTarget?, at span: TextSpan
  ) -> Result<Read, KustomizeGap> {
    guard let path = TreePath.resolve(text, from: kustomization.folder),
      let values = objects[path]?.map(\.value) ?? patchFiles[path], !values.isEmpty
    else { return .failure(gap("the patch \(text) cannot be read", at: span)) }
    return patches(values, target: target, at: span).map { Read(patches: $0, file: path) }
  }

  private func patches(
    _ values: [LayeredValue], target: KustomizeTarget?, at span: TextSpan
  ) -> Result<[KustomizePatch], KustomizeGap> {
    var patches: [KustomizePatch] = []
    for value in values {
      guard value.elements != nil else {
        patches.append(
          KustomizePatch(
            target: target ?? KustomizeTarget(of: value), change: .merge(value), span: span))
        continue
      }
      guard let target, let operations = JSONPatchOperation.all(in: value) else {
        return .failure(gap("the JSON patch is beyond what is worked out", at: span))
      }
      patches.append(KustomizePatch(target: target, change: .operations(operations), span: span))
    }
    return .success(patches)
  }

  /// A patch that stands in the kustomization itself; its values have the place of the whole text.
  private func inline(
    _ text: String, target: KustomizeTarget?, at span: TextSpan
  ) -> Result<Read, KustomizeGap> {
    let parsed = try? StructuredParser.parse(
      Array(text.utf8), as: .yaml, path: kustomization.file)
    guard let documents = parsed, !documents.isEmpty else {
      return .failure(gap("the patch cannot be parsed", at: span))
    }
    let values = documents.map { LayeredValue($0, file: kustomization.file).moved(to: span) }
    return patches(values, target: target, at: span).map { Read(patches: $0, file: nil) }
  }

  private func gap(_ reason: String, at span: TextSpan?) -> KustomizeGap {
    KustomizeGap(gap: ReadingGap(file: kustomization.file, span: span, reason: reason))
  }
}

/// Why a patch could not be read.
struct KustomizeGap: Error {
  let gap: ReadingGap
}

extension LayeredValue {
  /// The same value, all of it at one place.
  func moved(to place: TextSpan) -> LayeredValue {
    let moved: Content =
      switch content {
      case .scalar: content
      case .sequence(let elements): .sequence(elements.map { $0.moved(to: place) })
      case .mapping(let entries):
        .mapping(
          entries.map {
            Entry(key: $0.key, keySpan: place, value: $0.value.moved(to: place))
          })
      }
    return LayeredValue(moved, span: place, file: file)
  }
}
