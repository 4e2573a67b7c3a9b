/// Completion for bash: `avouch completions bash > /etc/bash_completion.d/avouch`.
package enum BashCompletion: CompletionScript {
  package static let shell = "bash"

  package static func script(for parser: ArgumentParser) -> String {
    var lines = [
      "_avouch() {",
      "  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\"",
      "  local command=\"${COMP_WORDS[1]}\" words=\"\"",
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then",
      "    COMPREPLY=($(compgen -W \"\(parser.commands.map(\.name).joined(separator: " "))"
        + " --help --version\" -- \"$current\"))",
      "    return",
      "  fi",
    ]
    for group in parser.commands where !group.parts.isEmpty {
      let words = group.parts.map(\.word).joined(separator: " ")
      lines += [
        "  if [ \"$command\" = \(group.name) ]; then",
        "    if [ \"$COMP_CWORD\" -eq 2 ]; then",
        "      COMPREPLY=($(compgen -W \"\(words) --help\" -- \"$current\"))",
        "      return",
        "    fi",
        "    command=\"\(group.name) ${COMP_WORDS[2]}\"",
        "  fi",
      ]
    }
    lines.append("  case \"$command $previous\" in")
    let commands = parser.commands.flatMap(\.leaves)
    for command in commands {
      for option in parser.common + command.options where option.takesValue {
        let patterns =
          ["\(command.name) --\(option.name)"]
          + (option.short.map { ["\(command.name) -\($0)"] } ?? [])
        let reply =
          option.choices.isEmpty
          ? "compgen -f" : "compgen -W \"\(option.choices.joined(separator: " "))\""
        lines.append(
          "    \(patterns.map { "\"\($0)\"" }.joined(separator: "|")))"
            + " COMPREPLY=($(\(reply) -- \"$current\")); return ;;")
      }
    }
    lines += ["  esac", "  case \"$command\" in"]
    for command in commands {
      let words =
        (parser.common + command.options).map { "--\($0.name)" }
        + command.operands.flatMap(\.choices)
      lines.append("    \"\(command.name)\") words=\"\(words.joined(separator: " "))\" ;;")
    }
    lines += [
      "  esac",
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))",
      "  case \"$current\" in -*) ;; *) COMPREPLY+=($(compgen -f -- \"$current\")) ;; esac",
      "}",
      "complete -o filenames -F _avouch avouch",
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}
