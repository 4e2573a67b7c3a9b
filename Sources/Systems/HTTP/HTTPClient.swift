import CCurl
import Model

/// Asks live endpoints over HTTP/1.1 and HTTP/2, keeping every header line as it came, and open
/// connections for the next request.
///
/// Nothing that an endpoint answers can make this client visit another host, leave https, or take
/// more than a bounded time and amount of memory.
package struct HTTPClient: Sendable {
  static let mostRedirects = ExchangeLimits.redirects

  private let userAgent: String
  private let proxy: String?
  private let pool = HandlePool()

  /// Makes a client that uses a proxy only if one is given; the environment is not asked.
  package init(version: String, proxy: String? = nil) {
    userAgent = "avouch/\(version)"
    self.proxy = proxy
  }

  /// Sends a request, following redirects on the same host by hand.
  ///
  /// A redirect to another host, to http from https or to another scheme is not followed: it is the
  /// last response of the exchange. A request with another method than GET or HEAD follows none.
  package func send(
    _ request: HTTPRequest, isCancelled: () -> Bool = { false }
  ) throws(Unavailable) -> Exchange {
    let origin = try WebAddress(request.url)
    guard origin.isHTTP else { throw Unavailable("only http and https addresses can be asked") }
    try RequestHeaderRules.check(request.headers, for: origin)
    try RequestHeaderRules.checkForm(request.openHeaders)
    guard RequestHeaderRules.isToken(request.method) else {
      throw Unavailable("the request's method is not a method name")
    }
    let end = ContinuousClock.now + request.totalTimeout
    let key = HandlePool.Key(
      scheme: origin.scheme, host: origin.host, port: origin.port,
      certificateAuthority: request.certificateAuthority, resolve: request.resolve,
      proxy: request.proxy ?? proxy)
    return try pool.withHandle(for: key, until: end, isCancelled: isCancelled) {
      (handle) throws(Unavailable) in
      try configure(&handle, request)
      return try follow(request, from: origin, until: end, with: &handle, isCancelled)
    }
  }

  private func follow(
    _ request: HTTPRequest, from origin: WebAddress, until end: ContinuousClock.Instant,
    with handle: inout CurlHandle, _ isCancelled: () -> Bool
  ) throws(Unavailable) -> Exchange {
    let isSafe = ["GET", "HEAD"].contains(request.method)
    var responses: [Response] = []
    var address = origin
    while true {
      do {
        try prepare(&handle, address, from: origin, request, timeLeft: end - .now)
        responses.append(
          try perform(handle, address, timeout: request.totalTimeout, isCancelled))
      } catch {
        throw responses.isEmpty
          ? error
          : Unavailable(
            "\(error.reason), after a redirect to \(address.label)",
            // That another address refuses says nothing of the one that was asked.
            cause: error.cause == .connectionRefused ? nil : error.cause)
      }
      guard request.followsRedirects, isSafe, let last = responses.last,
        let next = Self.redirect(last, from: address)
      else { return Exchange(responses: responses) }
      guard responses.count <= Self.mostRedirects else {
        throw Unavailable("it redirects more than \(Self.mostRedirects) times")
      }
      address = next
    }
  }

  /// Where a response leads, if that may be followed.
  static func redirect(_ response: Response, from address: WebAddress) -> WebAddress? {
    let locations = Set(response.values(of: "location"))
    guard [301, 302, 303, 307, 308].contains(response.status), locations.count == 1,
      let location = locations.first,
      let next = try? WebAddress(location, relativeTo: address)
    else { return nil }
    let keepsHost = next.isHTTP && next.host == address.host
    return keepsHost && (address.scheme == "http" || next.scheme == "https") ? next : nil
  }

  /// What is the same for every hop.
  private func configure(_ handle: inout CurlHandle, _ request: HTTPRequest) throws(Unavailable) {
    try handle.set(CURLOPT_NOSIGNAL, 1)
    try handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
    try handle.set(CURLOPT_FOLLOWLOCATION, 0)
    try handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    try handle.set(CURLOPT_HTTP09_ALLOWED, 0)
    try handle.set(CURLOPT_ACCEPT_ENCODING, "identity")
    // What is not inflated cannot expand.
    try handle.set(CURLOPT_HTTP_CONTENT_DECODING, 0)
    try handle.set(CURLOPT_USERAGENT, userAgent)
    // An empty text keeps libcurl from looking into the environment.
    try handle.set(CURLOPT_PROXY, request.proxy ?? proxy ?? "")
    try handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    try handle.set(
      CURLOPT_CONNECTTIMEOUT_MS, max(1, Self.milliseconds(request.connectTimeout)))
    try handle.setResolve(request.resolve.filter { Self.connection(of: $0) == nil })
    try handle.setConnections(request.resolve.compactMap(Self.connection))
    if request.method != "GET" || request.body != nil {
      try handle.setMethod(request.method, body: request.body)
    }
    if let authority = request.certificateAuthority {
      try handle.set(CURLOPT_CAINFO, authority)
      // The system's folder would be trusted beside the file.
      try handle.set(CURLOPT_CAPATH, nil as String?)
    }
  }

  private func prepare(
    _ handle: inout CurlHandle, _ address: WebAddress, from origin: WebAddress,
    _ request: HTTPRequest, timeLeft: Duration
  ) throws(Unavailable) {
    let milliseconds = Self.milliseconds(timeLeft)
    guard milliseconds > 0 else {
      throw Unavailable("timed out after \(Self.words(request.totalTimeout))")
    }
    try handle.set(CURLOPT_URL, address.text)
    try handle.set(CURLOPT_TIMEOUT_MS, milliseconds)
    let isOrigin = address.hasSameOrigin(as: origin)
    try handle.set(CURLOPT_USERNAME, isOrigin ? origin.user : nil)
    try handle.set(CURLOPT_PASSWORD, isOrigin ? origin.password : nil)
    let headers =
      RequestHeaderRules.headers(request.headers, from: origin, to: address) + request.openHeaders
    // A semicolon is how libcurl is asked for a header without a value.
    try handle.setRequestHeaders(
      headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" })
  }

  private func perform(
    _ handle: borrowing CurlHandle, _ address: WebAddress, timeout: Duration,
    _ isCancelled: () -> Bool
  ) throws(Unavailable) -> Response {
    let receiver = ResponseReceiver()
    guard let code = try handle.perform(into: receiver, isCancelled: isCancelled) else {
      throw Unavailable("the request was interrupted")
    }
    if let problem = receiver.reader.problem { throw problem }
    guard code == CURLE_OK || receiver.reader.hasEnough else {
      throw Unavailable(
        TransferFailure.words(
          for: code, host: address.host, timeout: Self.words(timeout), detail: handle.errorText,
          systemError: handle.systemError),
        cause: TransferFailure.cause(of: code, systemError: handle.systemError))
    }
    guard receiver.reader.isComplete else {
      throw Unavailable("malformed answer: its header is not complete")
    }
    return receiver.finish(url: address.text)
  }

  /// The entry for libcurl's CONNECT_TO, when an override names a port to reach.
  private static func connection(of override: String) -> String? {
    let afterAddress = override.lastIndex(of: "]") ?? override.startIndex
    let colons = override.filter { $0 == ":" }.count
    let tail = override[afterAddress...]
    let namesPort = override.contains("]") ? tail.dropFirst().hasPrefix(":") : colons == 3
    return namesPort ? override : nil
  }

  private static func milliseconds(_ duration: Duration) -> Int {
    let parts = duration.components
    // A day is longer than any request may take, and keeps the product small.
    return Int(min(max(parts.seconds, 0), 86_400)) * 1_000
      + Int(max(parts.attoseconds, 0) / 1_000_000_000_000_000)
  }

  /// `10 s`, `2.5 s`.
  private static func words(_ duration: Duration) -> String {
    let tenths = (milliseconds(duration) + 50) / 100
    return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }
}
