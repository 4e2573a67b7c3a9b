import CCurl
import Model

/// Asks live endpoints over HTTP/1.1 and HTTP/2, keeping every header line as it came.
///
/// Nothing that an endpoint answers can make this client visit another host, leave https, or take
/// more than a bounded time and amount of memory.
package struct HTTPClient: Sendable {
  static let mostRedirects = 10

  private let userAgent: String
  private let proxy: String?

  /// Makes a client that uses a proxy only if one is given; the environment is not asked.
  package init(version: String, proxy: String? = nil) {
    userAgent = "avouch/\(version)"
    self.proxy = proxy
  }

  /// Gets a URL, following redirects on the same host by hand.
  ///
  /// A redirect to another host, to http from https or to another scheme is not followed: it is the
  /// last response of the exchange.
  package func get(
    _ request: HTTPRequest, isCancelled: () -> Bool = { false }
  ) throws(Unavailable) -> Exchange {
    let origin = try WebAddress(request.url)
    guard origin.isHTTP else { throw Unavailable("only http and https addresses can be asked") }
    try RequestHeaderRules.check(request.headers, for: origin)
    let end = ContinuousClock.now + request.totalTimeout
    var handle = try CurlHandle()
    try configure(&handle, request)
    var responses: [Response] = []
    var address = origin
    while true {
      do {
        try prepare(&handle, address, from: origin, request, timeLeft: end - .now)
        responses.append(
          try perform(handle, address, timeout: request.totalTimeout, isCancelled))
      } catch {
        throw responses.isEmpty
          ? error : Unavailable("\(error.reason), after a redirect to \(address.label)")
      }
      guard let last = responses.last, let next = Self.redirect(last, from: address) else {
        return Exchange(responses: responses)
      }
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
    try handle.set(CURLOPT_PROXY, proxy ?? "")
    try handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    try handle.set(
      CURLOPT_CONNECTTIMEOUT_MS, max(1, Self.milliseconds(request.connectTimeout)))
    try handle.setResolve(request.resolve)
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
    let headers = RequestHeaderRules.headers(request.headers, from: origin, to: address)
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
          systemError: handle.systemError))
    }
    guard receiver.reader.isComplete else {
      throw Unavailable("malformed answer: its header is not complete")
    }
    return receiver.finish(url: address.text)
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
