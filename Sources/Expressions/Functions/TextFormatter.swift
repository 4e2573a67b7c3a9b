/// `string.format(list)` (CEL strings extension).
enum TextFormatter {
  private static let mostDecimals = 100

  static func format(
    _ template: String, _ arguments: ListValue, _ frame: inout Frame
  ) -> ExpressionValue {
    var text = ""
    var next = 0
    var rest = Substring(template)
    while let percent = rest.firstIndex(of: "%") {
      text += rest[..<percent]
      rest = rest[rest.index(after: percent)...]
      if rest.first == "%" {
        text += "%"
        rest = rest.dropFirst()
        continue
      }
      guard let clause = Clause(&rest) else {
        return failure("could not parse formatting clause: expected a conversion after `%`")
      }
      guard let argument = arguments.element(next) else {
        return failure("index \(next) out of range")
      }
      next += 1
      guard argument.isKnown else { return argument }
      switch clause.written(argument, &frame) {
      case .success(let part):
        guard frame.spend(bytes: part.utf8.count) else { return Frame.exhausted }
        text += part
      case .failure(let failure): return .failure(failure)
      }
    }
    return frame.spend(bytes: template.utf8.count) ? .string(text + rest) : Frame.exhausted
  }

  private static func failure(_ message: String) -> ExpressionValue {
    .failure(.invalidArgument, message)
  }

  /// What stands after a `%`.
  private struct Clause {
    let conversion: Character
    let decimals: Int

    init?(_ rest: inout Substring) {
      var decimals = 6
      if rest.first == "." {
        rest = rest.dropFirst()
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), count <= TextFormatter.mostDecimals else { return nil }
        decimals = count
        rest = rest.dropFirst(digits.count)
      }
      guard let conversion = rest.first else { return nil }
      rest = rest.dropFirst()
      self.conversion = conversion
      self.decimals = decimals
    }

    func written(
      _ value: ExpressionValue, _ frame: inout Frame
    ) -> Result<String, Failure> {
      switch conversion {
      case "s": return TextFormatter.plain(value, &frame, depth: 0)
      case "d": return wholeNumber(value)
      case "f", "e": return decimal(value)
      case "b":
        if case .boolean(let flag) = value { return .success(flag ? "1" : "0") }
        return based(
          value, 2, "only integers and bools can be formatted as binary")
      case "o": return based(value, 8, "octal clause can only be used on integers")
      case "x", "X":
        let text = hexadecimal(value)
        return conversion == "x" ? text : text.map { $0.uppercased() }
      default:
        return .failure(
          Failure(
            .invalidArgument,
            "could not parse formatting clause: unrecognized formatting clause "
              + "\"\(DisplayText.escaped(String(conversion)))\""))
      }
    }

    private func refuse(_ rule: String, _ value: ExpressionValue) -> Result<String, Failure> {
      .failure(
        Failure(
          .invalidArgument,
          "error during formatting: \(rule), was given \(value.typeName.name)"))
    }

    private func wholeNumber(_ value: ExpressionValue) -> Result<String, Failure> {
      switch value {
      case .integer(let whole): .success(String(whole))
      case .unsigned(let whole): .success(String(whole))
      case .double(let number) where !number.isFinite: .success(NumberText.shortest(number))
      default: refuse("decimal clause can only be used on integers", value)
      }
    }

    private func decimal(_ value: ExpressionValue) -> Result<String, Failure> {
      let number: Double
      switch value {
      case .integer(let whole): number = Double(whole)
      case .unsigned(let whole): number = Double(whole)
      case .double(let value): number = value
      default:
        return refuse(
          "\(conversion == "f" ? "fixed-point" : "scientific") clause can only be used on doubles",
          value)
      }
      return .success(
        conversion == "f"
          ? NumberText.fixed(number, decimals: decimals)
          : NumberText.scientific(number, decimals: decimals))
    }

    private func based(
      _ value: ExpressionValue, _ radix: Int, _ rule: String
    ) -> Result<String, Failure> {
      switch value {
      case .integer(let whole): .success(String(whole, radix: radix))
      case .unsigned(let whole): .success(String(whole, radix: radix))
      default: refuse(rule, value)
      }
    }

    private func hexadecimal(_ value: ExpressionValue) -> Result<String, Failure> {
      switch value {
      case .string(let text): .success(octets(Array(text.utf8)))
      case .bytes(let bytes): .success(octets(bytes))
      default:
        based(
          value, 16, "only integers, byte buffers, and strings can be formatted as hex")
      }
    }

    private func octets(_ bytes: [UInt8]) -> String {
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  /// What `%s` writes.
  private static func plain(
    _ value: ExpressionValue, _ frame: inout Frame, depth: Int
  ) -> Result<String, Failure> {
    guard depth < 100, frame.spend(1) else {
      return .failure(Failure(.cost, "the evaluation takes more steps than are allowed"))
    }
    switch value {
    case .null: return .success("null")
    case .type(let type): return .success(type.name)
    case .bytes(let bytes): return .success(String(decoding: bytes, as: UTF8.self))
    case .list(let list):
      return joined(list.values, &frame, depth: depth).map { "[\($0.joined(separator: ", "))]" }
    case .map(let map): return mapping(map, &frame, depth: depth)
    case .failure(let failure): return .failure(failure)
    default: break
    }
    if case .string(let text) = ConversionFunctions.string(value) { return .success(text) }
    return .failure(
      Failure(
        .invalidArgument,
        "error during formatting: string clause can only be used on strings, bools, bytes, ints, "
          + "doubles, maps, lists, types, durations, and timestamps, was given "
          + value.typeName.name))
  }

  private static func joined(
    _ values: [ExpressionValue], _ frame: inout Frame, depth: Int
  ) -> Result<[String], Failure> {
    var texts: [String] = []
    for value in values {
      switch plain(value, &frame, depth: depth + 1) {
      case .success(let text): texts.append(text)
      case .failure(let failure): return .failure(failure)
      }
    }
    return .success(texts)
  }

  private static func mapping(
    _ map: MapValue, _ frame: inout Frame, depth: Int
  ) -> Result<String, Failure> {
    let values = (0..<map.count).map { map.element($0) ?? .null }
    switch (joined(map.keys, &frame, depth: depth), joined(values, &frame, depth: depth)) {
    case (.success(let keys), .success(let values)):
      let entries = zip(keys, values).sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
      return .success("{\(entries.map { "\($0): \($1)" }.joined(separator: ", "))}")
    case (.failure(let failure), _), (_, .failure(let failure)): return .failure(failure)
    }
  }
}
