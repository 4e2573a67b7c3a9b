import Model

/// The JSON policy that the data source `aws_iam_policy_document` makes of its blocks (IAM JSON policy
/// grammar; provider documentation of the data source).
struct TerraformPolicyDocument {
  private let entries: [Node.Entry]

  init(_ entries: [Node.Entry]) { self.entries = entries }

  /// The document as text; as an unknown text of known shape where parts of it are unknown.
  var json: TerraformValue {
    let document = document
    guard let unknown = document.firstUnknown else {
      return .text(TerraformDocument.encode(document))
    }
    return .unknown(
      TerraformUnknown(reason: unknown.reason, isPresent: true, shape: .document(document)))
  }

  private var document: TerraformValue {
    var members: [(String, TerraformValue)] = [
      ("Version", value("version") ?? .string("2012-10-17"))
    ]
    if let identifier = value("policy_id") { members.append(("Id", identifier)) }
    members.append(("Statement", statements))
    return .object(members)
  }

  private func value(_ name: String) -> TerraformValue? {
    entries.first { $0.key == name }.map { TerraformValue($0.value) }
  }

  private var statements: TerraformValue {
    var statements: [TerraformValue] = []
    for name in ["source_json", "source_policy_documents"] {
      statements += imported(value(name))
    }
    if let own = entries.first(where: { $0.key == "statement" })?.value {
      statements += own.elements?.map(Self.statement) ?? [TerraformValue(own)]
    }
    for name in ["override_json", "override_policy_documents"] {
      for statement in imported(value(name)) {
        if let identifier = Self.identifier(of: statement) {
          statements.removeAll { Self.identifier(of: $0) == identifier }
        }
        statements.append(statement)
      }
    }
    return .list(statements)
  }

  private static func identifier(of statement: TerraformValue) -> String? {
    guard case .object(let object) = statement, let text = object["Sid"]?.scalarText, !text.isEmpty
    else { return nil }
    return text
  }

  /// The statements of other documents; one unknown statement for a document that is not known.
  private func imported(_ value: TerraformValue?) -> [TerraformValue] {
    switch value {
    case .list(let list)?: return list.elements.flatMap { imported($0) }
    case .string(let text)?:
      guard !text.isEmpty else { return [] }
      guard let document = TerraformDocument.decode(text) else {
        return [.unknown("a policy document that is no JSON")]
      }
      return Self.statements(of: document)
    case .unknown(let unknown)?: return [.unknown(unknown.reason)]
    case .object?: return value.map(Self.statements) ?? []
    default: return []
    }
  }

  private static func statements(of document: TerraformValue) -> [TerraformValue] {
    guard case .object(let object) = document, let statement = object["Statement"] else {
      return [.unknown("a policy document without statements")]
    }
    return statement.elements ?? [statement]
  }

  // MARK: Statements

  private static func statement(_ node: Node) -> TerraformValue {
    guard node.entries != nil else { return TerraformValue(node) }
    var members: [(String, TerraformValue)] = []
    if let sid = node["sid"] { members.append(("Sid", TerraformValue(sid))) }
    members.append(("Effect", node["effect"].map { TerraformValue($0) } ?? .string("Allow")))
    for (name, key) in [
      ("actions", "Action"), ("not_actions", "NotAction"), ("resources", "Resource"),
      ("not_resources", "NotResource"),
    ] {
      if let list = node[name] { members.append((key, single(TerraformValue(list)))) }
    }
    for (name, key) in [("principals", "Principal"), ("not_principals", "NotPrincipal")] {
      if let blocks = node[name] { members.append((key, principals(blocks))) }
    }
    if let blocks = node["condition"] { members.append(("Condition", conditions(blocks))) }
    return .object(members)
  }

  /// A list of one is written as the one.
  private static func single(_ value: TerraformValue) -> TerraformValue {
    if let elements = value.elements, elements.count == 1 { return elements[0] }
    return value
  }

  private static func principals(_ blocks: Node) -> TerraformValue {
    guard let elements = blocks.elements else { return TerraformValue(blocks) }
    var byType: [(String, [TerraformValue])] = []
    for block in elements {
      guard block.entries != nil, let type = block["type"], let identifiers = block["identifiers"]
      else { return .unknown("a principal is not known") }
      guard let name = type.string else { return TerraformValue(type) }
      let value = TerraformValue(identifiers)
      if name == "*", value == .list([.string("*")]) { return .string("*") }
      let added = value.elements ?? [value]
      if let position = byType.firstIndex(where: { $0.0 == name }) {
        byType[position].1 += added
      } else {
        byType.append((name, added))
      }
    }
    return .object(byType.map { ($0.0, single(.list($0.1))) })
  }

  private static func conditions(_ blocks: Node) -> TerraformValue {
    guard let elements = blocks.elements else { return TerraformValue(blocks) }
    var byTest: [(String, [(String, TerraformValue)])] = []
    for block in elements {
      guard block.entries != nil, let test = block["test"]?.string,
        let variable = block["variable"]?.string
      else { return .unknown("a condition is not known") }
      let values = block["values"].map { single(TerraformValue($0)) } ?? .null
      if let position = byTest.firstIndex(where: { $0.0 == test }) {
        byTest[position].1.append((variable, values))
      } else {
        byTest.append((test, [(variable, values)]))
      }
    }
    return .object(byTest.map { ($0.0, .object($0.1)) })
  }
}
