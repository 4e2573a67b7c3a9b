import Model

/// Works out the intrinsic functions of a template, in their long form (`{"Fn::Sub": …}`) and their
/// short one (`!Sub …`), as far as the template alone tells.
///
/// The place of a value is that of the expression it comes from.
struct CloudFormationResolver {
  private static let deepest = 100
  private static let mostSteps = 2_000_000
  private static let longestText = 100_000

  private let template: CloudFormationTemplate
  private var steps = 0
  private var conditions: [String: Bool?] = [:]

  init(_ template: CloudFormationTemplate) { self.template = template }

  var isExhausted: Bool { steps > Self.mostSteps }

  mutating func resolve(_ node: Node) -> Node { resolve(node, depth: 0) }

  /// Whether a condition holds; nil when the template does not tell, or the condition is not there.
  mutating func condition(_ name: String) -> Bool? { condition(name, depth: 0) }

  // MARK: Values

  private mutating func resolve(_ node: Node, depth: Int) -> Node {
    steps += 1
    guard depth < Self.deepest, !isExhausted else {
      return unknown("it takes too long to work out", node)
    }
    switch node.content {
    case .sequence(let elements):
      let resolved = elements.map { resolve($0, depth: depth + 1) }.filter { !isNoValue($0) }
      return Node(.sequence(resolved), at: node.span)
    case .mapping(let entries):
      if entries.count == 1, let only = entries.first, let name = Self.function(only.key) {
        return call(name, only.value, at: node, depth: depth + 1)
      }
      let resolved = entries.map {
        Node.Entry(key: $0.key, keySpan: $0.keySpan, value: resolve($0.value, depth: depth + 1))
      }.filter { !isNoValue($0.value) }
      return Node(.mapping(resolved), at: node.span)
    default: return node
    }
  }

  /// `Sub` of `Fn::Sub` and of `!Sub`; nil for a key that is no function.
  private static func function(_ key: String) -> String? {
    if key == "Ref" || key == "Condition" { return key }
    if key.hasPrefix("Fn::") { return String(key.dropFirst(4)) }
    guard key.hasPrefix("!"), key.count > 1 else { return nil }
    return String(key.dropFirst())
  }

  private func isNoValue(_ node: Node) -> Bool { node.isNull }

  private func unknown(_ reason: String, _ node: Node) -> Node {
    Node(.unknown(reason: reason), at: node.span)
  }

  private func text(_ text: String, _ node: Node) -> Node { Node(.string(text), at: node.span) }

  private mutating func call(_ name: String, _ argument: Node, at node: Node, depth: Int) -> Node {
    switch name {
    case "Ref": return reference(argument.string ?? "", node)
    case "GetAtt":
      let parts = argument.elements?.compactMap(\.scalarText) ?? [argument.scalarText ?? ""]
      return unknown("known after deployment: `\(parts.joined(separator: "."))`", node)
    case "Sub": return substitution(argument, node, depth: depth)
    case "Join": return joined(argument, node, depth: depth)
    case "Split": return split(argument, node, depth: depth)
    case "Select": return selected(argument, node, depth: depth)
    case "If": return conditional(argument, node, depth: depth)
    case "FindInMap": return found(argument, node, depth: depth)
    // Both only change how a value is written.
    case "Base64", "ToJsonString": return placed(resolve(argument, depth: depth), node)
    case "Length":
      guard let elements = resolve(argument, depth: depth).elements else {
        return unknown("the length of a list is not known", node)
      }
      return Node(.integer(elements.count), at: node.span)
    case "Equals", "And", "Or", "Not", "Condition":
      guard let value = truth(node, depth: depth) else {
        return unknown("a condition is not known", node)
      }
      return Node(.boolean(value), at: node.span)
    case "ImportValue":
      return unknown("another stack exports the value", node)
    default: return unknown("\(name) is only known where the stack is deployed", node)
    }
  }

  /// A value at the place of the expression that gave it.
  private func placed(_ value: Node, _ node: Node) -> Node { Node(value.content, at: node.span) }

  private func reference(_ name: String, _ node: Node) -> Node {
    switch name {
    case "AWS::NoValue": return Node(.null, at: node.span)
    case "AWS::Partition": return text("aws", node)
    case "AWS::URLSuffix": return text("amazonaws.com", node)
    default: break
    }
    if name.hasPrefix("AWS::") {
      return unknown("\(name) is only known where the stack is deployed", node)
    }
    if let parameter = template.parameter(name) { return value(of: parameter, name, node) }
    if template.isResource(name) { return unknown("known after deployment: `\(name)`", node) }
    return unknown("the template has no parameter or resource \(name)", node)
  }

  private func value(of parameter: Node, _ name: String, _ node: Node) -> Node {
    let kind = parameter["Type"]?.string ?? "String"
    if kind.hasPrefix("AWS::SSM::") {
      return unknown("the parameter \(name) is read where the stack is deployed", node)
    }
    if parameter["NoEcho"]?.scalarText?.lowercased() == "true" {
      return unknown("the parameter \(name) is a secret", node)
    }
    guard let standard = parameter["Default"] else {
      return unknown("the parameter \(name) has no default", node)
    }
    guard let written = standard.scalarText else { return placed(standard, node) }
    if kind == "Number" {
      return Int(written).map { Node(.integer($0), at: node.span) } ?? text(written, node)
    }
    if kind == "CommaDelimitedList" || kind.hasPrefix("List<") {
      let parts = written.split(separator: ",").map { part in
        text(part.drop { $0 == " " }.description, node)
      }
      return Node(.sequence(parts), at: node.span)
    }
    return text(written, node)
  }

  // MARK: Texts

  private mutating func substitution(_ argument: Node, _ node: Node, depth: Int) -> Node {
    var own: [String: Node] = [:]
    var pattern = argument.string
    if let parts = argument.elements, let first = parts.first {
      pattern = first.string
      for entry in parts.dropFirst().first?.entries ?? [] {
        own[entry.key] = resolve(entry.value, depth: depth + 1)
      }
    }
    guard let pattern, pattern.utf8.count <= Self.longestText else {
      return unknown("the text of a substitution is not known", node)
    }
    var result = ""
    var reasons: [String] = []
    var rest = pattern[...]
    while let open = rest.firstRange(of: "${") {
      result += rest[..<open.lowerBound]
      rest = rest[open.upperBound...]
      guard let close = rest.firstIndex(of: "}") else {
        result += "${"
        break
      }
      let name = String(rest[..<close])
      rest = rest[rest.index(after: close)...]
      if name.hasPrefix("!") {
        result += "${\(name.dropFirst())}"
        continue
      }
      let value = own[name] ?? named(name, node)
      if let text = value.scalarText {
        result += text
      } else if case .unknown(let reason) = value.content {
        reasons.append(reason)
      } else {
        reasons.append("\(name) is no text")
      }
      guard result.utf8.count <= Self.longestText else {
        return unknown("the text of a substitution is too long", node)
      }
    }
    guard reasons.isEmpty else {
      return unknown(reasons.prefix(4).joined(separator: "; "), node)
    }
    return text(result + rest, node)
  }

  private func named(_ name: String, _ node: Node) -> Node {
    guard name.contains("."), !name.hasPrefix("AWS::") else { return reference(name, node) }
    return unknown("known after deployment: `\(name)`", node)
  }

  private mutating func joined(_ argument: Node, _ node: Node, depth: Int) -> Node {
    guard let parts = argument.elements, parts.count == 2, let separator = parts[0].scalarText
    else {
      return unknown("Join takes a separator and a list", node)
    }
    let list = resolve(parts[1], depth: depth)
    guard let elements = list.elements else {
      return unknown(ScalarReading.reason(list, expected: "a list"), node)
    }
    var texts: [String] = []
    var reasons: [String] = []
    for element in elements {
      if let text = element.scalarText {
        texts.append(text)
      } else {
        reasons.append(ScalarReading.reason(element, expected: "text"))
      }
    }
    guard reasons.isEmpty else {
      return unknown(reasons.prefix(4).joined(separator: "; "), node)
    }
    return text(texts.joined(separator: separator), node)
  }

  private mutating func split(_ argument: Node, _ node: Node, depth: Int) -> Node {
    guard let parts = argument.elements, parts.count == 2, let separator = parts[0].scalarText,
      let text = resolve(parts[1], depth: depth).scalarText, !separator.isEmpty
    else { return unknown("the text of a split is not known", node) }
    let pieces = text.split(separator: separator, omittingEmptySubsequences: false)
    return Node(.sequence(pieces.map { self.text(String($0), node) }), at: node.span)
  }

  private mutating func selected(_ argument: Node, _ node: Node, depth: Int) -> Node {
    guard let parts = argument.elements, parts.count == 2,
      let index = ScalarReading.integer(resolve(parts[0], depth: depth)),
      let list = resolve(parts[1], depth: depth).elements, list.indices.contains(index)
    else { return unknown("which element is selected is not known", node) }
    return placed(list[index], node)
  }

  private mutating func found(_ argument: Node, _ node: Node, depth: Int) -> Node {
    guard let parts = argument.elements, parts.count >= 3 else {
      return unknown("FindInMap takes three names", node)
    }
    let names = parts.prefix(3).map { resolve($0, depth: depth) }
    let texts = names.compactMap(\.scalarText)
    guard texts.count == 3 else {
      let reason = names.first { $0.scalarText == nil }.map {
        ScalarReading.reason($0, expected: "text")
      }
      return unknown(reason ?? "a name is not known", node)
    }
    guard let value = template.mapping(texts[0], texts[1], texts[2]) else {
      return unknown("the mapping \(texts[0]) has no \(texts[1]).\(texts[2])", node)
    }
    return placed(value, node)
  }

  // MARK: Conditions

  private mutating func conditional(_ argument: Node, _ node: Node, depth: Int) -> Node {
    guard let parts = argument.elements, parts.count == 3, let name = parts[0].string else {
      return unknown("If takes a condition and two values", node)
    }
    if let holds = condition(name, depth: depth) {
      return resolve(holds ? parts[1] : parts[2], depth: depth)
    }
    // What is the same either way needs no answer.
    let one = resolve(parts[1], depth: depth)
    let other = resolve(parts[2], depth: depth)
    if one.content == other.content { return placed(one, node) }
    return unknown("the condition \(name) is not known", node)
  }

  private mutating func condition(_ name: String, depth: Int) -> Bool? {
    if let known = conditions[name] { return known }
    guard depth < Self.deepest, let definition = template.root["Conditions"]?[name] else {
      return nil
    }
    // Until it is worked out, a condition that asks for itself is not known.
    conditions[name] = .some(nil)
    let value = truth(definition, depth: depth + 1)
    conditions[name] = .some(value)
    return value
  }

  private mutating func truth(_ node: Node, depth: Int) -> Bool? {
    steps += 1
    guard depth < Self.deepest, !isExhausted else { return nil }
    guard let entries = node.entries, entries.count == 1, let only = entries.first,
      let name = Self.function(only.key)
    else { return ScalarReading.boolean(node) }
    let parts = only.value.elements ?? []
    switch name {
    case "Condition": return condition(only.value.string ?? "", depth: depth + 1)
    case "Equals":
      guard parts.count == 2, let one = resolve(parts[0], depth: depth + 1).scalarText,
        let other = resolve(parts[1], depth: depth + 1).scalarText
      else { return nil }
      return one == other
    case "Not": return parts.first.flatMap { truth($0, depth: depth + 1) }.map { !$0 }
    case "And", "Or":
      let values = parts.map { truth($0, depth: depth + 1) }
      let deciding = name == "Or"
      if values.contains(deciding) { return deciding }
      return values.contains(nil) ? nil : !deciding
    default: return nil
    }
  }
}
