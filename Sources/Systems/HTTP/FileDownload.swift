import CCurl
import FoundationEssentials
import Glibc
import Model

/// Fetches large files over HTTP, going on where an earlier attempt was cut off.
package struct FileDownload: Sendable {
  /// What the server said of a file.
  package struct Received: Sendable {
    /// The name of the state that was sent, which a later attempt goes on from.
    package let tag: String?
    /// The lines `x-goog-hash`, which carry digests.
    package let hashes: [String]
    package let size: Int
  }

  private let userAgent: String
  private let proxy: String?
  private let certificateAuthority: String?

  /// Goes through a proxy only if one is given, and trusts the authority of a PEM file instead of the
  /// system's where one is named.
  package init(version: String, proxy: String? = nil, certificateAuthority: String? = nil) {
    userAgent = "avouch/\(version)"
    self.proxy = proxy
    self.certificateAuthority = certificateAuthority
  }

  /// Fetches a file to a path, or the rest of it when a part and its tag are there already.
  ///
  /// What was received stays beside the path as `.partial`, with its tag as `.tag`, until it is whole;
  /// then the path is replaced in one step. The address is https, or http on this machine, and more
  /// bytes than the limit are refused.
  package func fetch(
    _ url: String, to path: String, limit: Int, progress: @escaping (Int) -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) throws(Unavailable) -> Received {
    let partial = path + ".partial"
    let tagFile = path + ".tag"
    let known = (try? String(contentsOf: URL(filePath: tagFile), encoding: .utf8)) ?? ""
    let attributes = try? FileManager.default.attributesOfItem(atPath: partial)
    let present = (attributes?[.size] as? Int) ?? 0
    let start = known.isEmpty ? 0 : present
    if start == 0 { try? FileManager.default.removeItem(atPath: partial) }
    var receiver = try transfer(
      url, partial: partial, tagFile: tagFile, from: start, tag: known, limit: limit, progress,
      isCancelled)
    if receiver.status == 416 {
      // What is there is not a part of what the server has.
      try? FileManager.default.removeItem(atPath: partial)
      receiver = try transfer(
        url, partial: partial, tagFile: tagFile, from: 0, tag: "", limit: limit, progress,
        isCancelled)
    }
    guard (200..<300).contains(receiver.status) else {
      throw Unavailable("\(shown(url)) answered \(receiver.status)")
    }
    guard unsafe rename(partial, path) == 0 else {
      throw Unavailable("\(path) \(SystemError(number: errno).words)")
    }
    try? FileManager.default.removeItem(atPath: tagFile)
    return Received(tag: receiver.tag, hashes: receiver.hashes, size: receiver.size)
  }

  private struct Transfer {
    let status: Int
    let tag: String?
    let hashes: [String]
    let size: Int
  }

  private func transfer(
    _ url: String, partial: String, tagFile: String, from start: Int, tag: String, limit: Int,
    _ progress: @escaping (Int) -> Void, _ isCancelled: () -> Bool
  ) throws(Unavailable) -> Transfer {
    var handle = try CurlHandle()
    try configure(&handle, url)
    if start > 0 {
      try handle.setRequestHeaders(["Range: bytes=\(start)-", "If-Range: \(tag)"])
    }
    let receiver = ResponseReceiver()
    let file = PartialFile(partial, start: start, limit: limit, progress: progress)
    receiver.reader.sink = { bytes, status, headers in
      file.take(bytes, isWhole: status == 200) {
        // Known before the first byte is kept, so that a part always has its tag.
        let tag = headers.last { $0.name.lowercased() == "etag" }?.value ?? ""
        try? tag.write(to: URL(filePath: tagFile), atomically: true, encoding: .utf8)
      }
    }
    guard let code = try handle.perform(into: receiver, isCancelled: isCancelled) else {
      throw Unavailable("the download was interrupted")
    }
    if let problem = file.problem ?? receiver.reader.problem { throw problem }
    guard code == CURLE_OK else {
      throw Unavailable(
        "\(shown(url)): "
          + TransferFailure.words(
            for: code, host: shown(url), timeout: "60 s", detail: handle.errorText,
            systemError: handle.systemError))
    }
    let headers = receiver.reader.headers
    receiver.reader.sink = nil
    return Transfer(
      status: receiver.reader.status,
      tag: headers.last { $0.name.lowercased() == "etag" }?.value,
      hashes: headers.filter { $0.name.lowercased() == "x-goog-hash" }.map(\.value),
      size: file.size)
  }

  private func configure(_ handle: inout CurlHandle, _ url: String) throws(Unavailable) {
    let address = try WebAddress(url)
    guard address.scheme == "https" || address.scheme == "http" && address.isLoopback else {
      throw Unavailable("\(shown(url)) is not an https address")
    }
    try handle.set(CURLOPT_URL, address.text)
    try handle.set(CURLOPT_NOSIGNAL, 1)
    try handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
    try handle.set(CURLOPT_FOLLOWLOCATION, 0)
    try handle.set(CURLOPT_HTTP09_ALLOWED, 0)
    try handle.set(CURLOPT_ACCEPT_ENCODING, "identity")
    try handle.set(CURLOPT_USERAGENT, userAgent)
    // An empty text keeps libcurl from looking into the environment.
    try handle.set(CURLOPT_PROXY, proxy ?? "")
    try handle.set(CURLOPT_CONNECTTIMEOUT_MS, 30_000)
    // A download may take long, but not stand still: a minute below a kilobyte a second ends it.
    try handle.set(CURLOPT_LOW_SPEED_LIMIT, 1_024)
    try handle.set(CURLOPT_LOW_SPEED_TIME, 60)
    if let certificateAuthority {
      try handle.set(CURLOPT_CAINFO, certificateAuthority)
      try handle.set(CURLOPT_CAPATH, nil as String?)
    }
  }

  /// The address without user information and query.
  private func shown(_ url: String) -> String { (try? WebAddress(url))?.label ?? "the address" }
}

/// The part of a file that was received so far.
private final class PartialFile {
  private let path: String
  private let start: Int
  private let limit: Int
  private let progress: (Int) -> Void
  private var number: Int32 = -1
  private(set) var size = 0
  private(set) var problem: Unavailable?

  init(_ path: String, start: Int, limit: Int, progress: @escaping (Int) -> Void) {
    self.path = path
    self.start = start
    self.limit = limit
    self.progress = progress
  }

  deinit { if number >= 0 { close(number) } }

  /// Appends bytes; an answer that is whole begins anew.
  func take(_ bytes: [UInt8], isWhole: Bool, opening: () -> Void) -> Bool {
    if number < 0 {
      let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | (isWhole ? O_TRUNC : O_APPEND)
      number = unsafe open(path, flags, 0o600)
      guard number >= 0 else { return refuse("\(path) \(SystemError(number: errno).words)") }
      size = isWhole ? 0 : start
      opening()
    }
    size += bytes.count
    guard size <= limit else {
      return refuse("the file is larger than \(ByteSize(bytes: limit).description)")
    }
    do throws(SystemError) {
      try StandardStream.write(bytes, to: number)
    } catch {
      return refuse("\(path) \(error.words)")
    }
    progress(size)
    return true
  }

  private func refuse(_ reason: String) -> Bool {
    problem = Unavailable(reason)
    return false
  }
}
