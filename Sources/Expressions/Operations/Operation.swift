/// A part of a compiled expression.
protocol Operation: Sendable {
  func run(_ frame: inout Frame) -> ExpressionValue

  /// Whether it leaves in the frame where its value comes from.
  var keepsOrigin: Bool { get }
}

extension Operation {
  var keepsOrigin: Bool { false }
}

/// What one evaluation works on.
struct Frame {
  /// Variables, definitions and the variables of comprehensions; nil where nothing was stored yet.
  var slots: [ExpressionValue?]
  /// Steps that are left.
  private(set) var remaining: Int
  let isTracing: Bool
  /// Where the value of the last operation comes from, while tracing.
  var origin: Origin?
  /// The origins of what is in the slots, while tracing.
  var origins: [Origin?]
  var recorder = TraceRecorder()

  init(slots: [ExpressionValue?], cost: Int, isTracing: Bool) {
    self.slots = slots
    remaining = cost
    self.isTracing = isTracing
    origins = isTracing ? Array(repeating: nil, count: slots.count) : []
  }

  var isExhausted: Bool { remaining < 0 }

  /// Takes steps from what is left; false when there are none.
  mutating func spend(_ steps: Int) -> Bool {
    guard remaining >= 0 else { return false }
    remaining -= min(max(steps, 0), Int.max / 2)
    return remaining >= 0
  }

  /// Takes the steps that going through so many bytes costs.
  mutating func spend(bytes: Int) -> Bool { spend(bytes / 8 + 1) }

  mutating func store(_ value: ExpressionValue, origin: Origin?, in slot: Int) {
    slots[slot] = value
    if isTracing { origins[slot] = origin }
  }

  static let exhausted = ExpressionValue.failure(
    Failure(.cost, "the evaluation takes more steps than are allowed"))
}

/// An operation whose value is kept for the explanation.
struct Traced: Operation {
  let operation: any Operation
  let text: String
  let range: Range<Int>

  var keepsOrigin: Bool { true }

  func run(_ frame: inout Frame) -> ExpressionValue {
    frame.recorder.begin()
    let value = operation.run(&frame)
    if !operation.keepsOrigin { frame.origin = nil }
    frame.recorder.end(
      text: text, range: range, value: value, origin: frame.origin,
      isJunction: operation is Junction || operation is Quantify)
    return value
  }
}
