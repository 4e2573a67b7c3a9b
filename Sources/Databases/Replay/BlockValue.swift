import Model

/// A value in a block that is known before it runs.
enum BlockValue {
  case text(String)
  case list([String])

  var text: String? { if case .text(let text) = self { text } else { nil } }

  var list: [String]? { if case .list(let list) = self { list } else { nil } }

  static func of(_ expression: SQLExpression, _ variables: [String: BlockValue]) -> BlockValue? {
    switch expression {
    case .text(let text): return .text(text)
    case .number(let text): return .text(text)
    case .column(let parts): return variables[parts.joined(separator: ".")]
    case .list(let parts):
      let texts = parts.map { of($0, variables)?.text }
      return texts.contains(nil) ? nil : .list(texts.compactMap { $0 })
    case .cast(let inner, let type):
      let value = of(inner, variables)
      if type.hasSuffix("[]"), case .text(let text) = value { return array(text) }
      return value
    case .comparison("||", let left, let right):
      guard let left = of(left, variables)?.text, let right = of(right, variables)?.text else {
        return nil
      }
      return .text(left + right)
    case .call(let name, let arguments):
      let values = arguments.map { of($0, variables)?.text }
      guard !values.contains(nil) else { return nil }
      return call(name, values.compactMap { $0 })
    default: return nil
    }
  }

  private static func call(_ name: String, _ arguments: [String]) -> BlockValue? {
    switch name {
    case "quote_ident": return arguments.first.map { .text(quotedName($0)) }
    case "quote_literal": return arguments.first.map { .text(quotedText($0)) }
    case "concat": return .text(arguments.joined())
    case "lower": return arguments.first.map { .text($0.lowercased()) }
    case "format": return arguments.first.flatMap { format($0, arguments.dropFirst()) }
    default: return nil
    }
  }

  /// `format` as PostgreSQL documents it (section 9.4.1), with positions.
  private static func format(_ pattern: String, _ arguments: ArraySlice<String>) -> BlockValue? {
    var result = ""
    var next = arguments.startIndex
    var rest = pattern[...]
    while let first = rest.popFirst() {
      guard first == "%" else {
        result.append(first)
        continue
      }
      let digits = rest.prefix(while: \.isNumber)
      if !digits.isEmpty, rest.dropFirst(digits.count).first == "$", let position = Int(digits) {
        next = arguments.startIndex + position - 1
        rest = rest.dropFirst(digits.count + 1)
      }
      guard let letter = rest.popFirst() else { return nil }
      if letter == "%" {
        result.append("%")
        continue
      }
      guard arguments.indices.contains(next) else { return nil }
      let argument = arguments[next]
      next += 1
      switch letter {
      case "I": result += quotedName(argument)
      case "L": result += quotedText(argument)
      case "s": result += argument
      default: return nil
      }
    }
    return .text(result)
  }

  private static func quotedName(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  private static func quotedText(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }

  /// `{a,b}` without quotes or nesting.
  private static func array(_ text: String) -> BlockValue? {
    guard text.hasPrefix("{"), text.hasSuffix("}"), !text.contains("\"") else { return nil }
    let inner = text.dropFirst().dropLast()
    return .list(
      inner.split(separator: ",").map { part in
        String(part.drop { $0 == " " || $0 == "\n" })
      })
  }
}
