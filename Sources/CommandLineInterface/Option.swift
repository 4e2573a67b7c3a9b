/// One option of a command: how it is written, what it takes, and the line that help shows.
package struct Option: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    /// Present or absent.
    case none
    /// Takes a value, shown in help under this name.
    case required(placeholder: String)
    /// Takes one of these words.
    case choice([String], placeholder: String)
  }

  /// Long name without the dashes.
  package let name: String
  package let short: Character?
  package let value: Value
  package let isRepeatable: Bool
  package let help: String

  package init(
    _ name: String, short: Character? = nil, value: Value = .none, repeatable: Bool = false,
    help: String
  ) {
    self.name = name
    self.short = short
    self.value = value
    isRepeatable = repeatable
    self.help = help
  }

  package var takesValue: Bool { value != .none }

  /// The option as people type it: `-f, --format FORMAT`.
  package var usage: String {
    let long: String
    switch value {
    case .none: long = "--\(name)"
    case .required(let placeholder), .choice(_, let placeholder): long = "--\(name) \(placeholder)"
    }
    return (short.map { "-\($0), " } ?? "    ") + long
  }
}
