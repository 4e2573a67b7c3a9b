import CZlib

/// Decompresses a zlib stream piece by piece: libdeflate, which is faster, needs all of it at once.
@safe
final class InflateStream {
  /// Puts what comes next of the compressed bytes into an array and tells how many; none at the end.
  typealias Input = (inout [UInt8]) -> Int

  // Allocated here and freed in deinit; zlib keeps its address, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: Input
  private var compressed: [UInt8] = []
  private var position = 0
  private var end = 0
  private(set) var isAtEnd = false

  init(_ input: @escaping Input) throws(ObjectGap.Reason) {
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    self.input = input
    // It fails only when a few kilobytes of memory cannot be had.
    guard unsafe inflateInit_(stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .tooLarge }
  }

  deinit {
    // zlib takes a stream whose beginning failed, too.
    unsafe inflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  /// Adds content to an array.
  ///
  /// - Parameters:
  ///   - count: How much at most.
  ///   - output: Where to.
  /// - Returns: How much it was; none at the end alone.
  /// - Throws: `damagedData`, also when the compressed bytes end too soon.
  func read(_ count: Int, into output: inout [UInt8]) throws(ObjectGap.Reason) -> Int {
    var piece = [UInt8](repeating: 0, count: min(count, 1 << 20))
    while !isAtEnd {
      if position == end {
        end = min(input(&compressed), compressed.count)
        position = 0
        guard end > 0 else { throw .damagedData }
      }
      let got = try step(&piece)
      if got > 0 {
        output += piece[..<got]
        return got
      }
    }
    return 0
  }

  private func step(_ piece: inout [UInt8]) throws(ObjectGap.Reason) -> Int {
    let available = end - position
    var room = 0
    var left = 0
    let code = unsafe compressed.withUnsafeMutableBufferPointer { input in
      unsafe piece.withUnsafeMutableBufferPointer { output in
        // Both buffers live through the call; zlib reads `available` bytes from the position, which
        // is inside, and writes at most the piece's length.
        unsafe stream.pointee.next_in = input.baseAddress.map { unsafe $0 + position }
        unsafe stream.pointee.avail_in = UInt32(truncatingIfNeeded: available)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(truncatingIfNeeded: output.count)
        let code = unsafe inflate(stream, Z_NO_FLUSH)
        room = unsafe output.count - Int(stream.pointee.avail_out)
        left = unsafe Int(stream.pointee.avail_in)
        return code
      }
    }
    position = end - min(left, available)
    switch code {
    case Z_OK: break
    case Z_STREAM_END: isAtEnd = true
    // Nothing could be done without more of the compressed bytes.
    case Z_BUF_ERROR where position == end: break
    default: throw .damagedData
    }
    return room
  }
}
