import Model

/// Brings plans and code together: the values of the plan at the places of the code.
struct TerraformMerge {
  /// Resources of the code for which a plan speaks, by root and address without instance keys.
  private var superseded: Set<[String]> = []
  private(set) var resources: [ConfiguredResource] = []

  /// Merges each plan with the root module that declares the most of its resources.
  init(code: [TerraformReader.Found], plans: [TerraformRecord]) {
    var roots: [String: [String: ConfiguredResource]] = [:]
    var bases: [String: [String: ConfiguredResource]] = [:]
    for found in code where Self.isDeclared(found.resource) {
      roots[found.root, default: [:]][found.resource.address] = found.resource
      let base = Self.base(of: found.resource.address)
      if bases[found.root]?[base] == nil {
        bases[found.root, default: [:]][base] = found.resource
      }
    }
    var merged: [ConfiguredResource] = []
    for plan in plans {
      guard let root = Self.root(of: plan, among: bases) else {
        merged += plan.resources
        continue
      }
      for planned in plan.resources {
        let base = Self.base(of: planned.address)
        if let own = roots[root]?[planned.address] ?? bases[root]?[base] {
          merged.append(Self.placed(planned, at: own))
          superseded.insert([root, base])
        } else {
          merged.append(planned)
        }
      }
    }
    resources = code.filter { !isSuperseded($0) }.map(\.resource) + merged
  }

  /// Whether a plan says which instances there are and what they are like.
  private func isSuperseded(_ found: TerraformReader.Found) -> Bool {
    Self.isDeclared(found.resource)
      && superseded.contains([found.root, Self.base(of: found.resource.address)])
  }

  /// A use of a module is superseded when a resource in it is.
  func isSuperseded(root: String, address: String) -> Bool {
    let base = Self.base(of: address)
    return superseded.contains([root, base])
      || superseded.contains { $0.first == root && $0.last?.hasPrefix(base + ".") ?? false }
  }

  private static func isDeclared(_ resource: ConfiguredResource) -> Bool {
    resource.kind != "module" && !resource.kind.hasPrefix("terraform.")
  }

  /// The root with the most addresses of the plan, at least half of them; of several the one whose
  /// folder holds the plan.
  private static func root(
    of plan: TerraformRecord, among roots: [String: [String: ConfiguredResource]]
  ) -> String? {
    let wanted = plan.resources.filter { !$0.kind.hasPrefix("provider.") }
      .map { base(of: $0.address) }
    guard !wanted.isEmpty else { return nil }
    let folder = TerraformPath.folder(of: plan.path)
    var best: (root: String, count: Int)?
    for (root, addresses) in roots.sorted(by: { $0.key < $1.key }) {
      let count = wanted.count { addresses[$0] != nil }
      let isBetter = count > best?.count ?? 0 || (count == best?.count && root == folder)
      if count * 2 >= wanted.count, isBetter { best = (root, count) }
    }
    return best?.root
  }

  /// An address without its instance keys.
  static func base(of address: String) -> String {
    guard address.utf8.contains(0x5B) else { return address }
    var result = ""
    var isInKey = false
    var isInText = false
    var isEscaped = false
    for character in address {
      if isInText {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          isInText = false
        }
      } else if isInKey {
        if character == "\"" { isInText = true } else if character == "]" { isInKey = false }
      } else if character == "[" {
        isInKey = true
      } else {
        result.append(character)
      }
    }
    return result
  }

  // MARK: Places

  private static func placed(_ planned: ConfiguredResource, at code: ConfiguredResource)
    -> ConfiguredResource
  {
    ConfiguredResource(
      layer: .plan, dialect: .terraform, kind: planned.kind, address: planned.address,
      file: code.file, span: code.span,
      attributes: placed(planned.attributes, at: code.attributes, code.span),
      waivers: code.waivers)
  }

  /// The value of the plan at the place of the code, or at the nearest thing that the code has.
  private static func placed(_ planned: Node, at code: Node?, _ nearest: TextSpan) -> Node {
    let span = code?.span ?? nearest
    switch planned.content {
    case .mapping(let entries):
      var result = entries.map { entry in
        let own = code?.entry(entry.key)
        return Node.Entry(
          key: entry.key, keySpan: own?.keySpan ?? span,
          value: placed(entry.value, at: own?.value, span))
      }
      // Only the code knows how a resource is to be handled and by which provider.
      for own in code?.entries ?? []
      where own.key == "lifecycle" || own.key == "provider" {
        if !entries.contains(where: { $0.key == own.key }) { result.append(own) }
      }
      return Node(.mapping(result), at: span)
    case .sequence(let elements):
      let own = code?.elements ?? []
      let result = elements.enumerated().map { position, element in
        placed(element, at: own.indices.contains(position) ? own[position] : nil, span)
      }
      return Node(.sequence(result), at: span)
    case .unknown:
      // The code may say which resource the value will come from.
      if let code, case .unknown(let reason) = code.content,
        TerraformReference(reason: reason) != nil
      {
        return code
      }
      return Node(planned.content, at: span)
    default: return Node(planned.content, at: span)
    }
  }
}
