import Model
import StructuredData

/// Kubernetes objects in YAML and JSON: plain manifests, what kustomizations make of them, and the
/// values of Helm charts.
///
/// A file that only a template engine can finish is a gap. What a kustomization takes in is judged as
/// it comes out of the kustomization, not as it lies there.
package struct KubernetesSource: ConfigurationSource {
  package init() {}

  package func read(_ files: some SourceFiles) -> ConfiguredResources {
    var tree = KubernetesTree()
    let charts = Set(
      files.paths.filter { TreePath.name(of: $0) == "Chart.yaml" }.map(TreePath.folder))
    for path in files.paths where Self.isCandidate(path) {
      if let chart = Self.chart(of: path), charts.contains(chart) {
        tree.readTemplate(path, in: files)
      } else if charts.contains(TreePath.folder(of: path)), Self.isValuesFile(path) {
        tree.readValues(path, in: files)
      } else {
        tree.readManifest(path, in: files)
      }
    }
    tree.readPatches(in: files)
    return tree.resources()
  }

  private static func isCandidate(_ path: String) -> Bool {
    guard !TreePath.isForeign(path) else { return false }
    return path.hasSuffix(".yaml") || path.hasSuffix(".yml") || path.hasSuffix(".json")
      || TreePath.name(of: path) == "Kustomization"
  }

  private static func isValuesFile(_ path: String) -> Bool {
    TreePath.name(of: path).hasPrefix("values")
  }

  /// The folder above the nearest folder named `templates` that a file lies under.
  private static func chart(of path: String) -> String? {
    let parts = TreePath.folder(of: path).split(separator: "/")
    return parts.lastIndex(of: "templates").map { parts[..<$0].joined(separator: "/") }
  }
}

/// Everything of one tree that speaks of Kubernetes.
struct KubernetesTree {
  static let kustomizationNames: Set<String> = [
    "kustomization.yaml", "kustomization.yml", "Kustomization",
  ]
  private static let maximumResources = 20_000

  var reading = DocumentReading()
  /// By path, in the order of the file.
  private(set) var objects: [String: [KubernetesObject]] = [:]
  private(set) var kustomizations: [String: Kustomization] = [:]
  private var values: [ConfiguredResource] = []
  private var patchFiles: [String: [LayeredValue]] = [:]

  mutating func readManifest(_ path: String, in files: some SourceFiles) {
    guard let bytes = reading.bytes(of: path, in: files) else { return }
    if Self.kustomizationNames.contains(TreePath.name(of: path)) {
      guard let node = reading.documents(bytes, as: .yaml, path: path)?.first else { return }
      let folder = TreePath.folder(of: path)
      kustomizations[folder] = Kustomization(folder: folder, file: path, node: node)
      return
    }
    guard ByteSearch.contains(bytes, "kind"), ByteSearch.contains(bytes, "apiVersion") else {
      return
    }
    parse(bytes, path: path)
  }

  /// A manifest in a chart's `templates` folder, which only counts as read when nothing is left to
  /// render.
  mutating func readTemplate(_ path: String, in files: some SourceFiles) {
    guard let bytes = reading.bytes(of: path, in: files) else { return }
    guard ByteSearch.hasTemplateMarks(bytes) else { return parse(bytes, path: path) }
    reading.note("a template of the Helm chart, not rendered", in: path)
  }

  mutating func readValues(_ path: String, in files: some SourceFiles) {
    guard let bytes = reading.bytes(of: path, in: files),
      let node = reading.documents(bytes, as: .yaml, path: path)?.first, node.entries != nil
    else { return }
    values.append(
      ConfiguredResource(
        layer: .code, dialect: .kubernetes, kind: "HelmValues", address: "HelmValues/\(path)",
        file: path, span: TextSpan(line: node.span.line, column: node.span.column),
        attributes: node, waivers: WaiverComments(bytes).waivers))
  }

  /// Reads the patches that kustomizations name and that are no objects themselves.
  mutating func readPatches(in files: some SourceFiles) {
    for kustomization in kustomizations.values.sorted(by: { $0.file < $1.file }) {
      for path in kustomization.patchPaths where objects[path] == nil && patchFiles[path] == nil {
        guard files.paths.contains(path), let bytes = reading.bytes(of: path, in: files),
          let documents = reading.documents(bytes, as: .yaml, path: path)
        else { continue }
        patchFiles[path] = documents.map { LayeredValue($0, file: path) }
      }
    }
  }

  private mutating func parse(_ bytes: [UInt8], path: String) {
    let format: StructuredFilesRequest.Format = path.hasSuffix(".json") ? .json : .yaml
    // Other tools have files with both words; only one that parses or is a template is told of.
    let isManifest = Self.startsLikeManifest(bytes)
    let gaps = reading.found.gaps.count
    guard let documents = reading.documents(bytes, as: format, path: path) else {
      if !isManifest { reading.found.gaps.removeSubrange(gaps...) }
      return
    }
    let comments = WaiverComments(bytes)
    var line = 1
    var found: [KubernetesObject] = []
    for document in documents where document.entries != nil {
      let end = max(line, document.span.endLine)
      let marked = Self.marked(document)
      found += KubernetesObject.objects(
        in: marked, file: path, comments: comments, lines: line...end)
      line = end + 1
    }
    if !found.isEmpty { objects[path] = found }
  }

  /// Whether a line begins with `apiVersion:`, as in every manifest that is no JSON.
  private static func startsLikeManifest(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: "apiVersion:".utf8)
      || ByteSearch.contains(bytes, "\napiVersion:") || ByteSearch.contains(bytes, "\"apiVersion\"")
  }

  /// Texts of a ConfigMap may hold anything; elsewhere a mark of a template is an unknown value.
  private static func marked(_ document: Node) -> Node {
    guard document["kind"]?.string != "ConfigMap" else { return document }
    return TemplateMarking.marking(document, except: ["metadata", "data", "stringData"])
  }

  // MARK: Resources

  mutating func resources() -> ConfiguredResources {
    var build = KustomizeBuild(
      objects: objects, kustomizations: kustomizations, patchFiles: patchFiles)
    let built = build.everything()
    reading.found.gaps += build.gaps
    let plain = objects.keys.sorted().filter { !build.taken.contains($0) }
      .flatMap { objects[$0] ?? [] }
    var found = plain.map { $0.resource(address: $0.address) }
    found += Self.distinct(built)
    if found.count > Self.maximumResources {
      let rest = found.count - Self.maximumResources
      reading.note(
        "there are more than \(Self.maximumResources) objects; \(rest) are left out",
        in: found[Self.maximumResources].file)
      found.removeLast(rest)
    }
    reading.found.resources = found + values
    return reading.found
  }

  /// What several kustomizations make of one object is told once where it is the same, and by the
  /// kustomization where it differs.
  private static func distinct(_ built: [KubernetesObject]) -> [ConfiguredResource] {
    struct Source: Hashable {
      let file: String
      let span: TextSpan
    }
    var order: [Source] = []
    var variants: [Source: [KubernetesObject]] = [:]
    for object in built {
      let source = Source(file: object.file, span: object.value.span)
      if variants[source] == nil { order.append(source) }
      if variants[source]?.contains(where: { $0.value == object.value }) != true {
        variants[source, default: []].append(object)
      }
    }
    return order.flatMap { source in
      let objects = variants[source] ?? []
      return objects.map { object in
        let label = object.origin.map { $0.isEmpty ? "." : $0 } ?? ""
        return object.resource(
          address: objects.count == 1 ? object.address : "\(label):\(object.address)")
      }
    }
  }
}
