import Glibc

/// The three streams between this process and a child, closed with the last reference.
final class ChildPipes {
  /// Sockets instead of pipes, since only a socket can be written to without SIGPIPE.
  let input: Int32
  let output: Int32
  let errors: Int32
  /// What become standard input, output and error of the child.
  private(set) var childEnds: [Int32]

  init() throws(SystemError) {
    var numbers = [Int32](repeating: -1, count: 6)
    var pair: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    var isMade = true
    for index in [0, 2, 4] where isMade {
      // Sound: the call fills the two numbers of the array that it is given.
      isMade = unsafe socketpair(AF_UNIX, type, 0, &pair) == 0
      if isMade { numbers[index...index + 1] = pair[...] }
    }
    guard isMade else {
      let error = SystemError(number: errno)
      for number in numbers where number >= 0 { close(number) }
      throw error
    }
    input = numbers[0]
    output = numbers[2]
    errors = numbers[4]
    childEnds = [numbers[1], numbers[3], numbers[5]]
  }

  deinit {
    closeChildEnds()
    for number in [input, output, errors] { close(number) }
  }

  func closeChildEnds() {
    for number in childEnds { close(number) }
    childEnds = []
  }
}
