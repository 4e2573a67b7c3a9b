import Glibc

/// Why a file could not be used, from the number of a failed system call or from what it is.
package struct SystemError: Error, Hashable, Sendable {
  package let number: Int32
  /// The reason as the end of a sentence that begins with a path.
  package let words: String

  package init(number: Int32) {
    self.number = number
    words = Self.words(for: number)
  }

  init(words: String) {
    number = 0
    self.words = words
  }

  /// Whether it was written to something that nobody reads any more.
  package var isBrokenPipe: Bool { number == EPIPE }

  /// Why something could not be written, after a colon.
  package var writingReason: String {
    switch number {
    case ENOENT, ENOTDIR: "the folder does not exist"
    case EACCES, EPERM, EROFS: "permission denied"
    case ENOSPC, EDQUOT: "the disk is full"
    case EISDIR: "it is a folder"
    case EPIPE: "nobody reads it any more"
    case EBADF: "it is closed"
    default: "it \(words)"
    }
  }

  private static func words(for number: Int32) -> String {
    switch number {
    case ENOENT: "does not exist"
    case ENOTDIR: "does not exist (a part of its path is not a folder)"
    case EACCES, EPERM: "may not be read (permission denied)"
    case ELOOP: "is a loop of symbolic links"
    case ENAMETOOLONG: "has a name that is too long"
    case EISDIR: "is a folder, not a file"
    case ENXIO, ENODEV: "is not a regular file"
    case EMFILE, ENFILE: "could not be opened (too many open files)"
    case EIO: "could not be read (the disk reports an error)"
    default: "could not be read (system error \(number))"
    }
  }
}
