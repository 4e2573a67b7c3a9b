import Glibc
import Systems
import Testing

/// In processes of their own, since a signal's disposition belongs to all threads.
struct BrokenPipeTests {
  @Test("without it a peer that goes away ends the process")
  func without() async {
    await #expect(processExitsWith: .signal(SIGPIPE)) {
      _ = signal(SIGPIPE, SIG_DFL)
      BrokenPipeTests.writeToNobody()
    }
  }

  @Test("with it the write is an error, and the process goes on")
  func with() async {
    await #expect(processExitsWith: .success) {
      _ = signal(SIGPIPE, SIG_DFL)
      BrokenPipe.becomesAnError()
      #expect(BrokenPipeTests.writeToNobody() == EPIPE)
    }
  }

  @Test("a reader of standard output that goes away ends the process by the signal")
  func end() async {
    await #expect(processExitsWith: .signal(SIGPIPE)) {
      BrokenPipe.becomesAnError()
      BrokenPipe.end()
    }
  }

  /// The error number of a write into a pipe whose other end is closed.
  @discardableResult
  static func writeToNobody() -> Int32 {
    var ends: [Int32] = [0, 0]
    // pipe fills two numbers; write reads one byte.
    guard unsafe pipe(&ends) == 0 else { return 0 }
    close(ends[0])
    var byte: UInt8 = 0
    return unsafe write(ends[1], &byte, 1) < 0 ? errno : 0
  }
}
