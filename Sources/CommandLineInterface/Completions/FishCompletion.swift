/// Completion for fish: `avouch completions fish > ~/.config/fish/completions/avouch.fish`.
package enum FishCompletion: CompletionScript {
  package static let shell = "fish"

  package static func script(for parser: ArgumentParser) -> String {
    var lines: [String] = []
    for command in parser.commands {
      lines.append(
        "complete -c avouch -f -n __fish_use_subcommand -a \(command.name) -d \(quoted(command.summary))"
      )
      let seen = "__fish_seen_subcommand_from \(command.name)"
      guard command.parts.isEmpty else {
        let words = command.parts.map(\.word).joined(separator: " ")
        let isOpen = quoted("\(seen); and not __fish_seen_subcommand_from \(words)")
        for part in command.parts {
          lines.append(
            "complete -c avouch -f -n \(isOpen) -a \(part.word) -d \(quoted(part.summary))")
          let condition = "\(seen); and __fish_seen_subcommand_from \(part.word)"
          lines += Self.lines(for: part, common: parser.common, condition: quoted(condition))
        }
        continue
      }
      lines += Self.lines(for: command, common: parser.common, condition: quoted(seen))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The options and operands of one command, offered where a condition holds.
  private static func lines(
    for command: Command, common: [Option], condition: String
  ) -> [String] {
    var lines: [String] = []
    for option in common + command.options {
      var line = "complete -c avouch -n \(condition) -l \(option.name)"
      if let short = option.short { line += " -s \(short)" }
      if option.takesValue { line += " -r" }
      if !option.choices.isEmpty {
        line += " -f -a \(quoted(option.choices.joined(separator: " ")))"
      }
      lines.append(line + " -d \(quoted(option.help))")
    }
    let choices = command.operands.flatMap(\.choices)
    lines.append(
      "complete -c avouch -n \(condition)"
        + (choices.isEmpty ? " -F" : " -f -a \(quoted(choices.joined(separator: " ")))"))
    return lines
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
