/// Sizes, types and the tests of text that the language defines.
enum StandardFunctions {
  static let all: [FunctionDefinition] = [
    .global("size", sizes) { value, _ in size(of: value) },
    .member("size", sizes) { value, _ in size(of: value) },
    .global("type", [Signature([.dynamic], .type)]) { value, _ in .type(value.typeName) },
    .global("dyn", [Signature([.dynamic], .dynamic)], keepsOrigin: true) { value, _ in value },
    textTest("contains") { text, part in
      part.isEmpty || Array(text.utf8).firstRange(of: Array(part.utf8)) != nil
    },
    textTest("startsWith") { text, part in text.utf8.starts(with: part.utf8) },
    textTest("endsWith") { text, part in text.utf8.reversed().starts(with: part.utf8.reversed()) },
    .member("matches", matchSignatures, matches),
    .global("matches", matchSignatures, matches),
  ]

  static let matchSignatures = [Signature([.string, .string], .boolean)]

  private static let sizes = [
    Signature([.string], .integer), Signature([.bytes], .integer),
    Signature([.list(.parameter(0))], .integer),
    Signature([.map(.parameter(0), .parameter(1))], .integer),
  ]

  private static func size(of value: ExpressionValue) -> ExpressionValue? {
    switch value {
    case .string(let text): .integer(text.unicodeScalars.count)
    case .bytes(let bytes): .integer(bytes.count)
    case .list(let list): .integer(list.count)
    case .map(let map): .integer(map.count)
    default: nil
    }
  }

  private static func textTest(
    _ name: String, _ test: @escaping @Sendable (String, String) -> Bool
  ) -> FunctionDefinition {
    .member(name, [Signature([.string, .string], .boolean)]) { text, part, frame in
      guard case (.string(let text), .string(let part)) = (text, part) else { return nil }
      guard frame.spend(bytes: searchCost(of: part, in: text)) else { return Frame.exhausted }
      return .boolean(test(text, part))
    }
  }

  /// Bytes that a plain search may have to look at.
  ///
  /// The factor is the part's length in the worst case, which short parts never come near.
  static func searchCost(of part: String, in text: String) -> Int {
    let (cost, overflow) = text.utf8.count.multipliedReportingOverflow(
      by: 1 + part.utf8.count / 64)
    return overflow ? Int.max / 2 : cost
  }

  @Sendable
  private static func matches(
    _ text: ExpressionValue, _ pattern: ExpressionValue, _ frame: inout Frame
  ) -> ExpressionValue? {
    guard case (.string(let text), .string(let pattern)) = (text, pattern) else { return nil }
    guard frame.spend(pattern.utf8.count) else { return Frame.exhausted }
    do throws(PatternFault) {
      return search(try LinearPattern(pattern), text, &frame)
    } catch {
      return .failure(.invalidArgument, "bad pattern: \(error.message)")
    }
  }

  static func search(
    _ pattern: LinearPattern, _ text: String, _ frame: inout Frame
  ) -> ExpressionValue {
    guard frame.spend(pattern.cost(of: text)) else { return Frame.exhausted }
    return .boolean(pattern.matches(text))
  }
}

extension Array where Element == UInt8 {
  /// Where the bytes first occur at or after a place; nil for the empty sequence.
  func firstRange(of needle: [UInt8], from start: Int = 0) -> Range<Int>? {
    guard let first = needle.first, start >= 0, count - start >= needle.count else { return nil }
    for index in start...(count - needle.count) where self[index] == first {
      let range = index..<(index + needle.count)
      if self[range].elementsEqual(needle) { return range }
    }
    return nil
  }
}

/// `matches` with a pattern that is written out and so compiled once.
struct Match: Operation {
  let operand: any Operation
  let pattern: LinearPattern
  let range: Range<Int>

  func run(_ frame: inout Frame) -> ExpressionValue {
    let value = operand.run(&frame)
    guard frame.spend(1) else { return Frame.exhausted }
    switch value {
    case .string(let text): return StandardFunctions.search(pattern, text, &frame)
    case .failure, .unknown: return value
    default:
      return .failure(
        Failure(
          .noSuchOverload, "no such overload: matches(\(value.typeName.name), string)", at: range))
    }
  }
}
