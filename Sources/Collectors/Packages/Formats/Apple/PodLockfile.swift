import Model

/// `Podfile.lock`.
package struct PodLockfile: ManifestFormat {
  package static let name = "Podfile.lock"
  package static let ecosystem = "CocoaPods"
  package static let fileNames = ["Podfile.lock"]
  package static let isLockfile = true
  package static let carriesIntegrity = true

  private struct Pod {
    let version: String
    let span: TextSpan
    var dependencies: [String] = []
  }

  package init() {}

  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> ManifestContents {
    guard let root = try ManifestTree.readYAML(bytes, path: path).first, root["PODS"] != nil else {
      throw Diagnostics("expected a list as PODS", path: path, at: .start)
    }
    let maker = PackageMaker(ecosystem: Self.ecosystem, path: path)
    let fields = maker.fields
    var pods: [String: Pod] = [:]
    var order: [String] = []
    for element in try fields.elements("PODS", in: root) {
      let entry = element.entries?.first
      guard let text = element.string ?? entry?.key, let (name, version) = Self.pod(text),
        let version
      else { throw fields.wrong(element, expected: "a pod and its version") }
      if pods[name] == nil {
        order.append(name)
        pods[name] = Pod(version: version, span: entry?.keySpan ?? element.span)
      }
      // A part of a pod comes with the pod; what the parts need, the pod needs.
      let needed = (entry?.value.elements ?? []).compactMap {
        $0.string.flatMap { Self.pod($0)?.name }
      }
      for other in needed where other != name {
        if pods[name]?.dependencies.contains(other) == false {
          pods[name]?.dependencies.append(other)
        }
      }
    }
    let direct = Set(
      try fields.strings("DEPENDENCIES", in: root).compactMap { Self.pod($0)?.name })
    let external = PythonDigests.table(try fields.entries("EXTERNAL SOURCES", in: root))
    let checkouts = PythonDigests.table(try fields.entries("CHECKOUT OPTIONS", in: root))
    let digests = PythonDigests.table(try fields.entries("SPEC CHECKSUMS", in: root))
    var packages: [Package] = []
    for name in order {
      guard let pod = pods[name], external[name]?[":path"] == nil else { continue }
      let origin = checkouts[name] ?? external[name]
      let commit = origin?[":commit"]?.scalarText
      packages.append(
        try maker.locked(
          name, pod.version, at: pod.span, isDirect: direct.contains(name), key: name,
          dependencies: pod.dependencies.filter { pods[$0] != nil },
          origin: PackageMaker.Origin(
            integrity: digests[name]?.scalarText,
            source: origin?[":git"]?.string.map { $0 + (commit.map { "#" + $0 } ?? "") })))
    }
    return ManifestContents(packages: packages, document: .tree(root))
  }

  /// The pod in `Name/Part (1.0)`, and what stands in the brackets.
  private static func pod(_ text: String) -> (name: String, version: String?)? {
    let name = text.prefix { $0 != " " && $0 != "/" }
    guard !name.isEmpty else { return nil }
    guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close
    else { return (String(name), nil) }
    return (String(name), String(text[text.index(after: open)..<close]))
  }
}
