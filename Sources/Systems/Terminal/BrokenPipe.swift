import Glibc

/// What happens when the process writes to something that nobody reads any more.
package enum BrokenPipe {
  /// Makes such a write an error of its own instead of the end of the process.
  ///
  /// OpenSSL writes without MSG_NOSIGNAL, and libcurl under CURLOPT_NOSIGNAL does not hold the signal
  /// back either: a peer that resets at the right moment would end the run without a word.
  package static func becomesAnError() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// Ends the process as a closed pipe ends other programs of a pipeline: quietly, by the signal.
  package static func end() -> Never {
    _ = signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    // Only where the signal is blocked.
    exit(128 + SIGPIPE)
  }
}
