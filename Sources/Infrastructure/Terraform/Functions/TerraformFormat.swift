import Foundation

/// The text of `format`: verbs after `%` with flags, width and precision (Terraform, "format Function").
struct TerraformFormat {
  private let format: [Character]

  init(_ format: String) { self.format = Array(format) }

  private struct Verb {
    var flags: Set<Character> = []
    var width = 0
    var precision: Int?
    var letter: Character = "v"
  }

  func text(_ values: [TerraformValue]) throws(TerraformFault) -> String {
    var result = ""
    var position = 0
    var next = 0
    while position < format.count {
      guard format[position] == "%" else {
        result.append(format[position])
        position += 1
        continue
      }
      position += 1
      var verb = Verb()
      var chosen: Int?
      read(&verb, &chosen, &position)
      guard position < format.count else { throw .error("the format ends within a verb") }
      verb.letter = format[position]
      position += 1
      if verb.letter == "%" {
        result += "%"
        continue
      }
      let place = chosen.map { $0 - 1 } ?? next
      guard values.indices.contains(place) else { throw .error("the format has too few values") }
      next = place + 1
      result += padded(try written(values[place], verb), verb)
      guard result.utf8.count <= TerraformValue.maximumText else {
        throw .error("the text is too long")
      }
    }
    return result
  }

  private func read(_ verb: inout Verb, _ chosen: inout Int?, _ position: inout Int) {
    while position < format.count, "+-# 0".contains(format[position]) {
      verb.flags.insert(format[position])
      position += 1
    }
    if position < format.count, format[position] == "[" {
      position += 1
      chosen = number(&position)
      if position < format.count, format[position] == "]" { position += 1 }
    }
    verb.width = min(number(&position), 10_000)
    if position < format.count, format[position] == "." {
      position += 1
      verb.precision = min(number(&position), 100)
    }
  }

  private func number(_ position: inout Int) -> Int {
    var value = 0
    while position < format.count, let digit = format[position].wholeNumberValue,
      format[position].isASCII
    {
      value = min(value * 10 + digit, 1_000_000)
      position += 1
    }
    return value
  }

  private func written(_ value: TerraformValue, _ verb: Verb) throws(TerraformFault) -> String {
    switch verb.letter {
    case "s": return try TerraformArguments.text(value)
    case "v":
      if let unknown = value.firstUnknown { throw .unknown(unknown) }
      return value.scalarText ?? TerraformDocument.encode(value)
    case "t": return try TerraformArguments.boolean(value) ? "true" : "false"
    case "q": return TerraformDocument.encode(.string(try TerraformArguments.text(value)))
    case "d":
      let number = try TerraformArguments.number(value).rounded(.towardZero)
      guard let whole = Int(exactly: number) else { throw .error("the number is too large") }
      return (verb.flags.contains("+") && whole >= 0 ? "+" : "") + String(whole)
    case "x", "X", "o", "b":
      let number = try TerraformArguments.number(value)
      guard let whole = Int(exactly: number) else { throw .error("expected a whole number") }
      let radix = verb.letter == "o" ? 8 : verb.letter == "b" ? 2 : 16
      return String(whole, radix: radix, uppercase: verb.letter == "X")
    case "f":
      return String(format: "%.\(verb.precision ?? 6)f", try TerraformArguments.number(value))
    case "e":
      return String(format: "%.\(verb.precision ?? 6)e", try TerraformArguments.number(value))
    case "g": return String(format: "%g", try TerraformArguments.number(value))
    default: throw .error("the format has no verb `%\(verb.letter)`")
    }
  }

  private func padded(_ text: String, _ verb: Verb) -> String {
    let missing = verb.width - text.count
    guard missing > 0 else { return text }
    if verb.flags.contains("-") { return text + String(repeating: " ", count: missing) }
    guard verb.flags.contains("0") else { return String(repeating: " ", count: missing) + text }
    let sign = text.hasPrefix("-") || text.hasPrefix("+") ? text.prefix(1) : ""
    return sign + String(repeating: "0", count: missing) + text.dropFirst(sign.count)
  }
}
