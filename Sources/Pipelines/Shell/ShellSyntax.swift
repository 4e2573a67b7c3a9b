import Model

/// Why a script could not be read.
struct ShellProblem: Error {
  let reason: String
  /// Counted from 0.
  let line: Int
}

/// A script as a tree (POSIX.1-2017, "Shell Command Language", section 2.9; bash's additions).
struct ShellList {
  var statements: [ShellStatement] = []
}

/// Pipelines joined by `&&` and `||`.
struct ShellStatement {
  struct Part {
    /// How it is joined to what stands before; nil for the first.
    let isOr: Bool?
    let isNegated: Bool
    let commands: [ShellNode]
  }

  var parts: [Part] = []
  var isInBackground = false
}

/// A simple command before functions and calls are followed.
struct SimpleCommand {
  var words: [ShellWord] = []
  /// Scripts of `$(…)`, which run before the command.
  var substitutions: [ShellList] = []
  var line: Int
  var hasAssignments = false
}

indirect enum ShellNode {
  case simple(SimpleCommand)
  /// `{ … }` and `( … )`.
  case group(ShellList)
  /// The conditions with what they lead to, and what follows `else`.
  case choice([(condition: ShellList, body: ShellList)], otherwise: ShellList?)
  /// Whether the body runs at least once.
  case loop(condition: ShellList?, body: ShellList, always: Bool)
  case cases([ShellList])
  case function(name: String, body: ShellNode)
}
