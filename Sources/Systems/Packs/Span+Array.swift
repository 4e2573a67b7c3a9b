extension Span<UInt8> {
  /// A copy of the bytes.
  package var array: [UInt8] {
    // The span outlives the closure, and the array copies the bytes.
    unsafe withUnsafeBufferPointer { unsafe Array($0) }
  }
}
