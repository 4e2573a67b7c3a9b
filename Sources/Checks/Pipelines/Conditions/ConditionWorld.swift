import Model

/// The runs that a condition is asked about.
struct ConditionWorld {
  var trigger: PipelineTrigger?
  /// `success()`: all that stands before succeeded.
  var success: Possibility = .always
  /// `failure()`: something that stands before failed.
  var failure: Possibility = .never
  /// `needs.NAME.result`.
  var results: [String: Outcomes] = [:]
  /// `steps.NAME.outcome`.
  var steps: [String: Outcomes] = [:]
  /// The end of the workflow that started this one.
  var before: Outcomes?
  /// Names of jobs and steps that only run if the one in question does not fail.
  var dependent: Set<String> = []
  var variables: [PipelineVariable] = []
  var matrix: [PipelineVariable] = []
  /// What is assumed of single comparisons, by their texts.
  var assumed: [String: Bool] = [:]

  /// Functions that make a condition answer for failures before it.
  static let statusFunctions: Set<String> = ["success", "failure", "always", "cancelled"]

  /// Whether something with this condition runs.
  func runs(_ condition: PipelineCondition?) -> Possibility {
    guard let expression = condition?.expression else { return success }
    let value = evaluate(expression)
    return expression.calls(Self.statusFunctions) ? value : success && value
  }

  func evaluate(_ expression: PipelineExpression) -> Possibility {
    switch expression {
    case .null: .never
    case .boolean(let value): .certain(value)
    case .number(let value): .certain(value != 0)
    case .string(let text): .certain(!text.isEmpty)
    case .not(let operand): !evaluate(operand)
    case .binary(.and, let left, let right): evaluate(left) && evaluate(right)
    case .binary(.or, let left, let right): evaluate(left) || evaluate(right)
    case .binary(.equal, let left, let right): equality(left, right)
    case .binary(.notEqual, let left, let right): !equality(left, right)
    case .binary: atom(expression)
    case .call(let name, let arguments): call(name, arguments, expression)
    case .path: atom(expression)
    case .unreadable(let reason): .unknown(reason)
    }
  }

  private func call(
    _ name: String, _ arguments: [PipelineExpression], _ expression: PipelineExpression
  ) -> Possibility {
    switch (name, arguments.count) {
    case ("always", 0): return .always
    case ("success", 0): return success
    case ("failure", 0): return failure
    case ("cancelled", 0): return .never
    case ("contains", 2):
      if arguments[0] == .path(["needs", "*", "result"]), case .string(let word) = arguments[1] {
        let answers = results.values.map { $0.isResult(word.lowercased()) }
        return Possibility(
          canHold: answers.map(\.canHold).max() ?? .no,
          canFail: answers.map(\.canFail).min() ?? .yes)
      }
      return atom(expression)
    case ("startswith", 2):
      if arguments[0] == .path(["github", "ref"]), case .string(let prefix) = arguments[1],
        let known = startsRef(with: prefix)
      {
        return .certain(known)
      }
      return atom(expression)
    default: return atom(expression)
    }
  }

  // MARK: Comparisons

  private func equality(_ left: PipelineExpression, _ right: PipelineExpression) -> Possibility {
    switch (left, right) {
    case (.path(let path), .string(let text)), (.string(let text), .path(let path)):
      return known(path, is: text.lowercased()) ?? atom(Self.equation(path, text))
    case (.path(let path), .boolean(let value)), (.boolean(let value), .path(let path)):
      let truth = atom(.path(path))
      return value ? truth : !truth
    case (.string(let left), .string(let right)):
      return .certain(left.lowercased() == right.lowercased())
    case (.boolean(let left), .boolean(let right)): return .certain(left == right)
    case (.number(let left), .number(let right)): return .certain(left == right)
    default: return atom(.binary(.equal, left, right))
    }
  }

  /// One way of writing for `github.ref_name == 'main'` and `github.ref == 'refs/heads/main'`.
  static func equation(_ path: [String], _ text: String) -> PipelineExpression {
    let text = text.lowercased()
    if path == ["github", "ref_name"] {
      return .binary(.equal, .path(["github", "ref"]), .string("refs/heads/" + text))
    }
    return .binary(.equal, .path(path), .string(text))
  }

  private func known(_ path: [String], is text: String) -> Possibility? {
    switch (path.first, path.count) {
    case ("needs", 3) where path[2] == "result":
      // A job that is not needed has no result.
      return results[path[1]]?.isResult(text) ?? .never
    case ("steps", 3) where path[2] == "outcome" || path[2] == "conclusion":
      return steps[path[1]]?.isResult(text) ?? .certain(text == "success")
    case ("github", 4) where path == ["github", "event", "workflow_run", "conclusion"]:
      return before?.isResult(text)
    case ("github", 2) where path[1] == "event_name":
      return trigger.map { .certain($0.event.value.lowercased() == text) }
    case ("github", 2) where path[1] == "ref": return isRef(text)
    case ("github", 2) where path[1] == "ref_name": return isRef("refs/heads/" + text)
    case ("env", 2):
      guard let values = variables[named: path[1]]?.values, values.count == 1 else { return nil }
      return values[0].literal.map { .certain($0.lowercased() == text) }
    case ("matrix", 2...):
      let name = path.dropFirst().joined(separator: ".")
      let values = matrix.filter { $0.name.value.lowercased() == name }.flatMap(\.values)
      // One leg of the matrix is enough for something to run.
      return values.contains { $0.literal?.lowercased() == text } ? .always : nil
    default: return nil
    }
  }

  private func isRef(_ ref: String) -> Possibility? {
    guard let trigger else { return nil }
    switch trigger.event.value {
    case "pull_request": return ref.hasPrefix("refs/heads/") ? .never : nil
    case "push":
      guard ref.hasPrefix("refs/heads/") else { return nil }
      if trigger.branches == nil, trigger.tags != nil { return .never }
      guard let branches = trigger.branches, branches.allSatisfy({ Self.isPlain($0.value) }) else {
        return nil
      }
      let names = branches.map { "refs/heads/" + $0.value.lowercased() }
      guard names.contains(ref) else { return .never }
      return names.count == 1 && trigger.tags == nil ? .always : nil
    default: return nil
    }
  }

  private func startsRef(with prefix: String) -> Bool? {
    guard let trigger, trigger.event.value == "push" else { return nil }
    if prefix.hasPrefix("refs/tags/"), trigger.branches != nil, trigger.tags == nil { return false }
    if prefix == "refs/tags/", trigger.branches == nil, trigger.tags != nil { return true }
    return nil
  }

  private static func isPlain(_ pattern: String) -> Bool {
    !pattern.contains { "*?+[]!".contains($0) }
  }

  /// A part of a condition that is not looked into.
  private func atom(_ expression: PipelineExpression) -> Possibility {
    if let value = assumed[expression.text] { return .certain(value) }
    if let reason = expression.unreadableReason { return .unknown(reason) }
    for path in expression.paths where path.count > 1 {
      if path[0] == "needs" || path[0] == "steps", path[1] == "*" || dependent.contains(path[1]) {
        return .unknown("what \(path.joined(separator: ".")) holds after a failure is not known")
      }
    }
    return .either
  }
}
