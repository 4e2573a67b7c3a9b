/// Help pages written from the commands' definitions, at most 100 columns wide.
package struct HelpText: Sendable {
  package let parser: ArgumentParser
  package let tagline: String

  package init(parser: ArgumentParser, tagline: String) {
    self.parser = parser
    self.tagline = tagline
  }

  /// The page of the program itself.
  package var overview: String {
    let width = parser.commands.map(\.name.count).max() ?? 0
    var lines = ["avouch: \(tagline)", "", "usage: avouch COMMAND [OPTION…]", "", "commands:"]
    for command in parser.commands {
      lines.append("  " + padded(command.name, to: width) + "  " + command.summary)
    }
    lines += ["", "options of every command:"]
    lines += optionLines(parser.common)
    lines += [
      "",
      "exit: 0 every gating control holds, 1 something is violated, 2 the command or its files are",
      "wrong, 3 nothing is violated but something that gates could not be measured.",
      "", "\"avouch help COMMAND\" shows one command with examples.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The page of one command.
  package func page(for command: Command) -> String {
    var lines = ["avouch \(command.name): \(command.summary)", ""]
    lines.append("usage: avouch \(command.name)" + usageSuffix(of: command))
    if !command.discussion.isEmpty { lines += [""] + wrapped(command.discussion, to: 100) }
    if !command.parts.isEmpty {
      lines += ["", "commands:"]
      let width = command.parts.map(\.word.count).max() ?? 0
      for part in command.parts { lines += item(padded(part.word, to: width), part.summary) }
    }
    if !command.operands.isEmpty {
      lines += ["", "operands:"]
      let width = command.operands.map(\.placeholder.count).max() ?? 0
      for operand in command.operands {
        lines += item(padded(operand.placeholder, to: width), operand.help)
      }
    }
    if !command.options.isEmpty { lines += ["", "options:"] + optionLines(command.options) }
    lines += ["", "options of every command:"] + optionLines(parser.common)
    if !command.examples.isEmpty {
      lines += ["", "examples:"]
      for example in command.examples {
        lines += ["  \(example.line)", "      \(example.explanation)"]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func usageSuffix(of command: Command) -> String {
    let operands = command.operands.map { operand in
      let name = operand.placeholder + (operand.isRepeatable ? "…" : "")
      return operand.isRequired ? " \(name)" : " [\(name)]"
    }
    if !command.parts.isEmpty { return " COMMAND [OPTION…]" }
    return (command.options.isEmpty ? "" : " [OPTION…]") + operands.joined()
  }

  private func optionLines(_ options: [Option]) -> [String] {
    let width = min(34, options.map(\.usage.count).max() ?? 0)
    return options.flatMap { option in
      var help = option.help
      if case .choice(let words, _) = option.value {
        help += " (\(words.joined(separator: ", ")))"
      }
      return item(padded(option.usage, to: width), help)
    }
  }

  private func item(_ label: String, _ help: String) -> [String] {
    let indent = String(repeating: " ", count: label.count + 4)
    let lines = wrapped(help, to: 100 - indent.count)
    return lines.enumerated().map { index, line in
      index == 0 ? "  \(label)  \(line)" : indent + line
    }
  }

  private func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        if !line.isEmpty, line.count + 1 + word.count > width {
          lines.append(line)
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
      }
      lines.append(line)
    }
    return lines
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
