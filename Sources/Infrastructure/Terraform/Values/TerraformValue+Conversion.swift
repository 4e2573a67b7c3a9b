extension TerraformValue {
  /// The text of a scalar, as Terraform converts it; nil for others.
  var scalarText: String? {
    switch self {
    case .string(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): String(value)
    case .null, .list, .object, .unknown: nil
    }
  }

  var scalarNumber: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .string(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
    default: nil
    }
  }

  /// The whole number of a number, or of text that is one.
  var wholeNumber: Int? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int(exactly: value)
    case .string(let text): Int(text)
    default: nil
    }
  }

  var scalarBoolean: Bool? {
    switch self {
    case .boolean(let value): value
    case .string("true"): true
    case .string("false"): false
    default: nil
    }
  }

  /// Whether two values are the same; nil where that rests on what is not known.
  static func equal(_ left: TerraformValue, _ right: TerraformValue) -> Bool? {
    switch (left, right) {
    case (.unknown(let unknown), .null), (.null, .unknown(let unknown)):
      unknown.isPresent ? false : nil
    case (.unknown, _), (_, .unknown): nil
    case (.null, .null): true
    case (.integer(let left), .number(let right)): Double(left) == right
    case (.number(let left), .integer(let right)): left == Double(right)
    case (.list(let left), .list(let right)): equal(left.elements, right.elements)
    case (.object(let left), .object(let right)):
      left.keys != right.keys ? false : equal(left.values, right.values)
    default: left == right
    }
  }

  private static func equal(_ left: [TerraformValue], _ right: [TerraformValue]) -> Bool? {
    guard left.count == right.count else { return false }
    var result: Bool? = true
    for (left, right) in zip(left, right) {
      switch equal(left, right) {
      case false?: return false
      case nil: result = nil
      case true?: break
      }
    }
    return result
  }

  /// The elements without repetition, in order where all of them are text or all are numbers.
  static func set(_ elements: [TerraformValue]) -> TerraformValue {
    var seen: Set<TerraformValue> = []
    var kept = elements.filter { $0.isUnknown || seen.insert($0).inserted }
    if kept.allSatisfy({ if case .string = $0 { true } else { false } }) {
      kept.sort { ($0.scalarText ?? "") < ($1.scalarText ?? "") }
    } else if kept.allSatisfy({ if case .integer = $0 { true } else { false } }) {
      kept.sort { ($0.wholeNumber ?? 0) < ($1.wholeNumber ?? 0) }
    }
    return .list(kept, isSet: true)
  }
}
