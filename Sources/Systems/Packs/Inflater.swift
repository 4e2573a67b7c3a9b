import CDeflate

/// Decompresses, one stream at a time.
@safe
final class Inflater {
  // Made here, freed in deinit, and seen by nobody else.
  private let decompressor: OpaquePointer

  /// The most bytes that one compressed byte can stand for.
  static let highestRatio = 1032

  init() {
    // It fails only when a few kilobytes of memory cannot be had.
    guard let decompressor = unsafe libdeflate_alloc_decompressor() else {
      preconditionFailure("libdeflate: no memory")
    }
    unsafe self.decompressor = decompressor
  }

  deinit { unsafe libdeflate_free_decompressor(decompressor) }

  /// Whether a size can come out of so many compressed bytes; one that cannot is not worth memory.
  static func canGive(_ size: Int, from compressed: Int) -> Bool {
    size / highestRatio <= compressed
  }

  /// Decompresses a zlib stream that must give exactly a count of bytes.
  ///
  /// - Parameters:
  ///   - bytes: Holds the stream.
  ///   - range: The stream begins where it does, and ends in it; must lie in the bytes.
  ///   - output: Where the content goes.
  ///   - count: Must be at most the output's capacity.
  /// - Throws: `damagedData`, or `wrongSize` when it gives more or less.
  func inflate(
    _ bytes: [UInt8], in range: Range<Int>, to output: ContentBuffer, count: Int
  ) throws(ObjectGap.Reason) {
    precondition(range.upperBound <= bytes.count && count <= output.capacity)
    let result = unsafe bytes.withUnsafeBytes { input in
      // Just checked: libdeflate reads inside the range and writes at most `count` bytes.
      unsafe libdeflate_zlib_decompress_ex(
        decompressor, input.baseAddress?.advanced(by: range.lowerBound), range.count,
        output.start, count, nil, nil)
    }
    switch result {
    case LIBDEFLATE_SUCCESS: output.count = count
    case LIBDEFLATE_SHORT_OUTPUT, LIBDEFLATE_INSUFFICIENT_SPACE: throw .wrongSize
    default: throw .damagedData
    }
  }

  /// Decompresses a zlib stream that gives at most what the output holds.
  ///
  /// - Returns: Whether it did; no means that the output is too small.
  func inflate(
    _ bytes: [UInt8], upTo output: ContentBuffer
  ) throws(ObjectGap.Reason) -> Bool {
    var count = 0
    let result = unsafe bytes.withUnsafeBytes { input in
      // libdeflate reads the array alone and writes at most the capacity.
      unsafe libdeflate_zlib_decompress(
        decompressor, input.baseAddress, input.count, output.start, output.capacity, &count)
    }
    switch result {
    case LIBDEFLATE_SUCCESS: output.count = count
    case LIBDEFLATE_INSUFFICIENT_SPACE: return false
    default: throw .damagedData
    }
    return true
  }
}
