/// What was typed, once it fits a command's definition.
package struct ParsedArguments: Sendable, Hashable {
  package let command: Command
  package private(set) var operands: [String]
  private var values: [String: [String]]

  package init(command: Command, operands: [String] = [], values: [String: [String]] = [:]) {
    self.command = command
    self.operands = operands
    self.values = values
  }

  package func has(_ option: String) -> Bool { values[option] != nil }

  /// The last value given, as a later option overrides an earlier one.
  package func value(_ option: String) -> String? { values[option]?.last }

  package func values(_ option: String) -> [String] { values[option] ?? [] }

  package func operand(_ index: Int) -> String? {
    operands.indices.contains(index) ? operands[index] : nil
  }

  mutating func add(operand: String) { operands.append(operand) }

  mutating func add(_ value: String, to option: String) {
    values[option, default: []].append(value)
  }
}
