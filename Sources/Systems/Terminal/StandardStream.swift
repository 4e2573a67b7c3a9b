import Glibc

/// The process's output and error streams, written without buffering.
package enum StandardStream: Sendable {
  case output
  case error

  private var descriptor: Int32 {
    switch self {
    case .output: STDOUT_FILENO
    case .error: STDERR_FILENO
    }
  }

  /// Whether a person is likely to read it as it comes.
  package var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes all of the text; false when the reader has gone away or the disk is full.
  @discardableResult
  package func write(_ text: String) -> Bool { (try? deliver(Array(text.utf8))) != nil }

  /// Writes all of the bytes.
  ///
  /// - Throws: why not all of them could be written.
  package func deliver(_ bytes: [UInt8]) throws(SystemError) {
    try Self.write(bytes, to: descriptor)
  }

  /// Opens what the process was started without, for reading: a file or connection that is opened
  /// later must not get the number of a standard stream and receive what is printed.
  package static func reserve() {
    for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(number, F_GETFD) == -1 && errno == EBADF {
      // The lowest free number is this one, since those before it are open by now.
      unsafe _ = open("/dev/null", O_RDONLY)
    }
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // The pointer and the count are of the slice, which stays in place during the call.
      let count = unsafe rest.withUnsafeBytes { bytes in
        unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw SystemError(number: count < 0 ? errno : EIO) }
      rest = rest.dropFirst(count)
    }
  }

  /// Columns of the terminal, or nil when it is none.
  package var columns: Int? {
    var size = winsize()
    // Sound: TIOCGWINSZ fills the winsize that it is given for the duration of the call.
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }
}
