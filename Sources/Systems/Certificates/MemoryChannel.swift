import COpenSSL

/// OpenSSL's buffers in memory, through which a handshake's bytes come and go.
enum MemoryChannel {
  /// Takes what a buffer holds out of it.
  static func drain(_ memory: OpaquePointer, atMost limit: Int) -> [UInt8] {
    let waiting = unsafe min(copenssl_pending(memory), limit)
    guard waiting > 0 else { return [] }
    return unsafe [UInt8](unsafeUninitializedCapacity: waiting) { buffer, filled in
      // BIO_read writes at most what it is told, which is the buffer's length.
      filled = Int(max(0, unsafe BIO_read(memory, buffer.baseAddress, Int32(waiting))))
    }
  }

  /// Puts bytes into a buffer.
  static func fill(_ memory: OpaquePointer, with bytes: [UInt8]) {
    // BIO_write copies the bytes; a buffer in memory takes all of them.
    unsafe BIO_write(memory, bytes, Int32(clamping: bytes.count))
  }
}
