import Model

/// The bytes of a text file after the checks that every format shares: within the size limit, UTF-8
/// (UTF-16 with a byte order mark is converted), and without NUL.
///
/// Because no byte is NUL, a scanner may use NUL for "past the end".
struct SourceText {
  /// UTF-8 without a byte order mark.
  let bytes: [UInt8]
  let path: String
  let isASCII: Bool

  init(_ raw: [UInt8], path: String, limits: ParseLimits) throws(Diagnostics) {
    let size = raw.count
    guard size <= limits.maximumBytes else {
      let message = "the file has \(size) bytes; at most \(limits.maximumBytes) are read"
      throw Diagnostics([Diagnostic(message, at: Location(path: path))])
    }
    let bytes = try Self.withoutByteOrderMark(raw, path: path)
    if let position = bytes.firstIndex(of: 0) {
      throw Self.failure(
        "this is not a text file: it holds a NUL byte", before: position, in: bytes, path: path)
    }
    do throws(UTF8.ValidationError) {
      isASCII = try UTF8Span(validating: bytes.span).isKnownASCII
    } catch {
      throw Self.failure(
        "this is not UTF-8 text: the byte sequence is invalid",
        before: error.byteOffsets.lowerBound, in: bytes, path: path)
    }
    self.bytes = bytes
    self.path = path
  }

  /// The place of a byte offset.
  func place(ofByte offset: Int) -> TextSpan { Self.place(after: bytes.prefix(offset)) }

  /// The place itself, or the end of the text when it lies behind that.
  func clamped(_ span: TextSpan) -> TextSpan { endOfOpenLine.map { min(span, $0) } ?? span }

  /// The end of the text when its last line has no break.
  ///
  /// At such an end libyaml counts one line more than there are.
  var endOfOpenLine: TextSpan? {
    bytes.last == 0x0A || bytes.last == 0x0D ? nil : place(ofByte: bytes.count)
  }

  /// The byte that a span begins with; nil past the end of the text.
  func byte(at span: TextSpan) -> UInt8? {
    var line = 1
    var column = 1
    var isAfterCarriageReturn = false
    for byte in bytes where !(0x80...0xBF).contains(byte) {
      if line == span.line, column == span.column { return byte }
      if byte == 0x0A, isAfterCarriageReturn {
        isAfterCarriageReturn = false
        continue
      }
      isAfterCarriageReturn = byte == 0x0D
      let isBreak = byte == 0x0A || isAfterCarriageReturn
      line += isBreak ? 1 : 0
      column = isBreak ? 1 : column + 1
    }
    return nil
  }

  private static func withoutByteOrderMark(
    _ raw: [UInt8], path: String
  ) throws(Diagnostics) -> [UInt8] {
    if raw.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(raw.dropFirst(3)) }
    if raw.starts(with: [0xFF, 0xFE]) {
      return try transcoded(raw.dropFirst(2), path: path) { UInt16($1) << 8 | UInt16($0) }
    }
    if raw.starts(with: [0xFE, 0xFF]) {
      return try transcoded(raw.dropFirst(2), path: path) { UInt16($0) << 8 | UInt16($1) }
    }
    return raw
  }

  private static func transcoded(
    _ raw: ArraySlice<UInt8>, path: String, unit: (UInt8, UInt8) -> UInt16
  ) throws(Diagnostics) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(raw.count / 2)
    var pending: UInt8?
    for byte in raw {
      if let first = pending {
        units.append(unit(first, byte))
        pending = nil
      } else {
        pending = byte
      }
    }
    var bytes: [UInt8] = []
    let isInvalid = transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true
    ) { bytes.append($0) }
    guard !isInvalid, pending == nil else {
      throw failure(
        "this is not UTF-16 text, though it begins with its byte order mark",
        before: bytes.count, in: bytes, path: path)
    }
    return bytes
  }

  private static func failure(
    _ message: String, before offset: Int, in bytes: [UInt8], path: String
  ) -> Diagnostics {
    let span = place(after: bytes.prefix(offset))
    return Diagnostics([Diagnostic(message, at: Location(path: path, span: span))])
  }

  private static func place(after text: ArraySlice<UInt8>) -> TextSpan {
    var line = 1
    var column = 1
    var isAfterCarriageReturn = false
    for byte in text {
      switch byte {
      case 0x0A where isAfterCarriageReturn: break
      case 0x0A, 0x0D:
        line += 1
        column = 1
      case 0x80...0xBF: break
      default: column += 1
      }
      isAfterCarriageReturn = byte == 0x0D
    }
    return TextSpan(line: line, column: column)
  }
}
