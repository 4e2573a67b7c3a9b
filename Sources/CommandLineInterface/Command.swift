/// One command of the program as data: parsing, help, completions and the reference page all read it.
package struct Command: Sendable, Hashable {
  /// A value without a dash, in the order it is typed.
  package struct Operand: Sendable, Hashable {
    package let placeholder: String
    package let isRequired: Bool
    package let isRepeatable: Bool
    /// The words it may be, if they are known; completions offer them.
    package let choices: [String]
    package let help: String

    package init(
      _ placeholder: String, required: Bool = false, repeatable: Bool = false,
      choices: [String] = [], help: String
    ) {
      self.placeholder = placeholder
      isRequired = required
      isRepeatable = repeatable
      self.choices = choices
      self.help = help
    }
  }

  /// A line to type and what it does.
  package struct Example: Sendable, Hashable {
    package let line: String
    package let explanation: String

    package init(_ line: String, _ explanation: String) {
      self.line = line
      self.explanation = explanation
    }
  }

  /// All words that name it, as in `scan secrets`.
  package let name: String
  package let summary: String
  package let discussion: String
  /// What it consists of, when it is named by one more word; it then does nothing by itself.
  package let parts: [Command]
  package let operands: [Operand]
  package let options: [Option]
  package let examples: [Example]

  package init(
    name: String, summary: String, discussion: String = "", parts: [Command] = [],
    operands: [Operand] = [], options: [Option] = [], examples: [Example] = []
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.parts = parts
    self.operands = operands
    self.options = options
    self.examples = examples
  }

  /// The last word of its name.
  package var word: String { name.split(separator: " ").last.map(String.init) ?? name }

  /// The command itself, or what it consists of.
  package var leaves: [Command] { parts.isEmpty ? [self] : parts }
}
