import Model

/// Reads a command line against the commands' definitions.
///
/// Accepts what people expect of GNU and POSIX utilities: `--flag=value` and `--flag value`, bundled
/// short flags, `--` to end the options, and `-` as an operand (POSIX.1-2024 section 12.2).
package struct ArgumentParser: Sendable {
  package let commands: [Command]
  /// Options that every command takes.
  package let common: [Option]

  package init(commands: [Command], common: [Option]) {
    self.commands = commands
    self.common = common
  }

  /// The command of that name.
  ///
  /// - Throws: `UsageError` with the nearest name when there is none.
  package func command(named name: String) throws(UsageError) -> Command {
    if let found = commands.first(where: { $0.name == name }) { return found }
    throw UsageError("unknown command \"\(name)\"" + suggestion(name, among: commands.map(\.name)))
  }

  /// The command that the first words name, and the words that are left.
  ///
  /// - Throws: `UsageError` with the nearest name when there is none, or when a command that consists
  ///   of others is named alone; a call for help may name it alone.
  package func command(
    namedBy words: ArraySlice<String>
  ) throws(UsageError) -> (command: Command, rest: ArraySlice<String>) {
    guard let name = words.first else { throw UsageError("a command is expected") }
    let command = try command(named: name)
    let rest = words.dropFirst()
    guard !command.parts.isEmpty else { return (command, rest) }
    let names = command.parts.map(\.word)
    guard let word = rest.first, !word.hasPrefix("-") else {
      if rest.isEmpty || rest.contains("--help") || rest.contains("-h") { return (command, rest) }
      throw UsageError(
        "\(name) needs one of \(names.joined(separator: ", ")) before its options", command: name)
    }
    if let part = command.parts.first(where: { $0.word == word }) {
      return (part, rest.dropFirst())
    }
    throw UsageError(
      "\(name) needs one of \(names.joined(separator: ", ")), not \"\(word)\""
        + suggestion(word, among: names), command: name)
  }

  /// Reads the words after the program's name, the first of which names the command.
  ///
  /// - Throws: `UsageError` for an unknown command or option, a missing or unwanted value, or the
  ///   wrong number of operands.
  package func parse(_ words: [String]) throws(UsageError) -> ParsedArguments {
    let named = try command(namedBy: words[...])
    let command = named.command
    var rest = named.rest
    var parsed = ParsedArguments(command: command)
    var optionsEnded = false
    while let word = rest.popFirst() {
      if optionsEnded || word == "-" || !word.hasPrefix("-") {
        parsed.add(operand: word)
      } else if word == "--" {
        optionsEnded = true
      } else if word.hasPrefix("--") {
        try readLong(String(word.dropFirst(2)), rest: &rest, into: &parsed)
      } else {
        try readShort(String(word.dropFirst()), rest: &rest, into: &parsed)
      }
    }
    // Help is given whatever else is missing.
    if !parsed.has("help") {
      guard command.parts.isEmpty else {
        let names = command.parts.map(\.word).joined(separator: ", ")
        throw UsageError("\(command.name) needs one of \(names)", command: command.name)
      }
      try checkOperands(of: parsed)
    }
    return parsed
  }

  private func readLong(
    _ text: String, rest: inout ArraySlice<String>, into parsed: inout ParsedArguments
  ) throws(UsageError) {
    let name = String(text.prefix { $0 != "=" })
    let inlineValue = text.contains("=") ? String(text.dropFirst(name.count + 1)) : nil
    let known = common + parsed.command.options
    guard let option = known.first(where: { $0.name == name }) else {
      throw UsageError(
        "unknown option \"--\(name)\""
          + suggestion(name, among: known.map(\.name), prefix: "--"),
        command: parsed.command.name)
    }
    try add(option, inlineValue: inlineValue, rest: &rest, into: &parsed)
  }

  private func readShort(
    _ letters: String, rest: inout ArraySlice<String>, into parsed: inout ParsedArguments
  ) throws(UsageError) {
    let known = common + parsed.command.options
    var left = letters[...]
    while let letter = left.popFirst() {
      guard let option = known.first(where: { $0.short == letter }) else {
        throw UsageError("unknown option \"-\(letter)\"", command: parsed.command.name)
      }
      if option.takesValue, !left.isEmpty {
        // The rest of the bundle is the value: -fjson and -f=json.
        let value = left.first == "=" ? left.dropFirst() : left
        try add(option, inlineValue: String(value), rest: &rest, into: &parsed)
        return
      }
      try add(option, inlineValue: nil, rest: &rest, into: &parsed)
    }
  }

  private func add(
    _ option: Option, inlineValue: String?, rest: inout ArraySlice<String>,
    into parsed: inout ParsedArguments
  ) throws(UsageError) {
    guard option.takesValue else {
      guard inlineValue == nil else {
        throw UsageError("--\(option.name) takes no value", command: parsed.command.name)
      }
      parsed.add("", to: option.name)
      return
    }
    guard let value = inlineValue ?? rest.popFirst() else {
      throw UsageError("--\(option.name) needs a value", command: parsed.command.name)
    }
    if case .choice(let words, _) = option.value, !words.contains(value) {
      throw UsageError(
        "--\(option.name) is one of \(words.joined(separator: ", ")), not \"\(value)\""
          + suggestion(value, among: words),
        command: parsed.command.name)
    }
    if parsed.has(option.name), !option.isRepeatable {
      throw UsageError("--\(option.name) is given twice", command: parsed.command.name)
    }
    parsed.add(value, to: option.name)
  }

  private func checkOperands(of parsed: ParsedArguments) throws(UsageError) {
    let operands = parsed.command.operands
    if let missing = operands.dropFirst(parsed.operands.count).first(where: \.isRequired) {
      throw UsageError(
        "\(parsed.command.name) needs \(missing.placeholder)", command: parsed.command.name)
    }
    let isOpenEnded = operands.last?.isRepeatable ?? false
    if parsed.operands.count > operands.count, !isOpenEnded {
      throw UsageError(
        "\(parsed.command.name) does not expect \"\(parsed.operands[operands.count])\"",
        command: parsed.command.name)
    }
  }

  private func suggestion(_ name: String, among names: [String], prefix: String = "") -> String {
    guard let nearest = NearestName.find(name, among: names) else { return "" }
    return "; did you mean \"\(prefix)\(nearest)\"?"
  }
}
