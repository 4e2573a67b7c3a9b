/// Conversions between types (CEL language definition, Types and Conversions).
enum ConversionFunctions {
  static let all: [FunctionDefinition] = [
    .global("bool", signatures([.boolean, .string], .boolean)) { value, _ in boolean(value) },
    .global("bytes", signatures([.bytes, .string], .bytes)) { value, _ in bytes(value) },
    .global("double", signatures([.double, .integer, .unsigned, .string], .double)) { value, _ in
      double(value)
    },
    .global(
      "int", signatures([.integer, .unsigned, .double, .string, .timestamp, .duration], .integer)
    ) { value, _ in integer(value) },
    .global("uint", signatures([.unsigned, .integer, .double, .string], .unsigned)) { value, _ in
      unsigned(value)
    },
    .global(
      "string",
      signatures(
        [
          .string, .boolean, .integer, .unsigned, .double, .bytes, .timestamp, .duration, .address,
          .network, .quantity,
        ], .string)
    ) { value, _ in string(value) },
    .global("timestamp", signatures([.timestamp, .string, .integer], .timestamp)) { value, _ in
      timestamp(value)
    },
    .global("duration", signatures([.duration, .string], .duration)) { value, _ in
      duration(value)
    },
  ]

  private static func signatures(
    _ parameters: [ExpressionType], _ result: ExpressionType
  ) -> [Signature] { parameters.map { Signature([$0], result) } }

  private static func boolean(_ value: ExpressionValue) -> ExpressionValue? {
    switch value {
    case .boolean: value
    case .string("1"), .string("t"), .string("true"), .string("TRUE"), .string("True"):
      .boolean(true)
    case .string("0"), .string("f"), .string("false"), .string("FALSE"), .string("False"):
      .boolean(false)
    case .string: failure("Type conversion error: the text is neither true nor false")
    default: nil
    }
  }

  private static func bytes(_ value: ExpressionValue) -> ExpressionValue? {
    switch value {
    case .bytes: value
    case .string(let text): .bytes(Array(text.utf8))
    default: nil
    }
  }

  private static func double(_ value: ExpressionValue) -> ExpressionValue? {
    switch value {
    case .double: value
    case .integer(let whole): .double(Double(whole))
    case .unsigned(let whole): .double(Double(whole))
    case .string(let text):
      number(text).map(ExpressionValue.double)
        ?? failure("the text is no number")
    default: nil
    }
  }

  private static func number(_ text: String) -> Double? {
    // Swift also reads hexadecimal and payloads of NaN.
    switch text {
    case "NaN": return .nan
    case "Infinity", "+Infinity", "Inf", "+Inf": return .infinity
    case "-Infinity", "-Inf": return -.infinity
    default: break
    }
    let allowed = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
    }
    return allowed ? Double(text) : nil
  }

  private static func integer(_ value: ExpressionValue) -> ExpressionValue? {
    switch value {
    case .integer: return value
    case .unsigned(let whole):
      return Int(exactly: whole).map(ExpressionValue.integer) ?? outOfRange
    case .double(let number):
      // Near the ends a double stands for more than one integer.
      guard number > -0x1p63, number < 0x1p63 else { return outOfRange }
      return Int(exactly: number.rounded(.towardZero)).map(ExpressionValue.integer) ?? outOfRange
    case .string(let text):
      guard text.utf8.first != 0x2B else { return failure("the text is no whole number") }
      return Int(text).map(ExpressionValue.integer) ?? failure("the text is no whole number")
    case .timestamp(let moment): return .integer(moment.seconds)
    case .duration(let interval): return .integer(interval.seconds)
    default: return nil
    }
  }

  private static func unsigned(_ value: ExpressionValue) -> ExpressionValue? {
    switch value {
    case .unsigned: return value
    case .integer(let whole):
      return UInt(exactly: whole).map(ExpressionValue.unsigned) ?? outOfRange
    case .double(let number):
      guard number >= 0, number < 0x1p64 else { return outOfRange }
      return UInt(exactly: number.rounded(.towardZero)).map(ExpressionValue.unsigned) ?? outOfRange
    case .string(let text):
      guard text.utf8.first != 0x2B, let whole = UInt(text) else {
        return failure("the text is no whole number")
      }
      return .unsigned(whole)
    default: return nil
    }
  }

  static func string(_ value: ExpressionValue) -> ExpressionValue? {
    switch value {
    case .string: return value
    case .boolean(let value): return .string(value ? "true" : "false")
    case .integer(let whole): return .string(String(whole))
    case .unsigned(let whole): return .string(String(whole))
    case .double(let number): return .string(NumberText.shortest(number))
    case .bytes(let bytes):
      return String(validating: bytes, as: UTF8.self).map(ExpressionValue.string)
        ?? failure("invalid UTF-8")
    case .timestamp(let moment): return .string(moment.description)
    case .duration(let interval): return .string(interval.description)
    case .address(let address): return .string(address.description)
    case .network(let network): return .string(network.description)
    case .quantity(let quantity): return .string(quantity.description)
    default: return nil
    }
  }

  private static func timestamp(_ value: ExpressionValue) -> ExpressionValue? {
    switch value {
    case .timestamp: value
    case .string(let text):
      Timestamp(text).map(ExpressionValue.timestamp)
        ?? .failure(.range, "the text is no moment of the years 1 to 9999, or out of range")
    case .integer(let seconds):
      Timestamp(seconds: seconds).map(ExpressionValue.timestamp)
        ?? .failure(.range, "the moment is out of range")
    default: nil
    }
  }

  private static func duration(_ value: ExpressionValue) -> ExpressionValue? {
    switch value {
    case .duration: value
    case .string(let text):
      Interval(text).map(ExpressionValue.duration)
        ?? .failure(.range, "the text is no length of time such as 1h30m, or out of range")
    default: nil
    }
  }

  private static let outOfRange = ExpressionValue.failure(
    .range, "range error: the number does not fit")

  private static func failure(_ message: String) -> ExpressionValue {
    .failure(.invalidArgument, message)
  }
}
