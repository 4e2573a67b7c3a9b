import Model

/// One step of a JSON patch (RFC 6902): `add`, `replace` or `remove` at a pointer (RFC 6901).
struct JSONPatchOperation {
  private enum Kind: String {
    case add
    case replace
    case remove
  }

  private let kind: Kind
  private let pointer: [String]
  private let value: LayeredValue?

  /// The operations of a list; nil where one of them is of another kind.
  static func all(in list: LayeredValue) -> [JSONPatchOperation]? {
    var found: [JSONPatchOperation] = []
    for element in list.elements ?? [] {
      // A test changes nothing.
      if element["op"]?.string == "test" { continue }
      guard let operation = JSONPatchOperation(element) else { return nil }
      found.append(operation)
    }
    return found
  }

  private init?(_ element: LayeredValue) {
    guard let kind = element["op"]?.string.flatMap(Kind.init(rawValue:)),
      let path = element["path"]?.string, path.hasPrefix("/")
    else { return nil }
    self.kind = kind
    pointer = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      String($0).replacing("~1", with: "/").replacing("~0", with: "~")
    }
    value = element["value"]
    if kind != .remove, value == nil { return nil }
  }

  /// Changes the value; false when the pointer leads nowhere.
  func apply(to root: inout LayeredValue) -> Bool { apply(to: &root, pointer[...]) }

  private func apply(to value: inout LayeredValue, _ rest: ArraySlice<String>) -> Bool {
    guard let step = rest.first else { return false }
    let isLast = rest.count == 1
    if value.entries != nil {
      if isLast {
        guard kind == .add || value[step] != nil else { return false }
        value[step] = kind == .remove ? nil : self.value
        return true
      }
      guard var next = value[step] else { return false }
      guard apply(to: &next, rest.dropFirst()) else { return false }
      value[step] = next
      return true
    }
    guard var elements = value.elements else { return false }
    guard apply(to: &elements, step, rest, isLast) else { return false }
    value.content = .sequence(elements)
    return true
  }

  private func apply(
    to elements: inout [LayeredValue], _ step: String, _ rest: ArraySlice<String>, _ isLast: Bool
  ) -> Bool {
    if isLast, step == "-", kind == .add, let value {
      elements.append(value)
      return true
    }
    guard let index = Int(step), index >= 0, index < elements.count else {
      guard isLast, kind == .add, Int(step) == elements.count, let value else { return false }
      elements.append(value)
      return true
    }
    guard isLast else { return apply(to: &elements[index], rest.dropFirst()) }
    switch (kind, value) {
    case (.remove, _): elements.remove(at: index)
    case (.add, let value?): elements.insert(value, at: index)
    case (.replace, let value?): elements[index] = value
    default: return false
    }
    return true
  }
}
