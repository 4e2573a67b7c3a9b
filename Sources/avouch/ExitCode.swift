/// How the process ends (DESIGN, section 6).
enum ExitCode: Int32 {
  case holds = 0
  case violated = 1
  case wrongInput = 2
  case unmeasured = 3
  /// Ended by SIGINT, as shells report it.
  case interrupted = 130
}
