extension TerraformFunctions {
  static let collections: [String: Function] = [
    "length": { (arguments) throws(TerraformFault) in try length(try arguments.value(0)) },
    "concat": { (arguments) throws(TerraformFault) in
      var elements: [TerraformValue] = []
      for value in arguments.values { elements += try TerraformArguments.list(value).elements }
      return .list(elements)
    },
    "coalesce": { (arguments) throws(TerraformFault) in try coalesced(arguments) },
    "coalescelist": { (arguments) throws(TerraformFault) in
      for value in arguments.values where !value.isNull {
        if !(try TerraformArguments.list(value).elements.isEmpty) { return value }
      }
      throw .error("every list is empty")
    },
    "compact": { (arguments) throws(TerraformFault) in
      var kept: [TerraformValue] = []
      for element in try arguments.list(0).elements
      where !element.isNull && element != .string("") {
        if case .unknown(let unknown) = element, !unknown.isPresent { throw .unknown(unknown) }
        kept.append(element)
      }
      return .list(kept)
    },
    "flatten": { (arguments) throws(TerraformFault) in
      var elements: [TerraformValue] = []
      try flatten(try arguments.value(0), into: &elements)
      return .list(elements)
    },
    "element": { (arguments) throws(TerraformFault) in
      let list = try arguments.list(0).elements
      guard !list.isEmpty else { throw .error("the list is empty") }
      let position = try arguments.whole(1) % list.count
      return list[position < 0 ? position + list.count : position]
    },
    "index": { (arguments) throws(TerraformFault) in
      let sought = try arguments.value(1)
      for (position, element) in try arguments.list(0).elements.enumerated() {
        guard let isSame = TerraformValue.equal(element, sought) else {
          throw .unknown(element.firstUnknown?.reason ?? sought.firstUnknown?.reason ?? "")
        }
        if isSame { return .integer(position) }
      }
      throw .error("the list has no such element")
    },
    "lookup": { (arguments) throws(TerraformFault) in
      let object = try arguments.object(0)
      if let value = object[try arguments.text(1)] { return value }
      if let address = object.openAddress {
        return TerraformReference(address: address, attribute: try arguments.text(1)).value
      }
      guard let standard = arguments[2] else { throw .error("the map has no such key") }
      return standard
    },
    "merge": { (arguments) throws(TerraformFault) in
      var entries: [(String, TerraformValue)] = []
      for value in arguments.values where !value.isNull {
        entries += try TerraformArguments.object(value).entries
      }
      return .object(entries)
    },
    "keys": { (arguments) throws(TerraformFault) in
      .list(try arguments.object(0).keys.map { .string($0) })
    },
    "values": { (arguments) throws(TerraformFault) in .list(try arguments.object(0).values) },
    "zipmap": { (arguments) throws(TerraformFault) in
      let values = try arguments.list(1).elements
      var entries: [(String, TerraformValue)] = []
      for (key, value) in zip(try arguments.list(0).elements, values) {
        entries.append((try TerraformArguments.text(key), value))
      }
      return .object(entries)
    },
    "reverse": { (arguments) throws(TerraformFault) in
      .list(try arguments.list(0).elements.reversed())
    },
    "slice": { (arguments) throws(TerraformFault) in
      let elements = try arguments.list(0).elements
      let start = try arguments.whole(1)
      let end = try arguments.whole(2)
      guard start >= 0, start <= end, end <= elements.count else {
        throw .error("the slice is outside of the list")
      }
      return .list(Array(elements[start..<end]))
    },
    "sort": { (arguments) throws(TerraformFault) in
      var texts: [String] = []
      for element in try arguments.list(0).elements {
        texts.append(try TerraformArguments.text(element))
      }
      return .list(texts.sorted().map { .string($0) })
    },
    "distinct": { (arguments) throws(TerraformFault) in
      var seen: Set<TerraformValue> = []
      let list = try arguments.list(0)
      if list.elements.count > 1, let unknown = TerraformValue.list(list).firstUnknown {
        throw .unknown(unknown)
      }
      return .list(list.elements.filter { seen.insert($0).inserted })
    },
    "one": { (arguments) throws(TerraformFault) in
      let elements = try arguments.list(0).elements
      guard elements.count <= 1 else { throw .error("the list has more than one element") }
      return elements.first ?? .null
    },
    "range": { (arguments) throws(TerraformFault) in try range(arguments) },
    "chunklist": { (arguments) throws(TerraformFault) in
      let elements = try arguments.list(0).elements
      let size = try arguments.whole(1)
      guard size > 0 else { throw .error("the size of a chunk is not positive") }
      return .list(
        stride(from: 0, to: elements.count, by: size).map {
          .list(Array(elements[$0..<min($0 + size, elements.count)]))
        })
    },
    "matchkeys": { (arguments) throws(TerraformFault) in
      let wanted = try arguments.list(2)
      if let unknown = TerraformValue.list(wanted).firstUnknown { throw .unknown(unknown) }
      let pairs = zip(try arguments.list(0).elements, try arguments.list(1).elements)
      return .list(pairs.filter { wanted.elements.contains($0.1) }.map(\.0))
    },
    "transpose": { (arguments) throws(TerraformFault) in
      var groups: [String: [TerraformValue]] = [:]
      for (key, value) in try arguments.object(0).entries {
        for element in try TerraformArguments.list(value).elements {
          groups[try TerraformArguments.text(element), default: []].append(.string(key))
        }
      }
      return .object(groups.map { ($0.key, .list($0.value)) })
    },
    "list": { (arguments) throws(TerraformFault) in .list(arguments.values) },
    "map": { (arguments) throws(TerraformFault) in
      var entries: [(String, TerraformValue)] = []
      for position in stride(from: 0, to: arguments.count - 1, by: 2) {
        entries.append((try arguments.text(position), try arguments.value(position + 1)))
      }
      return .object(entries)
    },
    "tolist": { (arguments) throws(TerraformFault) in
      if try arguments.value(0).isNull { return .null }
      return .list(try arguments.list(0).elements)
    },
    "tomap": { (arguments) throws(TerraformFault) in
      if try arguments.value(0).isNull { return .null }
      return .object(try arguments.object(0))
    },
    "nonsensitive": { (arguments) throws(TerraformFault) in try arguments.value(0) },
    "sensitive": { (arguments) throws(TerraformFault) in try arguments.value(0) },
    "ephemeralasnull": { (arguments) throws(TerraformFault) in try arguments.value(0) },
  ]

  private static func length(_ value: TerraformValue) throws(TerraformFault) -> TerraformValue {
    switch value {
    case .list(let list):
      if list.isSet, list.elements.count > 1, let unknown = value.firstUnknown {
        throw .unknown(unknown)
      }
      return .integer(list.elements.count)
    case .object(let object):
      if let address = object.openAddress { throw .unknown("`\(address)` is known after apply") }
      return .integer(object.keys.count)
    case .string(let text): return .integer(text.count)
    case .unknown(let unknown): throw .unknown(unknown)
    default: throw .error("\(value.kindName) has no length")
    }
  }

  /// The first that is neither null nor empty.
  private static func coalesced(_ arguments: TerraformArguments) throws(TerraformFault)
    -> TerraformValue
  {
    for value in arguments.values where !value.isNull && value != .string("") {
      if case .unknown(let unknown) = value, !unknown.isPresent {
        throw .unknown("a value that may be null: " + unknown.reason)
      }
      return value
    }
    throw .error("every value is null or empty")
  }

  private static func flatten(_ value: TerraformValue, into elements: inout [TerraformValue])
    throws(TerraformFault)
  {
    for element in try TerraformArguments.list(value).elements {
      switch element {
      case .list: try flatten(element, into: &elements)
      case .unknown(let unknown) where !unknown.isPresent: throw .unknown(unknown)
      default: elements.append(element)
      }
    }
  }

  private static func range(_ arguments: TerraformArguments) throws(TerraformFault)
    -> TerraformValue
  {
    var numbers: [Double] = []
    for value in arguments.values { numbers.append(try TerraformArguments.number(value)) }
    let start = numbers.count > 1 ? numbers[0] : 0
    guard let end = numbers.count > 1 ? numbers[1] : numbers.first else {
      throw .error("`range` takes a limit")
    }
    let step = numbers.count > 2 ? numbers[2] : start <= end ? 1 : -1
    guard step != 0, (step > 0) == (start <= end) || start == end else {
      throw .error("the step leads away from the limit")
    }
    guard abs((end - start) / step) <= Double(maximumElements) else { return .tooLarge }
    return .list(stride(from: start, to: end, by: step).map { .numeric($0) })
  }
}
