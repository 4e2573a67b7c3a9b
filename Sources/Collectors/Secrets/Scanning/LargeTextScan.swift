import Systems

/// Scans a text that is too large to be held, in stretches that overlap by all that a finding depends
/// on.
struct LargeTextScan {
  let scanner: SecretScanner
  /// How many bytes of the text a stretch is there for.
  let stretchLength: Int

  static let standardLength = 16 << 20

  private var buffer: [UInt8] = []
  /// Where in the buffer the bytes begin that no stretch was there for yet.
  private var start = 0
  private var linesBefore = 0
  /// Characters of the buffer's first line that stand before it.
  private var columnsBefore = 0
  private var result = SecretTextScan()

  init(with scanner: SecretScanner, stretchLength: Int = standardLength) {
    self.scanner = scanner
    self.stretchLength = stretchLength
  }

  /// Scans all of it.
  ///
  /// - Parameter pieces: Gives it.
  /// - Returns: What `SecretScanner.scan` gives for a text that is no larger than is held.
  /// - Throws: `tooLarge` for an archive and for UTF-16, of which parts alone mean nothing.
  mutating func scan(
    _ pieces: inout ObjectPieces
  ) throws(ObjectGap.Reason) -> SecretTextScan {
    var isAtEnd = false
    while !isAtEnd {
      let wanted = start + stretchLength + SecretScanner.reach
      while !isAtEnd, buffer.count < wanted {
        isAtEnd = try pieces.read(wanted - buffer.count, into: &buffer) == 0
      }
      if linesBefore == 0, columnsBefore == 0, start == 0 {
        let head = Array(buffer.prefix(SecretScanner.headLength))
        guard !SecretScanner.needsWholeContent(head) else { throw .tooLarge }
      }
      scanStretch(isLast: isAtEnd)
    }
    return result
  }

  private mutating func scanStretch(isLast: Bool) {
    var end = isLast ? buffer.count : min(buffer.count, start + stretchLength)
    // Columns count characters, so a stretch ends between two.
    while end < buffer.count, buffer[end] & 0xC0 == 0x80 { end += 1 }
    do {
      add(try scanner.scanPlain(buffer), from: start, to: isLast ? nil : end)
    } catch {
      result.problems.append(error.reason)
    }
    forget(upTo: max(0, end - SecretScanner.reach))
    start = min(end, SecretScanner.reach)
  }

  /// Takes over what begins in the stretch.
  private mutating func add(_ scan: SecretTextScan, from start: Int, to end: Int?) {
    var places = TextPlaces(buffer)
    let first = places.span(of: start..<start)
    let last = end.map { places.span(of: $0..<$0) }
    for secret in scan.secrets {
      let place = (secret.span.line, secret.span.column)
      guard place >= (first.line, first.column),
        last.map({ place < ($0.line, $0.column) }) ?? true
      else { continue }
      guard result.secrets.count < SecretSearch.mostMatches else {
        let problem = "more than \(SecretSearch.mostMatches) texts look like secrets"
        if !result.problems.contains(problem) { result.problems.append(problem) }
        break
      }
      result.secrets.append(secret.moved(lines: linesBefore, columns: columnsBefore))
    }
    result.lookAlikes.formUnion(scan.lookAlikes)
    for problem in scan.problems where !result.problems.contains(problem) {
      result.problems.append(problem)
    }
  }

  private mutating func forget(upTo count: Int) {
    let gone = buffer[..<count]
    let lines = gone.count { $0 == 0x0A }
    let rest = gone[(gone.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)...]
    let columns = rest.count { $0 & 0xC0 != 0x80 }
    linesBefore += lines
    columnsBefore = lines > 0 ? columns : columnsBefore + columns
    buffer.removeFirst(count)
  }
}
