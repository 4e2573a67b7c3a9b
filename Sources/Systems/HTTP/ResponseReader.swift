import Model

/// Takes one response apart as its bytes come in, and stops it where it grows too large.
struct ResponseReader: ~Copyable {
  static let mostHeaderBytes = 256 << 10
  static let mostHeaderLines = 2_000
  static let mostBodyBytes = ExchangeLimits.bodyBytes

  private(set) var status = 0
  private(set) var version = ""
  private(set) var headers: [HeaderLine] = []
  private(set) var body: [UInt8] = []
  /// Why the rest was refused.
  private(set) var problem: Unavailable?
  /// Whether reading stopped because enough of the body had come.
  private(set) var hasEnough = false
  private(set) var isComplete = false
  /// Where the bytes of a successful answer's body go instead of into memory, with its status and
  /// headers; false ends the transfer.
  var sink: ((_ bytes: [UInt8], _ status: Int, _ headers: [HeaderLine]) -> Bool)?

  private var digest = DigestHasher()
  private var headerBytes = 0
  private var headerLines = 0

  /// Takes a line as it came, its ending included; false ends the transfer.
  ///
  /// Interim answers (1xx) are dropped, and trailers after the body too.
  mutating func takeHeaderLine(_ line: [UInt8]) -> Bool {
    headerBytes += line.count
    headerLines += 1
    guard headerBytes <= Self.mostHeaderBytes, headerLines <= Self.mostHeaderLines else {
      let limit = "\(Self.mostHeaderBytes >> 10) KiB or \(Self.mostHeaderLines) lines"
      return refuse("endless header: more than \(limit)")
    }
    var content = line[...]
    if content.last == 0x0A { content.removeLast() }
    if content.last == 0x0D { content.removeLast() }
    if content.contains(where: { $0 == 0 || $0 == 0x0D || $0 == 0x0A }) {
      return refuse("malformed answer: a header line holds a control byte")
    }
    if !isComplete, content.isEmpty {
      isComplete = status >= 200
      if isComplete { digest.update(line) }
      return true
    }
    if isComplete { return true }
    if content.starts(with: Array("HTTP/".utf8)), status < 200 {
      return takeStatusLine(content, line)
    }
    digest.update(line)
    return takeField(content)
  }

  /// Takes bytes of the body; false ends the transfer.
  mutating func takeBody(_ bytes: [UInt8]) -> Bool {
    if let sink, (200..<300).contains(status) { return sink(bytes, status, headers) }
    let room = Self.mostBodyBytes - body.count
    let taken = bytes.count <= room ? bytes : Array(bytes.prefix(room))
    digest.update(taken)
    body += taken
    hasEnough = bytes.count > room
    return !hasEnough
  }

  /// The response, once its header is complete.
  consuming func finish(url: String) -> Response {
    Response(
      url: url, status: status, version: version, headers: headers,
      bodySize: body.count, digest: digest.finish(), body: body, isBodyWhole: !hasEnough)
  }

  private mutating func takeStatusLine(_ content: ArraySlice<UInt8>, _ line: [UInt8]) -> Bool {
    let words = content.split(separator: 0x20, maxSplits: 2)
    guard words.count >= 2, let code = Int(String(decoding: words[1], as: UTF8.self)),
      (100...999).contains(code)
    else { return refuse("malformed answer: its status line is not HTTP") }
    version = String(decoding: words[0].dropFirst(5), as: UTF8.self)
    status = code
    headers = []
    digest = DigestHasher()
    digest.update(line)
    return true
  }

  private mutating func takeField(_ content: ArraySlice<UInt8>) -> Bool {
    // A line that begins with a space continues the one before (RFC 9112 section 5.2).
    if content.first == 0x20 || content.first == 0x09 {
      guard let last = headers.popLast() else {
        return refuse("malformed answer: its first header line is a continuation")
      }
      let rest = Self.text(content)
      headers.append(HeaderLine(name: last.name, value: last.value + " " + rest))
      return true
    }
    guard let colon = content.firstIndex(of: 0x3A), colon > content.startIndex else {
      return refuse("malformed answer: a header line has no name")
    }
    // Clients differ in what they make of it, so whether the header counts is not known
    // (RFC 9112 section 5.1).
    guard ![0x20, 0x09].contains(content[content.index(before: colon)]) else {
      return refuse("malformed answer: a space stands between a header's name and its colon")
    }
    headers.append(
      HeaderLine(
        name: Self.text(content[..<colon]), value: Self.text(content[(colon + 1)...])))
    return true
  }

  private mutating func refuse(_ reason: String) -> Bool {
    problem = Unavailable(reason)
    return false
  }

  /// Trimmed text; bytes that are not UTF-8 are read as ISO 8859-1, so that none is lost.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let start = bytes.firstIndex { !isBlank($0) } ?? bytes.endIndex
    let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    let trimmed = bytes[start..<max(start, end)]
    if let text = String(validating: trimmed, as: UTF8.self) { return text }
    var text = ""
    for byte in trimmed { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }
}
