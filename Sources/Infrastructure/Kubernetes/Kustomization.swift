import Model

/// One kustomization file.
struct Kustomization {
  let folder: String
  let file: String
  let node: Node

  var isComponent: Bool { node["kind"]?.string == "Component" }

  /// A file, folder or address that the kustomization takes in, with its place.
  struct Reference {
    let text: String
    let span: TextSpan
  }

  var resources: [Reference] { references("resources") + references("bases") }
  var components: [Reference] { references("components") }

  /// What changes values that a check may ask for, and is not worked out here.
  static let unsupported = [
    "helmCharts", "helmChartInflationGenerator", "generators", "transformers", "replacements",
    "vars", "configurations", "crds", "openapi",
  ]

  /// The files of the tree that patches are read from.
  var patchPaths: [String] {
    let members = ["patches", "patchesJson6902"].flatMap { node[$0]?.elements ?? [] }
    let texts = members.compactMap { $0["path"]?.string }
    return texts.compactMap { TreePath.resolve($0, from: folder) }
  }

  func references(_ key: String) -> [Reference] {
    (node[key]?.elements ?? []).compactMap { element in
      element.string.map { Reference(text: $0, span: element.span) }
    }
  }
}
