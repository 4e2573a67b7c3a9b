/// Functions over text; positions count code points (CEL strings extension).
enum StringFunctions {
  static let all: [FunctionDefinition] = positions + changes + lists

  private static let positions: [FunctionDefinition] = [
    .member("charAt", [Signature([.string, .integer], .string)]) { text, index, frame in
      guard case (.string(let text), .integer(let index)) = (text, index) else { return nil }
      guard frame.spend(bytes: text.utf8.count) else { return Frame.exhausted }
      let scalars = Array(text.unicodeScalars)
      guard index >= 0, index <= scalars.count else { return outOfRange(index) }
      return .string(index == scalars.count ? "" : String(scalars[index]))
    },
    .member("indexOf", search) { text, part, frame in
      find(text, part, nil, &frame, isLast: false)
    },
    .member(
      "indexOf", searchFrom,
      many: { arguments, frame in
        find(arguments[0], arguments[1], arguments[2], &frame, isLast: false)
      }),
    .member("lastIndexOf", search) { text, part, frame in
      find(text, part, nil, &frame, isLast: true)
    },
    .member(
      "lastIndexOf", searchFrom,
      many: { arguments, frame in
        find(arguments[0], arguments[1], arguments[2], &frame, isLast: true)
      }),
    .member("substring", [Signature([.string, .integer], .string)]) { text, start, frame in
      substring(text, start, nil, &frame)
    },
    .member(
      "substring", [Signature([.string, .integer, .integer], .string)],
      many: {
        arguments, frame in substring(arguments[0], arguments[1], arguments[2], &frame)
      }),
  ]

  private static let search = [Signature([.string, .string], .integer)]
  private static let searchFrom = [Signature([.string, .string, .integer], .integer)]

  private static func outOfRange(_ index: Int) -> ExpressionValue {
    .failure(.range, "index out of range: \(index)")
  }

  private static func find(
    _ text: ExpressionValue, _ part: ExpressionValue, _ start: ExpressionValue?,
    _ frame: inout Frame, isLast: Bool
  ) -> ExpressionValue? {
    guard case (.string(let text), .string(let part)) = (text, part) else { return nil }
    guard frame.spend(bytes: text.utf8.count + part.utf8.count) else { return Frame.exhausted }
    let scalars = Array(text.unicodeScalars)
    let wanted = Array(part.unicodeScalars)
    var from: Int?
    if let start {
      guard case .integer(let index) = start else { return nil }
      guard index >= 0, index <= scalars.count else { return outOfRange(index) }
      from = index
    }
    let last = scalars.count - wanted.count
    guard last >= 0 else { return .integer(-1) }
    var place = isLast ? min(from ?? last, last) : from ?? 0
    while place >= 0, place <= last {
      guard frame.spend(bytes: wanted.count) else { return Frame.exhausted }
      if scalars[place..<(place + wanted.count)].elementsEqual(wanted) { return .integer(place) }
      place += isLast ? -1 : 1
    }
    return .integer(-1)
  }

  private static func substring(
    _ text: ExpressionValue, _ start: ExpressionValue, _ end: ExpressionValue?,
    _ frame: inout Frame
  ) -> ExpressionValue? {
    guard case (.string(let text), .integer(let start)) = (text, start) else { return nil }
    guard frame.spend(bytes: text.utf8.count) else { return Frame.exhausted }
    let scalars = Array(text.unicodeScalars)
    var upper = scalars.count
    if let end {
      guard case .integer(let index) = end else { return nil }
      upper = index
    }
    guard start >= 0, start <= scalars.count else { return outOfRange(start) }
    guard upper >= 0, upper <= scalars.count else { return outOfRange(upper) }
    guard start <= upper else {
      return .failure(.range, "invalid substring range. start: \(start), end: \(upper)")
    }
    return .string(joined(scalars[start..<upper]))
  }

  private static func joined(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private static let changes: [FunctionDefinition] = [
    change("lowerAscii") { joined($0.map { ("A"..."Z").contains($0) ? shifted($0, 32) : $0 }) },
    change("upperAscii") { joined($0.map { ("a"..."z").contains($0) ? shifted($0, -32) : $0 }) },
    change("reverse") { joined($0.reversed()) },
    change("trim") { scalars in
      let rest = scalars.drop { $0.properties.isWhitespace }
      let length = rest.reversed().drop { $0.properties.isWhitespace }.count
      return joined(rest.prefix(length))
    },
    .member(
      "replace", [Signature([.string, .string, .string], .string)],
      many: {
        arguments, frame in replace(arguments, most: nil, &frame)
      }),
    .member(
      "replace", [Signature([.string, .string, .string, .integer], .string)],
      many: {
        arguments, frame in
        guard case .integer(let most) = arguments[3] else { return nil }
        return replace(arguments, most: most < 0 ? nil : most, &frame)
      }),
    .global("strings.quote", [Signature([.string], .string)]) { value, frame in
      guard case .string(let text) = value else { return nil }
      guard frame.spend(bytes: text.utf8.count) else { return Frame.exhausted }
      return .string(quoted(text))
    },
  ]

  private static func change(
    _ name: String, _ body: @escaping @Sendable (String.UnicodeScalarView) -> String
  ) -> FunctionDefinition {
    .member(name, [Signature([.string], .string)]) { value, frame in
      guard case .string(let text) = value else { return nil }
      guard frame.spend(bytes: text.utf8.count) else { return Frame.exhausted }
      return .string(body(text.unicodeScalars))
    }
  }

  private static func shifted(_ scalar: Unicode.Scalar, _ distance: Int32) -> Unicode.Scalar {
    Unicode.Scalar(UInt32(Int32(scalar.value) + distance)) ?? scalar
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{7}": quoted += "\\a"
      case "\u{8}": quoted += "\\b"
      case "\u{C}": quoted += "\\f"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{B}": quoted += "\\v"
      case "\\": quoted += "\\\\"
      case "\"": quoted += "\\\""
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func replace(
    _ arguments: [ExpressionValue], most: Int?, _ frame: inout Frame
  ) -> ExpressionValue? {
    guard
      case (.string(let text), .string(let part), .string(let other)) =
        (arguments[0], arguments[1], arguments[2])
    else { return nil }
    guard frame.spend(bytes: StandardFunctions.searchCost(of: part, in: text)) else {
      return Frame.exhausted
    }
    let scalars = Array(text.unicodeScalars)
    var pieces = pieces(of: scalars, at: Array(part.unicodeScalars), most: most.map { $0 + 1 })
    // Between, before and after all characters, where nothing is to be replaced.
    if part.isEmpty, most.map({ $0 > 0 }) ?? true {
      pieces = [[]] + pieces
      if pieces.count <= most ?? Int.max { pieces.append([]) }
    }
    let size = text.utf8.count + pieces.count * other.utf8.count
    guard frame.spend(bytes: size) else { return Frame.exhausted }
    return .string(pieces.map(joined).joined(separator: other))
  }

  /// The text between the places where another one stands, in at most so many pieces.
  static func pieces(
    of text: [Unicode.Scalar], at separator: [Unicode.Scalar], most: Int?
  ) -> [ArraySlice<Unicode.Scalar>] {
    let most = most ?? Int.max
    guard most > 1 else { return most == 1 ? [text[...]] : [] }
    guard !separator.isEmpty else {
      let singles = min(text.count, most)
      guard singles > 0 else { return [] }
      return (0..<(singles - 1)).map { text[$0...$0] } + [
        most < text.count ? text[(singles - 1)...] : text[(singles - 1)..<singles]
      ]
    }
    var pieces: [ArraySlice<Unicode.Scalar>] = []
    var start = 0
    var index = 0
    while index + separator.count <= text.count, pieces.count + 1 < most {
      if text[index] == separator[0],
        text[index..<(index + separator.count)].elementsEqual(separator)
      {
        pieces.append(text[start..<index])
        index += separator.count
        start = index
      } else {
        index += 1
      }
    }
    return pieces + [text[start...]]
  }

  private static let lists: [FunctionDefinition] = [
    .member("split", [Signature([.string, .string], .list(.string))]) { text, separator, frame in
      split(text, separator, most: nil, &frame)
    },
    .member(
      "split", [Signature([.string, .string, .integer], .list(.string))],
      many: {
        arguments, frame in
        guard case .integer(let most) = arguments[2] else { return nil }
        return split(arguments[0], arguments[1], most: most < 0 ? nil : most, &frame)
      }),
    .member("join", [Signature([.list(.string)], .string)]) { list, frame in
      join(list, .string(""), &frame)
    },
    .member("join", [Signature([.list(.string), .string], .string)]) { list, separator, frame in
      join(list, separator, &frame)
    },
    .member("format", [Signature([.string, .list(.dynamic)], .string)]) { text, list, frame in
      guard case (.string(let text), .list(let list)) = (text, list) else { return nil }
      return TextFormatter.format(text, list, &frame)
    },
  ]

  private static func split(
    _ text: ExpressionValue, _ separator: ExpressionValue, most: Int?, _ frame: inout Frame
  ) -> ExpressionValue? {
    guard case (.string(let text), .string(let separator)) = (text, separator) else { return nil }
    guard frame.spend(StandardFunctions.searchCost(of: separator, in: text)) else {
      return Frame.exhausted
    }
    let pieces = pieces(
      of: Array(text.unicodeScalars), at: Array(separator.unicodeScalars), most: most)
    return .list(pieces.map { .string(joined($0)) })
  }

  private static func join(
    _ list: ExpressionValue, _ separator: ExpressionValue, _ frame: inout Frame
  ) -> ExpressionValue? {
    guard case (.list(let list), .string(let separator)) = (list, separator) else { return nil }
    var texts: [String] = []
    for value in list.values {
      switch value {
      case .string(let text):
        guard frame.spend(bytes: text.utf8.count + separator.utf8.count) else {
          return Frame.exhausted
        }
        texts.append(text)
      case .unknown, .failure: return value
      default: return nil
      }
    }
    return .string(texts.joined(separator: separator))
  }
}
