import CommandLineInterface
import FoundationEssentials
import Model
import Systems

/// `avouch init`: a first posture from what is in the folder.
enum InitCommand: Subcommand {
  static let definition = Command(
    name: "init",
    summary: "write a first avouch.yaml from what is here",
    discussion: "Looks at the folder's stack, workflows, manifests and the endpoints that its "
      + "configuration names. Nothing is executed and nothing is asked over the network.",
    operands: [.init("FOLDER", help: "The folder to look at; the current one by default.")],
    options: [
      Option("force", help: "Replace an avouch.yaml that is there already."),
      Option("print", help: "Print the file instead of writing it."),
      Option(
        "now", value: .required(placeholder: "TIME"), help: "Date planned items from this time."),
    ],
    examples: [
      .init("avouch init && avouch check", "Write a posture and assess it."),
      .init("avouch init --print ../service", "See what would be written for another folder."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    let folder = URL(filePath: arguments.operand(0) ?? ".").standardizedFileURL.path
    var isDirectory = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory
    else { throw CommandFailure("\(arguments.operand(0) ?? ".") is not a folder") }
    let survey: FolderSurvey
    do {
      survey = try FolderSurvey(folder: folder, tree: FileTree(root: folder))
    } catch {
      throw CommandFailure("cannot look at \(folder): \(error.reason)")
    }
    let now = try surroundings.now(arguments)
    let text = StarterPosture(survey: survey, today: now.date).text
    if arguments.has("print") {
      try surroundings.console.result(text)
      return .holds
    }
    return try write(text, to: folder + "/avouch.yaml", arguments, surroundings)
  }

  private static func write(
    _ text: String, to path: String, _ arguments: ParsedArguments, _ surroundings: Surroundings
  ) throws(CommandFailure) -> ExitCode {
    guard arguments.has("force") || !FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure(
        "\(path) is there already; --force replaces it, --print shows the new one")
    }
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw CommandFailure("cannot write \(path)")
    }
    surroundings.console.note("wrote \(path); \"avouch check\" assesses it.")
    return .holds
  }
}
