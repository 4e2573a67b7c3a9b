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
  package func write(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        // Sound: the pointer and the count are of the buffer that withUTF8 keeps alive.
        let rest = unsafe UnsafeRawBufferPointer(bytes)[written...]
        let count = unsafe Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        written += count
      }
      return true
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
