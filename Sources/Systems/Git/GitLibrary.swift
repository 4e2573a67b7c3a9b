import CGit
import Model

/// The one-time set-up of libgit2, and its errors in words.
enum GitLibrary {
  /// Why libgit2 cannot be used, or nil; worked out once, when the first repository is opened.
  ///
  /// Validation of the owner is off: it protects those who run what a repository's configuration
  /// names, and nothing here runs anything. Configuration outside the repository is not read, so that
  /// a result depends on the repository alone.
  static let problem: String? = {
    guard git_libgit2_init() > 0 else { return "libgit2 could not be set up" }
    let results = [
      cgit_set_owner_validation(0), cgit_set_hash_verification(0),
      cgit_ignore_outside_configuration(), cgit_accept_harmless_extensions(),
    ]
    return results.allSatisfy { $0 == 0 } ? nil : "libgit2 refused its options"
  }()

  /// The reason of the last failed call, which libgit2 keeps for each thread.
  static func lastMessage() -> String {
    // Valid until the next call on this thread; copied at once.
    guard let error = unsafe git_error_last(), let message = unsafe error.pointee.message else {
      return "unknown reason"
    }
    return unsafe String(cString: message)
  }

  /// Turns a return code into an error that says what was tried.
  static func check(_ code: Int32, _ action: @autoclosure () -> String) throws(Unavailable) {
    if code < 0 { throw Unavailable("\(action()): \(lastMessage())") }
  }
}
