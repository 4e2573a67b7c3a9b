import Model

/// One value of a recorded assessment, with where it stands, so that a wrong one can be named.
struct RecordedValue {
  let node: Node
  /// Its way from the top: `controls[3].checks[0].verdict`.
  let name: String
  let path: String

  func failure(_ message: String) -> Diagnostics {
    Diagnostics([
      Diagnostic(
        "\(name.isEmpty ? "the assessment" : name): \(message)",
        at: Location(path: path, span: node.span))
    ])
  }

  /// A member that has to be there, though it may be null.
  func member(_ key: String) throws(Diagnostics) -> RecordedValue {
    guard let value = node[key] else {
      throw failure("expected the key \"\(key)\"; is this a result of \"avouch check -f json\"?")
    }
    return RecordedValue(node: value, name: name.isEmpty ? key : "\(name).\(key)", path: path)
  }

  /// A member, or nil where it is null.
  func optional<Value>(
    _ key: String, _ read: (RecordedValue) throws(Diagnostics) -> Value
  ) throws(Diagnostics) -> Value? {
    let value = try member(key)
    return value.node.isNull ? nil : try read(value)
  }

  func list<Value>(
    _ key: String, _ read: (RecordedValue) throws(Diagnostics) -> Value
  ) throws(Diagnostics) -> [Value] {
    let list = try member(key)
    guard let elements = list.node.elements else {
      throw list.failure("expected a list, found \(list.node.kindName)")
    }
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      values.append(
        try read(RecordedValue(node: element, name: "\(list.name)[\(index)]", path: path)))
    }
    return values
  }

  func text() throws(Diagnostics) -> String {
    guard let text = node.string else { throw failure("expected text, found \(node.kindName)") }
    return text
  }

  func text(_ key: String) throws(Diagnostics) -> String { try member(key).text() }

  func texts(_ key: String) throws(Diagnostics) -> [String] {
    try list(key) { (value) throws(Diagnostics) in try value.text() }
  }

  func optionalText(_ key: String) throws(Diagnostics) -> String? {
    try optional(key) { (value) throws(Diagnostics) in try value.text() }
  }

  func number(_ key: String) throws(Diagnostics) -> Int {
    let value = try member(key)
    guard case .integer(let number) = value.node.content, number >= 0 else {
      throw value.failure("expected a whole number, found \(value.node.kindName)")
    }
    return number
  }

  func boolean(_ key: String) throws(Diagnostics) -> Bool {
    let value = try member(key)
    guard case .boolean(let flag) = value.node.content else {
      throw value.failure("expected true or false, found \(value.node.kindName)")
    }
    return flag
  }

  /// A word of a fixed list.
  func word<Word: RawRepresentable & CaseIterable>(_ key: String) throws(Diagnostics) -> Word
  where Word.RawValue == String {
    let value = try member(key)
    let text = try value.text()
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw value.failure("expected one of \(known), found \"\(text.prefix(60))\"")
    }
    return word
  }

  func instant() throws(Diagnostics) -> Instant {
    guard let instant = Instant(try text()) else {
      throw failure("expected a time such as 2026-11-21T10:00:00Z")
    }
    return instant
  }

  func day() throws(Diagnostics) -> CalendarDate {
    guard let day = CalendarDate(try text()) else {
      throw failure("expected a day such as 2026-11-21")
    }
    return day
  }
}
