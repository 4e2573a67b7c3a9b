import Model

/// A browser session as a HAR file records it (HTTP Archive 1.2).
struct RecordedSession {
  struct Request {
    let method: String
    let url: String
    let pageURL: String?
    /// Bytes of body that were sent; nil when the recording does not tell.
    let uploaded: Int
    let startedAt: Instant?
    let span: TextSpan
  }

  let requests: [Request]
  /// When the session began.
  let startedAt: Instant?

  /// Reads the parts that are judged.
  ///
  /// - Throws: why the file is no recording.
  init(_ document: Node) throws(Unavailable) {
    guard let log = document["log"], let entries = log["entries"]?.elements else {
      throw Unavailable("it is no HAR recording: `log.entries` is missing")
    }
    var pages: [String: String] = [:]
    for page in log["pages"]?.elements ?? [] {
      guard let id = page["id"]?.string, let title = page["title"]?.string else { continue }
      pages[id] = title
    }
    var requests: [Request] = []
    for entry in entries {
      guard let request = entry["request"], let url = request["url"]?.string else {
        throw Unavailable("it is no HAR recording: an entry has no `request.url`")
      }
      let size = request["bodySize"]?.integer ?? 0
      let text = request["postData"]?["text"]?.string?.utf8.count ?? 0
      requests.append(
        Request(
          method: request["method"]?.string ?? "GET", url: url,
          pageURL: entry["pageref"]?.string.flatMap { pages[$0] }, uploaded: max(size, text),
          startedAt: entry["startedDateTime"]?.string.flatMap { Instant($0) },
          span: request.entry("url")?.value.span ?? entry.span))
    }
    self.requests = requests
    startedAt =
      requests.compactMap(\.startedAt).map(\.seconds).min().map { Instant(seconds: $0) }
  }
}

extension Node {
  fileprivate var integer: Int? {
    guard case .integer(let value) = content else { return nil }
    return value
  }
}
