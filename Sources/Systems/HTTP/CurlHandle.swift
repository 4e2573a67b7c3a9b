import CCurl
import Model

/// One libcurl handle with its options, kept over the hops of a redirect chain so that connections
/// are used again.
@safe struct CurlHandle: ~Copyable {
  // All made in init and freed in deinit. libcurl copies the texts it is given, and keeps pointers
  // only to the error buffer and the lists, which live as long as the handle.
  private let easy: UnsafeMutableRawPointer
  private let multi: UnsafeMutableRawPointer
  private let errorBuffer: UnsafeMutablePointer<CChar>
  private var requestHeaders: UnsafeMutablePointer<curl_slist>?
  private var resolve: UnsafeMutablePointer<curl_slist>?
  private var connections: UnsafeMutablePointer<curl_slist>?

  /// Once per process, before any handle; the language makes this safe over threads.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  init() throws(Unavailable) {
    guard Self.isReady, let easy = unsafe curl_easy_init() else {
      throw Unavailable("libcurl could not be started")
    }
    guard let multi = unsafe curl_multi_init() else {
      unsafe curl_easy_cleanup(easy)
      throw Unavailable("libcurl could not be started")
    }
    unsafe self.easy = easy
    unsafe self.multi = multi
    unsafe errorBuffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    unsafe _ = ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorBuffer)
  }

  deinit {
    unsafe curl_easy_cleanup(easy)
    unsafe curl_multi_cleanup(multi)
    unsafe errorBuffer.deallocate()
    unsafe curl_slist_free_all(requestHeaders)
    unsafe curl_slist_free_all(resolve)
    unsafe curl_slist_free_all(connections)
  }

  /// Forgets every option, and keeps the connections.
  mutating func reset() throws(Unavailable) {
    // After this libcurl holds no pointer of ours, so the lists can go and the buffer is set anew.
    unsafe curl_easy_reset(easy)
    unsafe curl_slist_free_all(requestHeaders)
    unsafe curl_slist_free_all(resolve)
    unsafe curl_slist_free_all(connections)
    unsafe requestHeaders = nil
    unsafe resolve = nil
    unsafe connections = nil
    try check(unsafe ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorBuffer))
  }

  /// Sets an option; an option that cannot be set would weaken the request, so it ends it.
  func set(_ option: CURLoption, _ value: Int) throws(Unavailable) {
    try check(unsafe ccurl_set_number(easy, option, value))
  }

  func set(_ option: CURLoption, _ value: String?) throws(Unavailable) {
    // A null character would cut the text short.
    if let value, value.utf8.contains(0) {
      throw Unavailable("a setting of the request holds a null character")
    }
    try check(unsafe ccurl_set_text(easy, option, value))
  }

  mutating func setRequestHeaders(_ lines: [String]) throws(Unavailable) {
    try unsafe Self.replace(&requestHeaders, with: lines)
    try check(unsafe ccurl_set_list(easy, CURLOPT_HTTPHEADER, requestHeaders))
  }

  mutating func setResolve(_ entries: [String]) throws(Unavailable) {
    try unsafe Self.replace(&resolve, with: entries)
    try check(unsafe ccurl_set_list(easy, CURLOPT_RESOLVE, resolve))
  }

  /// `host:port:host:port`: where to connect to instead.
  mutating func setConnections(_ entries: [String]) throws(Unavailable) {
    try unsafe Self.replace(&connections, with: entries)
    try check(unsafe ccurl_set_list(easy, CURLOPT_CONNECT_TO, connections))
  }

  /// Sets a method other than GET, with a body that libcurl copies.
  func setMethod(_ method: String, body: String?) throws(Unavailable) {
    if let body {
      try set(CURLOPT_POSTFIELDSIZE, body.utf8.count)
      try set(CURLOPT_COPYPOSTFIELDS, body)
    }
    try set(CURLOPT_CUSTOMREQUEST, method)
    if method == "HEAD" { try set(CURLOPT_NOBODY, 1) }
  }

  /// Makes the request, handing everything that comes to the receiver.
  ///
  /// - Returns: libcurl's result code, or nil when the work was cancelled.
  func perform(into receiver: ResponseReceiver, isCancelled: () -> Bool) throws(Unavailable)
    -> CURLcode?
  {
    // The receiver outlives this call, and libcurl calls back only within it.
    let context = unsafe Unmanaged.passUnretained(receiver).toOpaque()
    try check(unsafe ccurl_set_pointer(easy, CURLOPT_HEADERDATA, context))
    try check(unsafe ccurl_set_pointer(easy, CURLOPT_WRITEDATA, context))
    try check(unsafe ccurl_set_receiver(easy, CURLOPT_HEADERFUNCTION, ResponseReceiver.takeHeader))
    try check(unsafe ccurl_set_receiver(easy, CURLOPT_WRITEFUNCTION, ResponseReceiver.takeBody))
    unsafe errorBuffer[0] = 0
    guard unsafe curl_multi_add_handle(multi, easy) == CURLM_OK else {
      throw Unavailable("libcurl refused the request")
    }
    defer { unsafe _ = curl_multi_remove_handle(multi, easy) }
    var running: Int32 = 1
    while running > 0 {
      if isCancelled() { return nil }
      guard unsafe curl_multi_perform(multi, &running) == CURLM_OK else { break }
      if running > 0 { unsafe _ = curl_multi_poll(multi, nil, 0, 100, nil) }
    }
    var left: Int32 = 0
    // The message is read before the handle is removed, as long as it is valid.
    guard let message = unsafe curl_multi_info_read(multi, &left) else { return CURLE_RECV_ERROR }
    return unsafe message.pointee.data.result
  }

  /// What libcurl says in its own words about the last failure; without control characters.
  var errorText: String {
    // libcurl writes terminated text within the buffer's size.
    let text = unsafe String(cString: errorBuffer)
    return String(text.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
  }

  /// The error number of the system call that failed, if one did.
  var systemError: Int32 {
    var number = 0
    unsafe _ = ccurl_get_number(easy, CURLINFO_OS_ERRNO, &number)
    return Int32(truncatingIfNeeded: number)
  }

  private func check(_ code: CURLcode) throws(Unavailable) {
    guard code == CURLE_OK else { throw Unavailable("libcurl refused a setting of the request") }
  }

  private static func replace(
    _ list: inout UnsafeMutablePointer<curl_slist>?, with lines: [String]
  ) throws(Unavailable) {
    unsafe curl_slist_free_all(list)
    unsafe list = nil
    for line in lines {
      // Appending gives the list's head, or null and leaves the list as it was.
      guard !line.utf8.contains(0), let longer = unsafe curl_slist_append(list, line) else {
        throw Unavailable("a setting of the request holds a null character")
      }
      unsafe list = longer
    }
  }
}
