import Model

/// Works out what expressions give, as far as the files say.
///
/// What cannot be told is an unknown value with a reason. An error of the expression is an unknown
/// value too, and counted, so that `try` and `can` notice it.
final class TerraformEvaluator {
  /// Steps of all expressions of one tree; one is some tens of nanoseconds.
  static let maximumSteps = 20_000_000
  /// Expressions within each other, through every local value and module.
  static let maximumDepth = 400
  /// Instances of one block.
  static let maximumInstances = 1_000
  /// Modules within modules.
  static let maximumModuleDepth = 20
  /// Uses of modules in one tree.
  static let maximumModules = 5_000

  let project: TerraformProject
  var faults = 0
  var modules = 0
  private let maximumSteps: Int
  private var steps = 0
  private var depth = 0
  private(set) var gaps: Set<ReadingGap> = []
  /// Blocks of which it is not known how many there are.
  private(set) var doubts: [TerraformDoubt] = []

  init(project: TerraformProject, maximumSteps: Int) {
    self.project = project
    self.maximumSteps = maximumSteps
  }

  var isExhausted: Bool { steps > maximumSteps }

  static let exhausted = TerraformValue.unknown(
    "the expressions of the tree take too long to work out")

  /// Counts work that is more than one step; says no when there has been too much.
  func charge(_ count: Int) -> Bool {
    steps = steps &+ max(1, count)
    return steps <= maximumSteps
  }

  func note(_ gap: ReadingGap) { gaps.insert(gap) }

  func note(_ doubt: TerraformDoubt) { doubts.append(doubt) }

  /// An error of an expression.
  func fault(_ reason: String) -> TerraformValue {
    faults &+= 1
    return .unknown(reason)
  }

  func value(_ expression: HCLExpression, in scope: TerraformScope) -> TerraformValue {
    guard charge(1) else { return Self.exhausted }
    switch expression.form {
    case .null: return .null
    case .boolean(let value): return .boolean(value)
    case .integer(let value): return .integer(value)
    case .number(let value): return .numeric(value)
    case .string(let text): return .string(text)
    default: break
    }
    guard depth < Self.maximumDepth else {
      return fault("the expressions are nested deeper than \(Self.maximumDepth) levels")
    }
    depth += 1
    defer { depth -= 1 }
    return compound(expression, in: scope)
  }

  private func compound(_ expression: HCLExpression, in scope: TerraformScope) -> TerraformValue {
    switch expression.form {
    case .wrapped(let inner), .parenthesized(let inner): value(inner, in: scope)
    case .template(let parts): template(parts, in: scope)
    case .name(let name): reference(name, steps: [], in: scope)
    case .access(let source, let steps): access(source, steps, in: scope)
    case .call(let name, let arguments, let expandsLast):
      call(name, arguments, expandsLast: expandsLast, in: scope)
    case .tuple(let elements): .list(elements.map { value($0, in: scope) })
    case .object(let items): object(items, in: scope)
    case .comprehension(let comprehension): self.comprehension(comprehension, in: scope)
    case .conditional(let condition, let whenTrue, let whenFalse):
      conditional(condition, whenTrue, whenFalse, in: scope)
    case .negation(let operand): negation(operand, in: scope)
    case .minus(let operand): minus(operand, in: scope)
    case .binary(let symbol, let left, let right): binary(symbol, left, right, in: scope)
    default: .null
    }
  }

  private func access(_ source: HCLExpression, _ steps: [HCLStep], in scope: TerraformScope)
    -> TerraformValue
  {
    if case .name(let name) = source.form {
      return reference(name, steps: steps[...], in: scope)
    }
    return take(steps[...], from: value(source, in: scope), in: scope)
  }

  private func object(_ items: [HCLObjectItem], in scope: TerraformScope) -> TerraformValue {
    var entries: [(String, TerraformValue)] = []
    entries.reserveCapacity(items.count)
    for item in items {
      let key = value(item.key, in: scope)
      if case .unknown(let unknown) = key { return .unknown("a key is unknown: " + unknown.reason) }
      guard let text = key.scalarText else {
        return fault("the key of an object is \(key.kindName), not text")
      }
      entries.append((text, value(item.value, in: scope)))
    }
    return .object(entries)
  }

  private func conditional(
    _ condition: HCLExpression, _ whenTrue: HCLExpression, _ whenFalse: HCLExpression,
    in scope: TerraformScope
  ) -> TerraformValue {
    let decision = value(condition, in: scope)
    if let decided = decision.scalarBoolean {
      return value(decided ? whenTrue : whenFalse, in: scope)
    }
    guard case .unknown(let unknown) = decision else {
      return fault("the condition is \(decision.kindName), not true or false")
    }
    // Either way it is the same.
    let before = faults
    let left = value(whenTrue, in: scope)
    let right = value(whenFalse, in: scope)
    faults = before
    if left.firstUnknown == nil, charge(left.weight), TerraformValue.equal(left, right) == true {
      return left
    }
    return .unknown("a condition is unknown: " + unknown.reason)
  }

  // MARK: What is kept

  /// Works something out once, and notices when it needs itself.
  func kept(
    _ name: String, in instance: TerraformInstance,
    _ memo: ReferenceWritableKeyPath<TerraformInstance, [String: TerraformInstance.Memo]>,
    pendingName: String, _ work: () -> TerraformValue
  ) -> TerraformValue {
    if let known = instance[keyPath: memo][name] {
      if known.hasFault { faults &+= 1 }
      return known.value
    }
    guard instance.pending.insert(pendingName).inserted else {
      return fault("`\(instance.prefix)\(pendingName)` refers to itself")
    }
    let before = faults
    let value = work()
    instance.pending.remove(pendingName)
    instance[keyPath: memo][name] = TerraformInstance.Memo(
      value: value, hasFault: faults != before)
    return value
  }
}

/// A block of which it is not known how many there are, unless a plan says so.
struct TerraformDoubt {
  let root: String
  let address: String
  let gap: ReadingGap
}
