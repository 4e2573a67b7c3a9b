import Model

/// One object of a manifest: what has an `apiVersion` and a `kind`.
struct KubernetesObject {
  var value: LayeredValue
  let waivers: [ConfigurationWaiver]
  /// The folder of the kustomization that was built, where one was.
  var origin: String?
  /// How many values it holds.
  let size: Int

  init?(_ value: LayeredValue, waivers: [ConfigurationWaiver]) {
    guard value["apiVersion"]?.string != nil, value["kind"]?.string != nil else { return nil }
    self.value = value
    self.waivers = waivers
    size = value.count
  }

  var file: String { value.file }
  var kind: String { value["kind"]?.string ?? "" }
  var group: String {
    let version = value["apiVersion"]?.string ?? ""
    return version.contains("/") ? String(version.prefix { $0 != "/" }) : ""
  }
  var name: String {
    let metadata = value["metadata"]
    return metadata?["name"]?.scalarText
      ?? metadata?["generateName"]?.scalarText.map { $0 + "*" } ?? "(no name)"
  }
  var namespace: String? { value["metadata"]?["namespace"]?.scalarText }

  /// `Deployment/shop/web`, or `Deployment/web` without a namespace.
  var address: String {
    [kind, namespace, name].compactMap { $0 }.joined(separator: "/")
  }

  /// The objects of one document: itself, or the items of a list (`kind: List`, `kind: RoleList`).
  static func objects(
    in document: Node, file: String, comments: WaiverComments, lines: ClosedRange<Int>
  ) -> [KubernetesObject] {
    let value = LayeredValue(document, file: file)
    let waivers = comments.on(lines: lines) + annotated(document)
    guard let object = KubernetesObject(value, waivers: waivers) else { return [] }
    guard object.kind.hasSuffix("List"), let items = document["items"]?.elements else {
      return [object]
    }
    return items.flatMap { item in
      objects(
        in: item, file: file, comments: comments,
        lines: item.span.line...max(item.span.line, item.span.endLine))
    }
  }

  /// What annotations of other scanners silence.
  private static func annotated(_ document: Node) -> [ConfigurationWaiver] {
    let linter = "ignore-check.kube-linter.io/"
    return (document["metadata"]?["annotations"]?.entries ?? []).compactMap { entry in
      let text = entry.value.scalarText ?? ""
      if entry.key.hasPrefix(linter) {
        return ConfigurationWaiver(
          rule: String(entry.key.dropFirst(linter.count)), reason: text.isEmpty ? nil : text,
          span: entry.keySpan)
      }
      guard entry.key.hasPrefix("checkov.io/skip") else { return nil }
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard let rule = parts.first else { return nil }
      return ConfigurationWaiver(
        rule: rule, reason: parts.count > 1 ? parts[1] : nil, span: entry.keySpan)
    }
  }

  /// The resource that the object says is there, without the values of secrets.
  func resource(address: String) -> ConfiguredResource {
    let (attributes, elsewhere) = value.flattened(in: file)
    return ConfiguredResource(
      layer: .code, dialect: .kubernetes, kind: kind, address: address, file: file,
      span: TextSpan(line: value.span.line, column: value.span.column),
      attributes: kind == "Secret" ? Self.withoutSecrets(attributes) : attributes,
      elsewhere: elsewhere, waivers: waivers)
  }

  private static func withoutSecrets(_ node: Node) -> Node {
    let entries = (node.entries ?? []).map { entry -> Node.Entry in
      guard ["data", "stringData"].contains(entry.key), let values = entry.value.entries else {
        return entry
      }
      let hidden = values.map { value in
        Node.Entry(
          key: value.key, keySpan: value.keySpan,
          value: Node(.unknown(reason: "the value of a Secret is not kept"), at: value.value.span))
      }
      return Node.Entry(
        key: entry.key, keySpan: entry.keySpan, value: Node(.mapping(hidden), at: entry.value.span))
    }
    return Node(.mapping(entries), at: node.span)
  }
}
