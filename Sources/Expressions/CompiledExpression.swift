import Model

/// An expression of the Common Expression Language, ready to be evaluated any number of times.
///
/// The language is that of the CEL specification without message types, with its extensions for
/// optional values, text, mathematics, lists, sets, base64, two variables and network addresses, and
/// with the quantities of Kubernetes. `matches` takes the patterns of RE2, in linear time.
package struct CompiledExpression: Sendable {
  package let text: String
  package let type: ExpressionType
  private let environment: ExpressionEnvironment
  private let operation: any Operation
  private let slots: Int
  /// The same operations, which keep what they gave.
  private let traced: any Operation

  /// Reads, checks and compiles an expression.
  ///
  /// - Throws: `ExpressionProblems` with everything wrong with it.
  package init(_ text: String, in environment: ExpressionEnvironment) throws(ExpressionProblems) {
    self.text = text
    self.environment = environment
    let syntax = try Self.parsed(text, environment)
    let compiled = try Self.compiled(text, syntax, environment, isTracing: false)
    type = compiled.part.type
    operation = compiled.part.operation
    slots = compiled.slots
    traced = try Self.compiled(text, syntax, environment, isTracing: true).part.operation
  }

  /// The syntax of the definitions and, last, of the expression.
  private static func parsed(
    _ text: String, _ environment: ExpressionEnvironment
  ) throws(ExpressionProblems) -> [SyntaxNode] {
    var nodes: [SyntaxNode] = []
    for source in environment.definitions.map(\.text) + [text] {
      do throws(ExpressionProblem) {
        var parser = try Parser(source, limits: environment.limits)
        nodes.append(try parser.parse())
      } catch {
        throw ExpressionProblems([error])
      }
    }
    return nodes
  }

  private static func compiled(
    _ text: String, _ syntax: [SyntaxNode], _ environment: ExpressionEnvironment, isTracing: Bool
  ) throws(ExpressionProblems) -> (part: Compiled, slots: Int) {
    var compiler = Compiler(environment, isTracing: isTracing)
    for (definition, node) in zip(environment.definitions, syntax) {
      compiler.scalars = isTracing ? Array(definition.text.unicodeScalars) : []
      let part = compiler.compile(node)
      compiler.globals[definition.name] = Compiler.Global(
        slot: compiler.newSlot(), type: part.type, definition: part.operation)
    }
    compiler.scalars = isTracing ? Array(text.unicodeScalars) : []
    guard let node = syntax.last else { throw ExpressionProblems([]) }
    let part = compiler.compile(node)
    guard compiler.problems.isEmpty else { throw ExpressionProblems(compiler.problems.sorted()) }
    return (part, compiler.slots)
  }

  /// The value for variables in the order of the environment.
  ///
  /// A variable without a value is an error where it is used.
  package func evaluate(_ values: [ExpressionValue]) -> ExpressionValue {
    var frame = frame(values, isTracing: false)
    let value = operation.run(&frame)
    return frame.isExhausted ? Frame.exhausted : value
  }

  /// The same value, with the value and place of every part that was evaluated; each variable is
  /// taken for a document.
  package func explain(_ values: [ExpressionValue]) -> Explanation {
    var frame = frame(values, isTracing: true)
    for (index, variable) in environment.variables.enumerated() where index < values.count {
      frame.origins[index] = Origin(variable: variable.name)
    }
    let value = traced.run(&frame)
    return Explanation(
      value: frame.isExhausted ? Frame.exhausted : value, trace: frame.recorder.traces.first,
      isTruncated: frame.recorder.isTruncated)
  }

  /// A value with what it rests on.
  package struct Explanation: Sendable {
    package let value: ExpressionValue
    /// Nil where the expression is a constant.
    package let trace: ExpressionTrace?
    /// Whether parts were left out, of which there were too many.
    package let isTruncated: Bool
  }

  private func frame(_ values: [ExpressionValue], isTracing: Bool) -> Frame {
    var filled: [ExpressionValue?] = []
    filled.reserveCapacity(slots)
    for value in values.prefix(environment.variables.count) { filled.append(value) }
    while filled.count < slots { filled.append(nil) }
    return Frame(slots: filled, cost: environment.limits.cost, isTracing: isTracing)
  }
}

extension CompiledExpression {
  /// Words that cannot be names.
  package static var reservedWords: Set<String> { Parser.reserved }
}
