import Model

/// What stands below a node at a path of names.
///
/// Lists on the way are gone through, since a nested block of Terraform is a list and the same thing
/// in CloudFormation is a mapping.
struct AttributeLookup {
  private static let mostNodes = 2_000

  /// The values, without those that are null; some may be unknown.
  let nodes: [Node]
  /// Where the deepest thing stands that is there.
  let anchor: TextSpan

  /// Follows a dotted path; names are taken as they are.
  init(_ path: String, in root: Node, from anchor: TextSpan) {
    var current = [root]
    var anchor = anchor
    for key in path.split(separator: ".") {
      var next: [Node] = []
      for node in current {
        for member in Self.members(of: node) {
          switch member.content {
          // What is below something unknown is unknown.
          case .unknown: next.append(member)
          case .mapping:
            if let value = member[String(key)] { next.append(value) }
          default: break
          }
        }
      }
      next.removeAll { $0.isNull }
      if let first = next.first { anchor = first.span }
      current = Array(next.prefix(Self.mostNodes))
    }
    self.anchor = anchor
    nodes = current
  }

  private static func members(of node: Node) -> [Node] { node.elements ?? [node] }

  var isEmpty: Bool { nodes.isEmpty }

  /// The values with the members of lists in their place.
  var flattened: [Node] { nodes.flatMap { $0.elements ?? [$0] }.filter { !$0.isNull } }
}
