import Model
import StructuredData

/// Reads the scripts of steps, and follows what they call in the tree: package scripts, targets of
/// make, shell scripts.
struct ScriptReader {
  private static let longest = 256 * 1_024
  private static let deepestCalls = 6
  private static let mostCommands = 2_000

  /// How a shell was started.
  struct Shell {
    var stopsOnError: Bool
    var stopsInPipes: Bool
  }

  private let files: any PipelineFiles
  private var manifests: [String: [String: String]?] = [:]
  private var makefiles: [String: Makefile?] = [:]
  /// SHA-256 is taken by who owns the files; here stands only which were read.
  private(set) var filesRead: Set<String> = []

  init(files: any PipelineFiles) { self.files = files }

  /// The script of a step.
  mutating func read(
    _ source: PipelineText, shell: Placed<String>?, standard: Shell?, folder: String?,
    placeOf: (Int) -> TextSpan
  ) -> PipelineScript {
    let started = shell.map { Self.shell($0.value) } ?? standard
    guard let started else {
      let name = shell?.value ?? "the shell of this system"
      return PipelineScript(
        source: source, shell: shell, commands: [],
        unreadReason: "scripts of \(name.prefix(40)) are not read")
    }
    var unread: String?
    var commands: [ShellCommand] = []
    let raw = run(Array(source.text.utf8), started, folder: folder, unread: &unread)
    for command in raw {
      let place = placeOf(command.line)
      append(
        ShellCommand(
          words: command.words, span: place, failure: command.failure,
          condition: command.condition, folder: command.folder),
        to: &commands, depth: 0, unread: &unread)
    }
    return PipelineScript(source: source, shell: shell, commands: commands, unreadReason: unread)
  }

  /// How a `shell:` of GitHub starts it; nil for what is no POSIX shell.
  static func shell(_ text: String) -> Shell? {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let index = words.firstIndex(where: { isShell(String($0)) }) else { return nil }
    if words.count == 1 {
      // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax, `shell`.
      return Shell(stopsOnError: true, stopsInPipes: words[index].hasSuffix("bash"))
    }
    var shell = Shell(stopsOnError: false, stopsInPipes: false)
    for (position, word) in words.enumerated() where position > index {
      if word == "pipefail" { shell.stopsInPipes = true }
      if word.hasPrefix("-"), !word.hasPrefix("--"), word.contains("e") {
        shell.stopsOnError = true
      }
    }
    return shell
  }

  private static func isShell(_ program: String) -> Bool {
    let name = program.split(separator: "/").last ?? ""
    return ["bash", "sh", "dash", "zsh", "ash", "ksh"].contains(name)
  }

  private func run(
    _ bytes: [UInt8], _ shell: Shell, folder: String?, unread: inout String?
  ) -> [ShellRun.Command] {
    guard bytes.count <= Self.longest else {
      unread = "a script is longer than \(Self.longest) bytes"
      return []
    }
    do throws(ShellProblem) {
      let list = try ShellParser.parse(bytes)
      var run = ShellRun(
        stopsOnError: shell.stopsOnError, stopsInPipes: shell.stopsInPipes, folder: folder)
      run.run(list)
      if run.isCut { unread = unread ?? "a script runs more commands than are followed" }
      return run.commands
    } catch {
      unread = unread ?? "line \(error.line + 1) of a script cannot be read: \(error.reason)"
      return []
    }
  }

  // MARK: Calls

  private mutating func append(
    _ command: ShellCommand, to commands: inout [ShellCommand], depth: Int, unread: inout String?
  ) {
    guard commands.count < Self.mostCommands else {
      unread = unread ?? "a step runs more than \(Self.mostCommands) commands"
      return
    }
    commands.append(command)
    guard let call = TreeCall(command.words) else { return }
    guard depth < Self.deepestCalls else {
      unread = unread ?? "calls are nested deeper than \(Self.deepestCalls): \(command.shown)"
      return
    }
    guard let folder = command.folder.flatMap({ RelativeFolder.joined($0, call.folder) }) else {
      if call.isSure { unread = unread ?? "the folder of `\(command.shown)` is not known" }
      return
    }
    for script in scripts(of: call, in: folder, command, unread: &unread) {
      for inner in run(
        Array(script.text.utf8), script.shell, folder: script.folder, unread: &unread)
      {
        var failure = inner.failure
        if script.isIgnored { failure = .ignored(how: "its line in the Makefile begins with `-`") }
        if command.failure != .stops { failure = command.failure }
        append(
          ShellCommand(
            words: inner.words, span: command.span, failure: failure,
            condition: command.condition ?? inner.condition,
            route: command.route + [script.name], folder: inner.folder),
          to: &commands, depth: depth + 1, unread: &unread)
      }
    }
  }

  private struct Script {
    let text: String
    let name: String
    let shell: Shell
    let folder: String
    var isIgnored = false
  }

  private mutating func scripts(
    of call: TreeCall, in folder: String, _ command: ShellCommand, unread: inout String?
  ) -> [Script] {
    let single = Shell(stopsOnError: false, stopsInPipes: false)
    switch call.kind {
    case .packageScript(let name):
      let path = folder.isEmpty ? "package.json" : folder + "/package.json"
      guard let scripts = manifest(path) else {
        if call.isSure { unread = unread ?? "\(path), where `\(name)` is looked for, is not there" }
        return []
      }
      guard scripts[name] != nil else { return [] }
      return ["pre" + name, name, "post" + name].compactMap { part in
        scripts[part].map {
          Script(text: $0, name: "\(part) in \(path)", shell: single, folder: folder)
        }
      }
    case .makeTargets(let names):
      let paths = ["Makefile", "makefile", "GNUmakefile"].map {
        folder.isEmpty ? $0 : folder + "/" + $0
      }
      for path in paths {
        guard let makefile = makefile(path) else { continue }
        return makefile.recipes(of: names).map {
          Script(
            text: $0.line, name: "\($0.target) in \(path)", shell: single, folder: folder,
            isIgnored: $0.isIgnored)
        }
      }
      unread = unread ?? "the Makefile of `\(command.shown)` is not there"
      return []
    case .script(let path):
      guard let path = RelativeFolder.joined(folder, path), let bytes = bytes(of: path),
        bytes.count <= Self.longest
      else { return [] }
      let text = String(decoding: bytes, as: UTF8.self)
      let first = text.prefix { $0 != "\n" && $0 != "\r\n" }
      var shell = call.shell ?? single
      if first.hasPrefix("#!") {
        guard let named = Self.shell(String(first.dropFirst(2))) ?? call.shell else { return [] }
        // A program named alone is started without options.
        if first.split(whereSeparator: \.isWhitespace).count > 1, call.shell == nil {
          shell = named
        }
      } else if call.shell == nil, !path.hasSuffix(".sh") {
        return []
      }
      return [Script(text: text, name: path, shell: shell, folder: folder)]
    }
  }

  private mutating func makefile(_ path: String) -> Makefile? {
    if let known = makefiles[path] { return known }
    let read = bytes(of: path).map { Makefile(String(decoding: $0, as: UTF8.self)) }
    makefiles[path] = .some(read)
    return read
  }

  /// The scripts of a package.json; nil where there is none that can be read.
  private mutating func manifest(_ path: String) -> [String: String]? {
    if let known = manifests[path] { return known }
    var scripts: [String: String]?
    if let bytes = bytes(of: path),
      let node = try? StructuredParser.parse(bytes, as: .json, path: path).first
    {
      let pairs = (node["scripts"]?.entries ?? []).compactMap { entry in
        entry.value.string.map { (entry.key, $0) }
      }
      scripts = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
    manifests[path] = .some(scripts)
    return scripts
  }

  private mutating func bytes(of path: String) -> [UInt8]? {
    guard let bytes = try? files.bytes(of: path) else { return nil }
    filesRead.insert(path)
    return bytes
  }
}
