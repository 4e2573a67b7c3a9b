extension HCLParser {
  /// A value without operators and steps.
  mutating func primary() throws(HCLSyntaxError) -> HCLExpression {
    try count()
    let start = scanner.offset
    switch scanner.byte {
    case 0x22: return try quotedTemplate()
    case 0x28:
      scanner.offset += 1
      let value = try expressionOverLines()
      guard scanner.skip(0x29) else { throw scanner.unexpected("`)`") }
      return HCLExpression(.parenthesized(value), scanner.range(from: start))
    case 0x5B: return try tuple()
    case 0x7B: return try object()
    case 0x3C where scanner.byte(ahead: 1) == 0x3C: return try heredoc()
    case 0x30...0x39: return try number()
    default:
      guard scanner.isAtWord else { throw scanner.unexpected("a value") }
      return try nameOrCall()
    }
  }

  private mutating func number() throws(HCLSyntaxError) -> HCLExpression {
    let start = scanner.offset
    var isWhole = true
    passDigits()
    if scanner.byte == 0x2E, HCLScanner.isDigit(scanner.byte(ahead: 1)) {
      isWhole = false
      scanner.offset += 1
      passDigits()
    }
    if scanner.byte | 0x20 == 0x65 {
      let sign = scanner.byte(ahead: 1)
      let skipped = sign == 0x2B || sign == 0x2D ? 2 : 1
      if HCLScanner.isDigit(scanner.byte(ahead: skipped)) {
        isWhole = false
        scanner.offset += skipped
        passDigits()
      }
    }
    guard !HCLScanner.startsWord(scanner.byte) else { throw scanner.unexpected("a digit") }
    let text = scanner.text.string(from: start, to: scanner.offset)
    let range = scanner.range(from: start)
    if isWhole, let value = Int(text) { return HCLExpression(.integer(value), range) }
    guard let value = Double(text), value.isFinite else {
      throw scanner.error("the number is too large", at: start)
    }
    return HCLExpression(.number(value), range)
  }

  private mutating func passDigits() {
    while HCLScanner.isDigit(scanner.byte) { scanner.offset += 1 }
  }

  private mutating func nameOrCall() throws(HCLSyntaxError) -> HCLExpression {
    let start = scanner.offset
    var name = try scanner.word()
    while scanner.stands(0x3A, 0x3A) {
      scanner.offset += 2
      name += "::" + (try scanner.word())
    }
    let end = scanner.offset
    try scanner.skipBlanks()
    if scanner.byte == 0x28 { return try call(name, start: start) }
    scanner.offset = end
    let range = scanner.range(from: start)
    switch name {
    case "true": return HCLExpression(.boolean(true), range)
    case "false": return HCLExpression(.boolean(false), range)
    case "null": return HCLExpression(.null, range)
    default: return HCLExpression(.name(name), range)
    }
  }

  private mutating func call(_ name: String, start: Int) throws(HCLSyntaxError) -> HCLExpression {
    let outer = scanner.ignoresLineBreaks
    scanner.ignoresLineBreaks = true
    scanner.offset += 1
    var arguments: [HCLExpression] = []
    var expandsLast = false
    while true {
      try scanner.skipBlanks()
      if scanner.skip(0x29) { break }
      arguments.append(try expression())
      try scanner.skipBlanks()
      if scanner.stands(0x2E, 0x2E), scanner.byte(ahead: 2) == 0x2E {
        scanner.offset += 3
        expandsLast = true
        try scanner.skipBlanks()
        guard scanner.skip(0x29) else { throw scanner.unexpected("`)` after `...`") }
        break
      }
      if scanner.skip(0x2C) { continue }
      guard scanner.skip(0x29) else { throw scanner.unexpected("`,` or `)`") }
      break
    }
    scanner.ignoresLineBreaks = outer
    return HCLExpression(
      .call(name: name, arguments: arguments, expandsLast: expandsLast),
      scanner.range(from: start))
  }

  // MARK: Collections

  private mutating func tuple() throws(HCLSyntaxError) -> HCLExpression {
    let start = scanner.offset
    let outer = scanner.ignoresLineBreaks
    scanner.ignoresLineBreaks = true
    scanner.offset += 1
    try scanner.skipBlanks()
    if scanner.stands(word: "for") {
      let comprehension = try comprehension(isObject: false)
      scanner.ignoresLineBreaks = outer
      return HCLExpression(.comprehension(comprehension), scanner.range(from: start))
    }
    var elements: [HCLExpression] = []
    while !scanner.skip(0x5D) {
      elements.append(try expression())
      try scanner.skipBlanks()
      if scanner.skip(0x2C) {
        try scanner.skipBlanks()
      } else if scanner.byte != 0x5D {
        throw scanner.unexpected("`,` or `]`")
      }
    }
    scanner.ignoresLineBreaks = outer
    return HCLExpression(.tuple(elements), scanner.range(from: start))
  }

  private mutating func object() throws(HCLSyntaxError) -> HCLExpression {
    let start = scanner.offset
    let outer = scanner.ignoresLineBreaks
    scanner.offset += 1
    try scanner.skipLines()
    if scanner.stands(word: "for"), isComprehension {
      scanner.ignoresLineBreaks = true
      let comprehension = try comprehension(isObject: true)
      scanner.ignoresLineBreaks = outer
      return HCLExpression(.comprehension(comprehension), scanner.range(from: start))
    }
    scanner.ignoresLineBreaks = false
    var items: [HCLObjectItem] = []
    while true {
      try scanner.skipLines()
      if scanner.skip(0x7D) { break }
      items.append(try objectItem())
      try scanner.skipBlanks()
      guard scanner.skip(0x2C) || scanner.byte == 0x0A || scanner.byte == 0x7D else {
        throw scanner.unexpected("`,`, a new line or `}`")
      }
    }
    scanner.ignoresLineBreaks = outer
    return HCLExpression(.object(items), scanner.range(from: start))
  }

  /// Whether the word `for` here is not the key of an object.
  private var isComprehension: Bool {
    var probe = scanner
    probe.offset += 3
    guard (try? probe.skipLines()) != nil else { return false }
    return probe.isAtWord
  }

  private mutating func objectItem() throws(HCLSyntaxError) -> HCLObjectItem {
    var key = try operation()
    if case .name(let word) = key.form { key = HCLExpression(.string(word), key.range) }
    try scanner.skipLines()
    guard scanner.skip(0x3D) || scanner.skip(0x3A) else {
      throw scanner.unexpected("`=` or `:` after the key")
    }
    try scanner.skipLines()
    return HCLObjectItem(key: key, value: try expression())
  }

  private mutating func comprehension(isObject: Bool) throws(HCLSyntaxError) -> HCLComprehension {
    scanner.offset += 3
    try scanner.skipBlanks()
    var names = [try scanner.word()]
    try scanner.skipBlanks()
    if scanner.skip(0x2C) {
      try scanner.skipBlanks()
      names.append(try scanner.word())
      try scanner.skipBlanks()
    }
    guard scanner.skip(word: "in") else { throw scanner.unexpected("`in`") }
    let collection = try expression()
    try scanner.skipBlanks()
    guard scanner.skip(0x3A) else { throw scanner.unexpected("`:` after the collection") }
    var value = try expression()
    var key: HCLExpression?
    var groups = false
    try scanner.skipBlanks()
    if isObject {
      guard scanner.skip(0x3D), scanner.skip(0x3E) else { throw scanner.unexpected("`=>`") }
      key = value
      value = try expression()
      try scanner.skipBlanks()
      if scanner.stands(0x2E, 0x2E), scanner.byte(ahead: 2) == 0x2E {
        scanner.offset += 3
        groups = true
        try scanner.skipBlanks()
      }
    }
    let condition = scanner.skip(word: "if") ? try expression() : nil
    try scanner.skipBlanks()
    guard scanner.skip(isObject ? 0x7D : 0x5D) else {
      throw scanner.unexpected(isObject ? "`}`" : "`]`")
    }
    return HCLComprehension(
      keyName: names.count > 1 ? names.first : nil, valueName: names.last ?? "",
      collection: collection, key: key, value: value, groups: groups, condition: condition)
  }
}
