import Model

/// One setting of one resource while it is read.
struct Reading {
  let resource: ConfiguredResource
  /// The resource's attributes, or the nested block that is an object of its own.
  let root: Node
  /// Where an absence in `root` is shown.
  let anchor: TextSpan
  let index: ResourceIndex

  init(_ resource: ConfiguredResource, root: Node? = nil, index: ResourceIndex) {
    self.resource = resource
    self.root = root ?? resource.attributes
    anchor = root?.span ?? resource.span
    self.index = index
  }

  /// The same for another resource.
  func reading(_ other: ConfiguredResource) -> Reading { Reading(other, index: index) }

  /// The first of several spellings of a path that has a value, with its name.
  ///
  /// Where none has, the spelling that this dialect uses: names of Terraform begin in lower case and
  /// have no capitals, those of CloudFormation and of Amazon's answers begin with one.
  func find(_ paths: [String]) -> (attribute: String, lookup: AttributeLookup) {
    for path in paths {
      let lookup = AttributeLookup(path, in: root, from: anchor)
      if !lookup.isEmpty { return (path, lookup) }
    }
    let own = paths.first { isOwn($0) } ?? paths.first ?? ""
    return (own, AttributeLookup(own, in: root, from: anchor))
  }

  private func isOwn(_ path: String) -> Bool {
    let hasCapital = path.utf8.contains { (0x41...0x5A).contains($0) }
    return hasCapital == (resource.dialect != .terraform)
  }

  func setting(
    _ state: Setting.State, _ attribute: String, at span: TextSpan, written: String? = nil
  ) -> Setting {
    Setting(state, attribute: attribute, written: written, at: location(of: attribute, span))
  }

  /// What another file gave is shown where it stands.
  private func location(of attribute: String, _ span: TextSpan) -> Location {
    if !resource.elsewhere.isEmpty {
      let keys = attribute.split(separator: ".").map(String.init)
      let found = resource.elsewhere.filter { path, _ in
        path.filter { Int($0) == nil } == keys
      }
      if let first = found.values.min() { return first }
    }
    return Location(path: resource.file, span: span)
  }

  func absent(_ attribute: String, at span: TextSpan? = nil) -> Setting {
    setting(.absent, attribute, at: span ?? anchor)
  }

  func unknown(_ reason: String, _ attribute: String, at span: TextSpan? = nil) -> Setting {
    setting(.unknown(reason: reason), attribute, at: span ?? anchor)
  }

  /// The text of the first value, if it is known.
  func text(_ paths: String...) -> String? { find(paths).lookup.nodes.first?.scalarText }
}
