import FoundationEssentials

extension TerraformFunctions {
  static let texts: [String: Function] = [
    "lower": { (arguments) throws(TerraformFault) in .string(try arguments.text(0).lowercased()) },
    "upper": { (arguments) throws(TerraformFault) in .string(try arguments.text(0).uppercased()) },
    "title": { (arguments) throws(TerraformFault) in .string(titled(try arguments.text(0))) },
    "chomp": { (arguments) throws(TerraformFault) in
      var text = Substring(try arguments.text(0))
      while let last = text.last, last.isNewline { text.removeLast() }
      return .string(String(text))
    },
    "trimspace": { (arguments) throws(TerraformFault) in
      .string(trimmed(try arguments.text(0)) { $0.isWhitespace })
    },
    "trim": { (arguments) throws(TerraformFault) in
      let unwanted = Set(try arguments.text(1))
      return .string(trimmed(try arguments.text(0)) { unwanted.contains($0) })
    },
    "trimprefix": { (arguments) throws(TerraformFault) in
      let text = try arguments.text(0)
      let prefix = try arguments.text(1)
      return .string(text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text)
    },
    "trimsuffix": { (arguments) throws(TerraformFault) in
      let text = try arguments.text(0)
      let suffix = try arguments.text(1)
      return .string(text.hasSuffix(suffix) ? String(text.dropLast(suffix.count)) : text)
    },
    "startswith": { (arguments) throws(TerraformFault) in
      let prefix = try arguments.text(1)
      if case .unknown(let unknown)? = arguments[0], let start = knownStart(of: unknown),
        start.count >= prefix.count
      {
        return .boolean(start.hasPrefix(prefix))
      }
      return .boolean(try arguments.text(0).hasPrefix(prefix))
    },
    "endswith": { (arguments) throws(TerraformFault) in
      .boolean(try arguments.text(0).hasSuffix(try arguments.text(1)))
    },
    "strcontains": { (arguments) throws(TerraformFault) in
      .boolean(try arguments.text(0).contains(try arguments.text(1)))
    },
    "strrev": { (arguments) throws(TerraformFault) in
      .string(String(try arguments.text(0).reversed()))
    },
    "substr": { (arguments) throws(TerraformFault) in
      .string(
        part(of: try arguments.text(0), from: try arguments.whole(1), count: try arguments.whole(2))
      )
    },
    "join": { (arguments) throws(TerraformFault) in try joined(arguments) },
    "split": { (arguments) throws(TerraformFault) in
      let separator = try arguments.text(0)
      let text = try arguments.text(1)
      guard !separator.isEmpty else { return .list(text.map { .string(String($0)) }) }
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
      return .list(parts.map { .string(String($0)) })
    },
    "replace": { (arguments) throws(TerraformFault) in try replaced(arguments) },
    "indent": { (arguments) throws(TerraformFault) in
      let count = try arguments.whole(0)
      guard (0...10_000).contains(count) else { throw .error("the indentation is too large") }
      let text = try arguments.text(1)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      guard lines.count * count < TerraformValue.maximumText else { return .tooLarge }
      return .text(lines.joined(separator: "\n" + String(repeating: " ", count: count)))
    },
    "format": { (arguments) throws(TerraformFault) in
      .text(try TerraformFormat(try arguments.text(0)).text(Array(arguments.values.dropFirst())))
    },
    "formatlist": { (arguments) throws(TerraformFault) in try formatted(arguments) },
    "regex": { (arguments) throws(TerraformFault) in
      let pattern = try TerraformPattern.compiled(try arguments.text(0))
      guard let match = try pattern.firstMatch(in: try arguments.text(1)) else {
        throw .error("the text does not match the pattern")
      }
      return match.value
    },
    "regexall": { (arguments) throws(TerraformFault) in
      let pattern = try TerraformPattern.compiled(try arguments.text(0))
      return .list(try pattern.matches(in: try arguments.text(1)).map(\.value))
    },
    "tostring": { (arguments) throws(TerraformFault) in
      if try arguments.value(0).isNull { return .null }
      return .string(try arguments.text(0))
    },
    "basename": { (arguments) throws(TerraformFault) in
      .string(TerraformPath.name(of: try arguments.text(0)))
    },
    "dirname": { (arguments) throws(TerraformFault) in
      let folder = TerraformPath.folder(of: try arguments.text(0))
      return .string(folder.isEmpty ? "." : folder)
    },
  ]

  private static func titled(_ text: String) -> String {
    var result = ""
    var isStart = true
    for character in text {
      result += isStart ? character.uppercased() : String(character)
      isStart = !character.isLetter && !character.isNumber
    }
    return result
  }

  private static func trimmed(_ text: String, _ isUnwanted: (Character) -> Bool) -> String {
    var rest = text.drop(while: isUnwanted)
    while let last = rest.last, isUnwanted(last) { rest.removeLast() }
    return String(rest)
  }

  /// How a text begins of which a later part is unknown.
  private static func knownStart(of unknown: TerraformUnknown) -> String? {
    guard case .pieces(let pieces)? = unknown.shape, case .text(let text)? = pieces.first else {
      return nil
    }
    return text
  }

  private static func part(of text: String, from start: Int, count: Int) -> String {
    let length = text.count
    let begin = start < 0 ? max(0, length &+ start) : start
    guard begin < length else { return "" }
    let rest = text.dropFirst(begin)
    return String(count < 0 ? rest : rest.prefix(count))
  }

  private static func joined(_ arguments: TerraformArguments) throws(TerraformFault)
    -> TerraformValue
  {
    let separator = try arguments.text(0)
    var pieces = TerraformPieces()
    var isFirst = true
    for position in 1..<max(1, arguments.count) {
      for element in try arguments.list(position).elements {
        if !isFirst { pieces.append(separator) }
        isFirst = false
        if !element.isUnknown { _ = try TerraformArguments.text(element) }
        pieces.append(element)
        guard !pieces.isTooLarge else { return .tooLarge }
      }
    }
    return pieces.value
  }

  /// Between slashes stands a pattern, otherwise plain text.
  private static func replaced(_ arguments: TerraformArguments) throws(TerraformFault)
    -> TerraformValue
  {
    let text = try arguments.text(0)
    let searched = try arguments.text(1)
    let replacement = try arguments.text(2)
    if searched.count > 1, searched.hasPrefix("/"), searched.hasSuffix("/") {
      let pattern = try TerraformPattern.compiled(String(searched.dropFirst().dropLast()))
      return .text(try pattern.replacing(in: text, with: replacement))
    }
    guard !searched.isEmpty else { return .string(text) }
    let count = text.utf8.count / max(1, searched.utf8.count)
    guard
      count.multipliedReportingOverflow(by: replacement.utf8.count).partialValue
        < TerraformValue.maximumText
    else { return .tooLarge }
    return .text(text.replacing(searched, with: replacement))
  }

  private static func formatted(_ arguments: TerraformArguments) throws(TerraformFault)
    -> TerraformValue
  {
    let format = TerraformFormat(try arguments.text(0))
    let values = arguments.values.dropFirst()
    var count: Int?
    for value in values {
      if case .unknown(let unknown) = value { throw .unknown(unknown) }
      if let elements = value.elements {
        guard count == nil || count == elements.count else {
          throw .error("the lists have different lengths")
        }
        count = elements.count
      }
    }
    var results: [TerraformValue] = []
    for position in 0..<(count ?? 1) {
      let row = values.map { $0.elements.map { $0[position] } ?? $0 }
      if let unknown = TerraformValue.firstUnknown(in: row) {
        results.append(.unknown(unknown.reason))
      } else {
        results.append(.text(try format.text(row)))
      }
    }
    return .list(results)
  }
}
