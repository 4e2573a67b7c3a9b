/// The content of an object that is too large to be held, from its beginning on.
package struct ObjectPieces: ~Copyable {
  /// How many bytes it declares to have.
  package let count: Int
  private let stream: InflateStream
  private let isCancelled: @Sendable () -> Bool
  /// What was decompressed with the object's header and is not given yet.
  private var ready: ArraySlice<UInt8>
  private var given = 0

  init(
    count: Int, ready: ArraySlice<UInt8> = [], from stream: InflateStream,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.count = count
    self.ready = ready
    self.stream = stream
    self.isCancelled = isCancelled
  }

  /// Adds what follows to an array.
  ///
  /// - Parameters:
  ///   - most: How many bytes at most.
  ///   - output: Where to.
  /// - Returns: How many there were; none at the end of a content that is as long as it declares.
  /// - Throws: Why it cannot be read on.
  package mutating func read(
    _ most: Int, into output: inout [UInt8]
  ) throws(ObjectGap.Reason) -> Int {
    guard most > 0 else { return 0 }
    guard !isCancelled() else { throw .unreadableFile }
    let got: Int
    if ready.isEmpty {
      got = try stream.read(most, into: &output)
    } else {
      let part = ready.prefix(most)
      output += part
      ready = ready.dropFirst(part.count)
      got = part.count
    }
    given += got
    guard given <= count, got > 0 || given == count else { throw .wrongSize }
    return got
  }
}
