import Model
import StructuredData

/// Reads `.tf.json` and gives what native syntax would (Terraform language, "JSON Configuration Syntax").
struct TerraformJSONReader {
  private let text: HCLText
  private var problems: [HCLProblem] = []

  static func parse(_ raw: [UInt8], path: String) throws(HCLText.Unreadable) -> HCLFile {
    var reader = TerraformJSONReader(text: try HCLText(raw, path: path))
    var file = HCLFile(text: reader.text)
    do throws(Diagnostics) {
      let documents = try StructuredParser.parse(raw, as: .json, path: path)
      if let root = documents.first { file.body = reader.root(root) }
    } catch {
      for problem in error.list {
        let span = problem.location.span ?? .start
        let place = reader.text.offset(line: span.line, column: span.column)
        file.problems.append(HCLProblem(message: problem.message, range: HCLRange(place, place)))
      }
    }
    file.problems += reader.problems
    return file
  }

  private init(text: HCLText) { self.text = text }

  private func range(_ span: TextSpan) -> HCLRange {
    HCLRange(
      text.offset(line: span.line, column: span.column),
      text.offset(line: span.endLine, column: span.endColumn))
  }

  /// How many labels a block of each type has.
  private static let labelCounts: [String: Int] = [
    "resource": 2, "data": 2, "variable": 1, "output": 1, "module": 1, "provider": 1, "locals": 0,
    "terraform": 0, "moved": 0, "removed": 0, "import": 0, "check": 1,
  ]

  private mutating func root(_ node: Node) -> HCLBody {
    var body = HCLBody()
    for root in node.elements ?? [node] {
      for entry in root.entries ?? [] where entry.key != "//" {
        let count = Self.labelCounts[entry.key] ?? 0
        body.blocks += blocks(
          entry.key, labels: [], remaining: count, entry.value, header: range(entry.keySpan))
      }
    }
    return body
  }

  /// The blocks under the labels that are still to come.
  private mutating func blocks(
    _ type: String, labels: [String], remaining: Int, _ node: Node, header: HCLRange
  ) -> [HCLBlock] {
    if let elements = node.elements {
      return elements.flatMap {
        blocks(type, labels: labels, remaining: remaining, $0, header: header)
      }
    }
    guard let entries = node.entries else {
      problems.append(
        HCLProblem(
          message: "expected an object with the `\(type)` block, but found \(node.kindName)",
          range: range(node.span)))
      return []
    }
    guard remaining > 0 else {
      let names = type == "variable" || type == "output" || type == "locals"
      return [
        HCLBlock(
          type: type, labels: labels, header: header, range: range(node.span),
          body: body(entries, isBlock: !names))
      ]
    }
    return entries.filter { $0.key != "//" }.flatMap { entry in
      blocks(
        type, labels: labels + [entry.key], remaining: remaining - 1, entry.value,
        header: range(entry.keySpan))
    }
  }

  private mutating func body(_ entries: [Node.Entry], isBlock: Bool) -> HCLBody {
    var body = HCLBody()
    for entry in entries where entry.key != "//" {
      if isBlock, entry.key == "dynamic" {
        body.blocks += blocks(
          "dynamic", labels: [], remaining: 1, entry.value, header: range(entry.keySpan))
      } else if isBlock, isBlockLike(entry) {
        for node in entry.value.elements ?? [entry.value] {
          body.blocks.append(
            HCLBlock(
              type: entry.key, labels: [], header: range(entry.keySpan), range: range(node.span),
              body: self.body(node.entries ?? [], isBlock: true)))
        }
      } else {
        body.attributes.append(
          HCLAttribute(
            name: entry.key, nameRange: range(entry.keySpan), value: expression(entry.value)))
      }
    }
    return body
  }

  /// Whether a member is a nested block: JSON does not tell, and only names of maps are known.
  private func isBlockLike(_ entry: Node.Entry) -> Bool {
    guard !Self.mapNames.contains(entry.key) else { return false }
    if let elements = entry.value.elements {
      return !elements.isEmpty && elements.allSatisfy { $0.entries != nil }
    }
    return entry.value.entries != nil
  }

  /// Attributes of common resources whose value is a map, and Terraform's own.
  private static let mapNames: Set<String> = [
    "tags", "tags_all", "default_tags", "labels", "annotations", "variables", "parameters",
    "metadata", "triggers", "keepers", "data", "string_data", "match_labels", "node_selector",
    "user_labels", "resource_labels", "common_tags", "additional_tags", "environment_variables",
    "app_settings", "default_arguments", "options", "vars", "query", "input", "triggers_replace",
    "for_each", "providers", "request_parameters", "response_parameters", "required_providers",
  ]

  // MARK: Expressions

  private mutating func expression(_ node: Node) -> HCLExpression {
    let place = range(node.span)
    switch node.content {
    case .null, .unknown: return HCLExpression(.null, place)
    case .boolean(let value): return HCLExpression(.boolean(value), place)
    case .integer(let value): return HCLExpression(.integer(value), place)
    case .number(let value): return HCLExpression(.number(value), place)
    case .string(let text): return template(text, at: place)
    case .sequence(let elements):
      return HCLExpression(.tuple(elements.map { expression($0) }), place)
    case .mapping(let entries):
      let items = entries.map {
        HCLObjectItem(
          key: template($0.key, at: range($0.keySpan)), value: expression($0.value))
      }
      return HCLExpression(.object(items), place)
    }
  }

  private mutating func template(_ string: String, at place: HCLRange) -> HCLExpression {
    guard string.utf8.contains(where: { $0 == 0x24 || $0 == 0x25 }),
      let inner = try? HCLText(Array(string.utf8), path: text.path)
    else { return HCLExpression(.string(string), place) }
    var parser = HCLParser(inner, fixedRange: place)
    do throws(HCLSyntaxError) {
      return try parser.wholeTemplate()
    } catch {
      problems.append(HCLProblem(message: error.message, range: place))
      return HCLExpression(.null, place)
    }
  }
}
