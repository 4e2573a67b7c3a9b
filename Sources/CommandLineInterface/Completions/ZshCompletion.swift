/// Completion for zsh: `avouch completions zsh > "${fpath[1]}/_avouch"`.
package enum ZshCompletion: CompletionScript {
  package static let shell = "zsh"

  package static func script(for parser: ArgumentParser) -> String {
    var lines = ["#compdef avouch", "_avouch() {", "  local -a commands", "  commands=("]
    lines += parser.commands.map { "    \(quoted("\($0.name):\($0.summary)"))" }
    lines += [
      "  )", "  if (( CURRENT == 2 )); then", "    _describe command commands", "    return",
      "  fi",
      "  local command=$words[2]", "  shift words; (( CURRENT-- ))",
    ]
    for group in parser.commands where !group.parts.isEmpty {
      lines += [
        "  if [[ $command == \(group.name) ]]; then", "    if (( CURRENT == 2 )); then",
        "      commands=("
          + group.parts.map { quoted("\($0.word):\($0.summary)") }.joined(separator: " ") + ")",
        "      _describe command commands", "      return", "    fi",
        "    command=\"\(group.name) $words[2]\"", "    shift words; (( CURRENT-- ))", "  fi",
      ]
    }
    lines.append("  case $command in")
    for command in parser.commands.flatMap(\.leaves) {
      lines.append("    \"\(command.name)\")")
      lines.append("      _arguments \\")
      let specifications =
        (parser.common + command.options).map(specification(of:))
        + command.operands.map(specification(of:))
      lines += specifications.enumerated().map { index, text in
        "        \(text)" + (index == specifications.count - 1 ? " ;;" : " \\")
      }
    }
    lines += ["  esac", "}", "compdef _avouch avouch"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func specification(of option: Option) -> String {
    let help = "[\(option.help.replacing("[", with: "(").replacing("]", with: ")"))]"
    let action = option.choices.isEmpty ? "_files" : "(\(option.choices.joined(separator: " ")))"
    let value = option.takesValue ? ":\(option.name):\(action)" : ""
    let star = option.isRepeatable ? "*" : ""
    return quoted("\(star)--\(option.name)\(option.takesValue ? "=" : "")\(help)\(value)")
  }

  private static func specification(of operand: Command.Operand) -> String {
    let action = operand.choices.isEmpty ? "_files" : "(\(operand.choices.joined(separator: " ")))"
    return quoted("\(operand.isRepeatable ? "*" : "")::\(operand.placeholder):\(action)")
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
