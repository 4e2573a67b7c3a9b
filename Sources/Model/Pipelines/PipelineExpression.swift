/// An expression of a pipeline: `github.ref == 'refs/heads/main' && always()`.
///
/// The grammar is that of GitHub Actions (its reference, "Evaluate expressions in workflows and
/// actions"); conditions of GitLab's rules are read into the same form.
package indirect enum PipelineExpression: Hashable, Sendable {
  package enum Operator: String, Hashable, Sendable {
    case or = "||"
    case and = "&&"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  /// Names in lower case, `*` for every member, `[]` for one that is computed.
  case path([String])
  case call(String, [PipelineExpression])
  case not(PipelineExpression)
  case binary(Operator, PipelineExpression, PipelineExpression)
  case unreadable(reason: String)

  /// The expression in one way of writing, so that equal ones have equal texts.
  package var text: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let value):
      Int(exactly: value).map { String($0) } ?? String(value)
    case .string(let text): "'\(text.replacing("'", with: "''"))'"
    case .path(let names): names.joined(separator: ".")
    case .call(let name, let arguments):
      "\(name)(\(arguments.map(\.text).joined(separator: ", ")))"
    case .not(let operand): "!\(operand.grouped)"
    case .binary(let operation, let left, let right):
      "\(left.grouped) \(operation.rawValue) \(right.grouped)"
    case .unreadable(let reason): "<\(reason)>"
    }
  }

  private var grouped: String {
    if case .binary(let operation, _, _) = self, operation == .or || operation == .and {
      return "(\(text))"
    }
    return text
  }

  /// Every path that is read, in order.
  package var paths: [[String]] {
    var found: [[String]] = []
    collect(into: &found)
    return found
  }

  private func collect(into found: inout [[String]]) {
    switch self {
    case .path(let names): found.append(names)
    case .call(_, let arguments): for argument in arguments { argument.collect(into: &found) }
    case .not(let operand): operand.collect(into: &found)
    case .binary(_, let left, let right):
      left.collect(into: &found)
      right.collect(into: &found)
    case .null, .boolean, .number, .string, .unreadable: return
    }
  }

  /// Whether a function is called somewhere in it.
  package func calls(_ names: Set<String>) -> Bool {
    switch self {
    case .call(let name, let arguments):
      names.contains(name) || arguments.contains { $0.calls(names) }
    case .not(let operand): operand.calls(names)
    case .binary(_, let left, let right): left.calls(names) || right.calls(names)
    case .null, .boolean, .number, .string, .path, .unreadable: false
    }
  }

  /// Whether the whole could not be read.
  package var unreadableReason: String? {
    switch self {
    case .unreadable(let reason): reason
    case .not(let operand): operand.unreadableReason
    case .binary(_, let left, let right): left.unreadableReason ?? right.unreadableReason
    case .call(_, let arguments): arguments.lazy.compactMap(\.unreadableReason).first
    case .null, .boolean, .number, .string, .path: nil
    }
  }
}

/// When a job or a step runs.
package struct PipelineCondition: Hashable, Sendable {
  package let expression: PipelineExpression
  package let span: TextSpan

  package init(_ expression: PipelineExpression, at span: TextSpan) {
    self.expression = expression
    self.span = span
  }
}
