/// A command line that cannot be understood; the program prints it and ends with 2.
package struct UsageError: Error, Hashable, Sendable {
  package let message: String
  /// The command whose help to point at, if one was recognised.
  package let command: String?

  package init(_ message: String, command: String? = nil) {
    self.message = message
    self.command = command
  }
}
