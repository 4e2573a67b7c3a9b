import CommandLineInterface

/// `avouch completions`: the completion script of a shell.
enum CompletionsCommand: Subcommand {
  private static let shells = CompletionScripts.all.map { $0.shell }

  static let definition = Command(
    name: "completions",
    summary: "print the completion script of a shell",
    operands: [
      .init("SHELL", required: true, choices: shells, help: shells.joined(separator: ", ") + ".")
    ],
    examples: [
      .init("avouch completions bash > ~/.local/share/bash-completion/completions/avouch", "bash"),
      .init("avouch completions zsh > ~/.zfunc/_avouch", "zsh, with ~/.zfunc in fpath"),
      .init("avouch completions fish > ~/.config/fish/completions/avouch.fish", "fish"),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let name = arguments.operand(0) ?? ""
    guard let script = CompletionScripts.all.first(where: { $0.shell == name }) else {
      throw UsageError(
        "SHELL is one of \(shells.joined(separator: ", ")), not \"\(name)\"",
        command: definition.name)
    }
    try surroundings.console.result(script.script(for: surroundings.parser))
    return .holds
  }
}
