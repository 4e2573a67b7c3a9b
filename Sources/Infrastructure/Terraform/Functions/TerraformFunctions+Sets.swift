extension TerraformFunctions {
  static let sets: [String: Function] = [
    "contains": { (arguments) throws(TerraformFault) in
      let sought = try arguments.value(1)
      var unknown: TerraformUnknown?
      for element in try arguments.list(0).elements {
        switch TerraformValue.equal(element, sought) {
        case true?: return .boolean(true)
        case nil: unknown = unknown ?? element.firstUnknown ?? sought.firstUnknown
        case false?: break
        }
      }
      if let unknown { throw .unknown(unknown) }
      return .boolean(false)
    },
    "toset": { (arguments) throws(TerraformFault) in
      if try arguments.value(0).isNull { return .null }
      return .set(try arguments.list(0).elements)
    },
    "setunion": { (arguments) throws(TerraformFault) in
      var elements: [TerraformValue] = []
      for value in arguments.values { elements += try TerraformArguments.list(value).elements }
      return .set(elements)
    },
    "setintersection": { (arguments) throws(TerraformFault) in
      try combined(arguments) { $0.intersection($1) }
    },
    "setsubtract": { (arguments) throws(TerraformFault) in
      try combined(arguments) { $0.subtracting($1) }
    },
    "setsymmetricdifference": { (arguments) throws(TerraformFault) in
      try combined(arguments) { $0.symmetricDifference($1) }
    },
    "setproduct": { (arguments) throws(TerraformFault) in try product(arguments) },
    "alltrue": { (arguments) throws(TerraformFault) in
      try decided(by: false, in: try arguments.list(0).elements)
    },
    "anytrue": { (arguments) throws(TerraformFault) in
      try decided(by: true, in: try arguments.list(0).elements)
    },
  ]

  private static func combined(
    _ arguments: TerraformArguments,
    _ combine: (Set<TerraformValue>, Set<TerraformValue>) -> Set<TerraformValue>
  ) throws(TerraformFault) -> TerraformValue {
    var sets: [Set<TerraformValue>] = []
    for value in arguments.values {
      let list = try TerraformArguments.list(value)
      if let unknown = value.firstUnknown { throw .unknown(unknown) }
      sets.append(Set(list.elements))
    }
    guard var result = sets.first else { throw .error("expected at least one set") }
    for set in sets.dropFirst() { result = combine(result, set) }
    // In the order of the arguments, so that the same input gives the same output.
    let all = arguments.values.flatMap { $0.elements ?? [] }
    return .set(all.filter { result.contains($0) })
  }

  private static func product(_ arguments: TerraformArguments) throws(TerraformFault)
    -> TerraformValue
  {
    var rows: [[TerraformValue]] = [[]]
    var areSets = true
    for value in arguments.values {
      let list = try TerraformArguments.list(value)
      areSets = areSets && list.isSet
      guard
        rows.count.multipliedReportingOverflow(by: list.elements.count).partialValue
          <= maximumElements
      else { return .tooLarge }
      rows = rows.flatMap { row in list.elements.map { row + [$0] } }
    }
    return .list(rows.map { .list($0) }, isSet: areSets)
  }

  private static func decided(by decisive: Bool, in elements: [TerraformValue])
    throws(TerraformFault) -> TerraformValue
  {
    var unknown: TerraformUnknown?
    for element in elements {
      if case .unknown(let found) = element {
        unknown = unknown ?? found
      } else if (element.isNull ? false : try TerraformArguments.boolean(element)) == decisive {
        return .boolean(decisive)
      }
    }
    if let unknown { throw .unknown(unknown) }
    return .boolean(!decisive)
  }
}
