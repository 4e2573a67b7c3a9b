import CCurl
import Model

/// Carries a reader through libcurl's callbacks.
final class ResponseReceiver {
  var reader = ResponseReader()

  /// The number of bytes taken; any other than those given ends the transfer.
  static let takeHeader: curl_write_callback = { pointer, size, count, context in
    unsafe ResponseReceiver.take(pointer, size, count, context) { $0.reader.takeHeaderLine($1) }
  }

  static let takeBody: curl_write_callback = { pointer, size, count, context in
    unsafe ResponseReceiver.take(pointer, size, count, context) { $0.reader.takeBody($1) }
  }

  /// The response that was read; the receiver starts over.
  func finish(url: String) -> Response {
    var finished = ResponseReader()
    swap(&reader, &finished)
    return finished.finish(url: url)
  }

  private static func take(
    _ pointer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ context: UnsafeMutableRawPointer?, _ body: (ResponseReceiver, [UInt8]) -> Bool
  ) -> Int {
    guard let context = unsafe context else { return 0 }
    // The context is the receiver that CurlHandle.perform holds while libcurl calls; libcurl's size
    // is always 1 and the pointer holds `count` bytes.
    let receiver = unsafe Unmanaged<ResponseReceiver>.fromOpaque(context).takeUnretainedValue()
    let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: pointer, count: count))
    return body(receiver, bytes) ? count : count == 0 ? 1 : 0
  }
}
