import Model

/// Follows what a script runs, and what becomes of each command's failure.
///
/// The rules are those of `set -e` (POSIX.1-2017, "Shell Command Language", section 2.14, set): a
/// failure does not stop the script in a condition, before `&&` or `||`, after `!`, and in a pipe
/// before its end unless `pipefail` is set.
struct ShellRun {
  private static let mostCommands = 5_000
  private static let deepest = 30

  /// What surrounds a list.
  private struct Surroundings {
    /// Why a failure does not end the script here.
    var ignored: String?
    /// Why what stands here may not run.
    var condition: String?
    /// Whether its exit code is that of the script.
    var isTail: Bool
    /// Whether a failure surely ends the script here, as before `|| exit 1`.
    var stops = false
  }

  /// One command in the order of the script.
  struct Command {
    let words: [ShellWord]
    let line: Int
    let failure: ShellCommand.Failure
    let condition: String?
    let folder: String?
  }

  private(set) var commands: [Command] = []
  /// Whether a limit left commands out.
  private(set) var isCut = false
  private var stopsOnError: Bool
  private var stopsInPipes: Bool
  private var functions: [String: ShellNode] = [:]
  private var mayHaveEnded: String?
  private var folder: String?
  private var depth = 0

  init(stopsOnError: Bool, stopsInPipes: Bool, folder: String?) {
    self.stopsOnError = stopsOnError
    self.stopsInPipes = stopsInPipes
    self.folder = folder
  }

  mutating func run(_ list: ShellList) {
    run(list, Surroundings(ignored: nil, condition: nil, isTail: true))
  }

  private mutating func run(_ list: ShellList, _ around: Surroundings) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      isCut = true
      return
    }
    for (index, statement) in list.statements.enumerated() {
      var around = around
      around.isTail = around.isTail && index == list.statements.count - 1
      run(statement, around)
    }
  }

  private mutating func run(_ statement: ShellStatement, _ around: Surroundings) {
    for (index, part) in statement.parts.enumerated() {
      guard commands.count < Self.mostCommands else {
        isCut = true
        return
      }
      var inner = around
      let fate = Self.fate(of: index, in: statement, isTail: around.isTail)
      inner.ignored =
        around.ignored
        ?? (statement.isInBackground ? "it runs in the background (`&`)" : nil)
        ?? (part.isNegated ? "`!` turns its exit code round" : nil)
        ?? fate.ignored
      inner.stops = around.stops || fate.stops
      inner.condition = around.condition ?? Self.condition(of: index, in: statement)
      for (position, command) in part.commands.enumerated() {
        var piped = inner
        if position < part.commands.count - 1 {
          piped.isTail = false
          if !stopsInPipes { piped.ignored = piped.ignored ?? "its exit code is lost in the pipe" }
        }
        run(command, piped)
      }
    }
  }

  /// Why the failure of one part of a list does not stop the script, or that it surely does.
  private static func fate(
    of index: Int, in statement: ShellStatement, isTail: Bool
  ) -> (ignored: String?, stops: Bool) {
    let parts = statement.parts
    guard index < parts.count - 1 else { return (nil, false) }
    guard let rescue = parts[(index + 1)...].firstIndex(where: { $0.isOr == true }) else {
      // The exit code is then that of the whole list.
      return (isTail ? nil : "a failure before `&&` does not stop the script", false)
    }
    if parts[rescue].commands.count == 1, parts[rescue].commands.allSatisfy(surelyFails) {
      return (nil, true)
    }
    return ("`|| \(shown(parts[rescue]))` follows it", false)
  }

  private static func condition(of index: Int, in statement: ShellStatement) -> String? {
    guard index > 0 else { return nil }
    let part = statement.parts[index]
    if part.isOr == true { return "it runs only if what stands before `||` fails" }
    let before = statement.parts[..<index].contains { $0.commands.contains(where: isTest) }
    return before ? "it runs only if a test before `&&` holds" : nil
  }

  private static func shown(_ part: ShellStatement.Part) -> String {
    guard case .simple(let command)? = part.commands.first else { return "…" }
    return String(command.words.map(\.text).joined(separator: " ").prefix(40))
  }

  private static func isTest(_ node: ShellNode) -> Bool {
    guard case .simple(let command) = node, let name = command.words.first?.text else {
      return true
    }
    return ["[", "[[", "((", "test", "grep", "command", "which", "type", "false"].contains(name)
  }

  /// Whether a command always ends the script, or itself, with a failure.
  static func surelyFails(_ node: ShellNode) -> Bool {
    switch node {
    case .simple(let command):
      switch command.words.first?.text {
      case "false": return true
      case "exit", "return":
        guard let code = command.words.dropFirst().first else { return false }
        return code.text != "0"
      default: return false
      }
    case .group(let list): return surelyFails(list)
    case .choice, .loop, .cases, .function: return false
    }
  }

  static func surelyFails(_ list: ShellList) -> Bool {
    list.statements.contains { statement in
      statement.parts.count == 1
        && statement.parts.allSatisfy {
          $0.commands.count == 1 && $0.commands.allSatisfy(surelyFails)
        }
    }
  }

  // MARK: Commands

  private mutating func run(_ node: ShellNode, _ around: Surroundings) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      isCut = true
      return
    }
    switch node {
    case .simple(let command): run(command, around)
    case .group(let list):
      let outer = folder
      run(list, around)
      folder = outer
    case .choice(let branches, let otherwise):
      run(branches, otherwise: otherwise, around)
    case .loop(let condition, let body, let always):
      if let condition {
        var inner = around
        inner.isTail = false
        inner.ignored = around.ignored ?? "it is the condition of a loop"
        run(condition, inner)
      }
      var inner = around
      inner.isTail = false
      if !always { inner.condition = around.condition ?? "it stands in a loop" }
      run(body, inner)
    case .cases(let bodies):
      var inner = around
      inner.condition = around.condition ?? "it stands in a `case`"
      for body in bodies { run(body, inner) }
    case .function(let name, let body): functions[name] = body
    }
  }

  private mutating func run(
    _ branches: [(condition: ShellList, body: ShellList)], otherwise: ShellList?,
    _ around: Surroundings
  ) {
    for (condition, body) in branches {
      var inner = around
      inner.isTail = false
      // `if ! scan; then exit 1; fi` stops, as does `if scan; then …; else exit 1; fi`.
      let isNegated =
        condition.statements.count == 1 && condition.statements[0].parts.count == 1
        && condition.statements[0].parts[0].isNegated
      let stops = isNegated ? Self.surelyFails(body) : otherwise.map(Self.surelyFails) ?? false
      if stops, isNegated, let node = condition.statements.first?.parts.first?.commands.first {
        run(node, inner)
      } else {
        if !stops { inner.ignored = around.ignored ?? "it is the condition of an `if`" }
        run(condition, inner)
      }
      var inside = around
      inside.condition = around.condition ?? "it stands in an `if`"
      run(body, inside)
    }
    if let otherwise {
      var inside = around
      inside.condition = around.condition ?? "it stands in an `if`"
      run(otherwise, inside)
    }
  }

  private mutating func run(_ command: SimpleCommand, _ around: Surroundings) {
    for substitution in command.substitutions {
      var inner = around
      inner.isTail = false
      if !command.words.isEmpty {
        inner.ignored = around.ignored ?? "it stands in `$(…)`, whose exit code is lost"
      }
      run(substitution, inner)
    }
    guard let name = command.words.first?.text else { return }
    note(command, named: name, around)
    if let body = functions[name] { return run(body, around) }
    let failure: ShellCommand.Failure =
      if let ignored = around.ignored {
        .ignored(how: ignored)
      } else if stopsOnError
        || around.isTail || around.stops
      { .stops } else { .ignored(how: "the script goes on after a failure") }
    commands.append(
      Command(
        words: command.words, line: command.line, failure: failure,
        condition: around.condition ?? mayHaveEnded, folder: folder))
  }

  /// What a command changes for those after it.
  private mutating func note(_ command: SimpleCommand, named name: String, _ around: Surroundings) {
    switch name {
    case "set":
      var isOption: Bool?
      for word in command.words.dropFirst() {
        let text = word.text
        if let adds = isOption {
          if text == "errexit" { stopsOnError = adds }
          if text == "pipefail" { stopsInPipes = adds }
          isOption = nil
        } else if text.hasPrefix("-") || text.hasPrefix("+") {
          let adds = text.hasPrefix("-")
          if text.dropFirst().contains("e") { stopsOnError = adds }
          if text.hasSuffix("o") { isOption = adds }
        }
      }
    case "exit", "return":
      let code = command.words.dropFirst().first?.text ?? "0"
      if around.condition != nil, code == "0" || code.hasPrefix("$") {
        mayHaveEnded = mayHaveEnded ?? "a line before it may end the script"
      }
    case "cd", "pushd":
      guard let target = command.words.dropFirst().first, target.isLiteral,
        around.condition == nil
      else { return folder = nil }
      folder = folder.flatMap { RelativeFolder.joined($0, target.text) }
    default: return
    }
  }
}

/// Paths below the repository's folder.
enum RelativeFolder {
  /// A path as seen from a folder; nil for one that is absolute or leaves the repository.
  static func joined(_ folder: String, _ path: String) -> String? {
    guard !path.hasPrefix("/"), !path.hasPrefix("~"), !path.contains("$") else { return nil }
    var parts = folder.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
