/// Completion for fish: `avouch completions fish > ~/.config/fish/completions/avouch.fish`.
package enum FishCompletion: CompletionScript {
  package static let shell = "fish"

  package static func script(for parser: ArgumentParser) -> String {
    var lines: [String] = []
    for command in parser.commands {
      lines.append(
        "complete -c avouch -f -n __fish_use_subcommand -a \(command.name) -d \(quoted(command.summary))"
      )
      let condition = quoted("__fish_seen_subcommand_from \(command.name)")
      for option in parser.common + command.options {
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
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
