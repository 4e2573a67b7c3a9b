import Model

/// A command that runs something which stands in the tree.
struct TreeCall {
  enum Kind {
    case packageScript(String)
    case makeTargets([String])
    /// A path as seen from the folder of the command.
    case script(String)
  }

  let kind: Kind
  /// The folder that an option names, as seen from that of the command.
  let folder: String
  /// Whether nothing but such a call can be meant.
  let isSure: Bool
  /// How the command starts the script; nil where the script itself says so.
  var shell: ScriptReader.Shell?

  init?(_ words: [ShellWord]) {
    guard let program = words.first?.text else { return nil }
    let arguments = words.dropFirst().map(\.text)
    switch program {
    case "npm", "pnpm", "yarn", "bun": self.init(manager: program, arguments)
    case "make", "gmake": self.init(make: arguments)
    case "bash", "sh", "source", ".":
      guard let path = arguments.first(where: { !$0.hasPrefix("-") && !$0.hasPrefix("+") }),
        !arguments.contains("-c"), words.first(where: { $0.text == path })?.isLiteral == true
      else { return nil }
      let stops = arguments.prefix { $0 != path }.contains { $0.hasPrefix("-") && $0.contains("e") }
      self.init(
        script: path, shell: ScriptReader.Shell(stopsOnError: stops, stopsInPipes: false))
    default:
      guard program.contains("/"), words.first?.isLiteral == true else { return nil }
      self.init(script: program, shell: nil)
    }
  }

  private init(script: String, shell: ScriptReader.Shell?) {
    kind = .script(script)
    folder = ""
    isSure = false
    self.shell = shell
  }

  private init?(manager: String, _ arguments: [String]) {
    var rest: [String] = []
    var named = ""
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      if ["--prefix", "-C", "--cwd", "--dir"].contains(argument), index + 1 < arguments.count {
        named = arguments[index + 1]
        index += 1
      } else if ["-w", "--workspace", "--filter", "-F"].contains(argument)
        || argument.hasPrefix("--filter=") || argument.hasPrefix("--workspace=")
      {
        // Which folder a workspace has stands elsewhere.
        named = "/"
        if !argument.contains("=") { index += 1 }
      } else if argument.hasPrefix("--prefix=") || argument.hasPrefix("--cwd=") {
        named = String(argument.split(separator: "=", maxSplits: 1).last ?? "")
      } else if argument == "--" {
        break
      } else if !argument.hasPrefix("-") {
        rest.append(argument)
      }
      index += 1
    }
    guard let verb = rest.first else { return nil }
    switch verb {
    case "run", "run-script":
      guard rest.count > 1 else { return nil }
      kind = .packageScript(rest[1])
      isSure = true
    case "test", "t", "start", "stop":
      guard !(manager == "bun" && verb == "test") else { return nil }
      kind = .packageScript(verb == "t" ? "test" : verb)
      isSure = true
    default:
      guard manager == "yarn" || manager == "pnpm" else { return nil }
      kind = .packageScript(verb)
      isSure = false
    }
    folder = named
  }

  private init?(make arguments: [String]) {
    var targets: [String] = []
    var named = ""
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      if argument == "-C" || argument == "--directory", index + 1 < arguments.count {
        named = arguments[index + 1]
        index += 1
      } else if argument == "-f" || argument == "-j" {
        if argument == "-f" { named = "/" }
        if argument == "-f" { index += 1 }
      } else if argument.hasPrefix("-C") {
        named = String(argument.dropFirst(2))
      } else if !argument.hasPrefix("-"), !argument.contains("=") {
        targets.append(argument)
      }
      index += 1
    }
    kind = .makeTargets(targets)
    folder = named
    isSure = true
  }
}
