struct Constant: Operation {
  let value: ExpressionValue

  func run(_ frame: inout Frame) -> ExpressionValue { value }
}

/// The value of a variable.
struct Variable: Operation {
  let name: String
  let slot: Int

  var keepsOrigin: Bool { true }

  func run(_ frame: inout Frame) -> ExpressionValue {
    if frame.isTracing { frame.origin = frame.origins[slot] }
    return frame.slots[slot] ?? .failure(.unknownName, "`\(name)` has no value")
  }
}

/// The value of a definition, which is found when it is first asked for.
struct DefinitionReference: Operation {
  let slot: Int
  let operation: any Operation

  var keepsOrigin: Bool { true }

  func run(_ frame: inout Frame) -> ExpressionValue {
    if let value = frame.slots[slot] {
      if frame.isTracing { frame.origin = frame.origins[slot] }
      return value
    }
    let value = operation.run(&frame)
    if frame.isTracing, !operation.keepsOrigin { frame.origin = nil }
    frame.store(value, origin: frame.origin, in: slot)
    return value
  }
}

/// `cel.bind(name, value, body)`.
struct Bind: Operation {
  let slot: Int
  let value: any Operation
  let body: any Operation

  var keepsOrigin: Bool { body.keepsOrigin }

  func run(_ frame: inout Frame) -> ExpressionValue {
    let bound = value.run(&frame)
    frame.store(bound, origin: value.keepsOrigin ? frame.origin : nil, in: slot)
    return body.run(&frame)
  }
}
