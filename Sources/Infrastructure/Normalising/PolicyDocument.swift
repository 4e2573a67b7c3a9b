import Model
import StructuredData

/// The statements of an access policy, however it is written: JSON in a text, a mapping, or blocks of
/// a policy document.
enum PolicyDocument {
  private static let mostBytes = 200_000

  /// The statements below an attribute; what cannot be read is one unknown statement.
  static func statements(_ paths: String...) -> ObjectType.Parts {
    .found { reading in
      let (attribute, lookup) = reading.find(paths)
      var found: [(name: String, node: Node)] = []
      for node in lookup.flattened {
        for statement in statements(in: node, reading) {
          found.append(("\(attribute).\(found.count)", statement))
        }
      }
      return found
    }
  }

  private static func statements(in node: Node, _ reading: Reading) -> [Node] {
    switch node.content {
    case .unknown: return [node]
    case .string(let text): return parsed(text, at: node.span)
    case .mapping:
      // A named policy of CloudFormation holds its document one level lower.
      if let inner = node["PolicyDocument"] { return statements(in: inner, reading) }
      guard let list = node["Statement"] ?? node["statement"] else { return [] }
      return list.elements ?? [list]
    case .sequence(let elements): return elements.flatMap { statements(in: $0, reading) }
    default: return []
    }
  }

  private static func parsed(_ text: String, at span: TextSpan) -> [Node] {
    guard text.utf8.count <= mostBytes else {
      return [Node(.unknown(reason: "the policy is longer than \(mostBytes) bytes"), at: span)]
    }
    do throws(Diagnostics) {
      let roots = try StructuredParser.parse(
        Array(percentDecoded(text).utf8), as: .json, path: "policy")
      return roots.flatMap { root -> [Node] in
        guard let list = root["Statement"] else { return [] }
        return (list.elements ?? [list]).map { moved($0, to: span) }
      }
    } catch {
      return [Node(.unknown(reason: "the policy is not JSON"), at: span)]
    }
  }

  /// Answers of the identity service give policies in percent-encoding.
  private static func percentDecoded(_ text: String) -> String {
    guard text.hasPrefix("%7B") || text.hasPrefix("%7b") else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The place of a value inside a text is the place of the text.
  private static func moved(_ node: Node, to span: TextSpan) -> Node {
    switch node.content {
    case .sequence(let elements):
      Node(.sequence(elements.map { moved($0, to: span) }), at: span)
    case .mapping(let entries):
      Node(
        .mapping(
          entries.map { Node.Entry(key: $0.key, keySpan: span, value: moved($0.value, to: span)) }),
        at: span)
    default: Node(node.content, at: span)
    }
  }

  // MARK: Settings of a statement

  /// A statement that allows, or whose effect cannot be told.
  static func allows(_ reading: Reading) -> Bool {
    reading.text("Effect", "effect")?.lowercased() != "deny"
  }

  /// Whether a statement allows every action.
  static let everyAction = SettingRule { reading in
    matching(["Action", "actions", "action"], reading) { $0 == "*" || $0 == "*:*" }
  }

  /// Whether it allows every action of a service on every resource.
  static let everyResource = SettingRule { reading in
    let actions = matching(["Action", "actions", "action"], reading) {
      $0 == "*" || $0.hasSuffix(":*")
    }
    guard let actions, actions.boolean != false else { return actions }
    let resources = matching(["Resource", "resources", "resource"], reading) { $0 == "*" }
    guard let resources, !resources.isAbsent else { return nil }
    if resources.boolean == false || resources.isUnknown { return resources }
    return actions
  }

  /// Whether it lets anybody in, without a condition that narrows it.
  static let anyPrincipal = SettingRule { reading in
    let (principal, named) = reading.find(["Principal", "principals.identifiers", "principal"])
    if case .unknown(let reason) = reading.root.content {
      return reading.unknown(reason, principal, at: reading.root.span)
    }
    guard !named.isEmpty else { return nil }
    let (condition, narrowing) = reading.find(["Condition", "condition"])
    if !narrowing.isEmpty {
      return reading.setting(.known(.boolean(false)), condition, at: narrowing.anchor)
    }
    let inner = reading.find([
      "Principal.AWS", "Principal.*", "principals.identifiers", "Principal", "principal",
    ])
    for node in inner.lookup.flattened {
      if node.string == "*" {
        return reading.setting(.known(.boolean(true)), principal, at: node.span, written: "*")
      }
      if case .unknown(let reason) = node.content {
        // A reference to an account or role is somebody, whoever it is.
        if reading.index.namesResource(reason, for: reading.resource) { continue }
        return reading.unknown(reason, principal, at: node.span)
      }
    }
    return reading.setting(.known(.boolean(false)), principal, at: named.anchor)
  }

  private static func matching(
    _ paths: [String], _ reading: Reading, _ test: (String) -> Bool
  ) -> Setting? {
    let (attribute, lookup) = reading.find(paths)
    var unclear: Setting?
    let nodes = lookup.flattened
    for node in nodes {
      if let text = node.string {
        if test(text) {
          return reading.setting(
            .known(.boolean(true)), attribute, at: node.span, written: text)
        }
      } else if case .unknown(let reason) = node.content {
        if reading.index.namesResource(reason, for: reading.resource) { continue }
        unclear = unclear ?? reading.unknown(reason, attribute, at: node.span)
      }
    }
    guard !nodes.isEmpty else { return nil }
    return unclear ?? reading.setting(.known(.boolean(false)), attribute, at: lookup.anchor)
  }
}
