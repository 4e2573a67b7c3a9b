import Model
import Spreadsheets

/// A CSV file with the place of every field, so that single ones can be written anew.
struct DelimitedText: Sendable {
  struct Field: Sendable {
    /// Quotes included.
    let range: Range<Int>
    let text: String
    let isQuoted: Bool
  }

  struct Record: Sendable {
    let line: Int
    var fields: [Field]
  }

  /// Bounds that a questionnaire never reaches.
  private static let mostFields = 1_000_000
  private static let mostBytes = 16 << 20

  let bytes: [UInt8]
  let delimiter: UInt8
  let records: [Record]

  /// Reads RFC 4180 and its usual dialects: comma, semicolon, tab or bar between fields, quotes only
  /// where they are needed, any line break, rows of different lengths.
  ///
  /// - Throws: `Unavailable` for bytes that are not UTF-8, and for a quote that is never closed.
  init(_ bytes: [UInt8]) throws(Unavailable) {
    guard bytes.count <= Self.mostBytes else {
      throw Unavailable("the file has more than the 16 MiB that are read")
    }
    guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
      throw Unavailable("this is not UTF-8 text; save the file as \"CSV UTF-8\" and try again")
    }
    self.bytes = bytes
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    delimiter = Self.delimiter(bytes[start...])
    var records: [Record] = []
    var line = 1
    var count = 0
    while start < bytes.count {
      var record = Record(line: line, fields: [])
      var ends = false
      while !ends {
        let field = try Self.field(bytes, from: start, delimiter: delimiter, line: line)
        count += 1
        guard count <= Self.mostFields else {
          throw Unavailable("the file has more than the \(Self.mostFields) fields that are read")
        }
        line += Self.breaks(bytes[field.range])
        record.fields.append(field)
        start = field.range.upperBound
        ends = start >= bytes.count || bytes[start] != delimiter
        if !ends { start += 1 }
      }
      if start < bytes.count {
        start += bytes[start...].starts(with: [0x0D, 0x0A]) ? 2 : 1
        line += 1
      }
      records.append(record)
    }
    self.records = records
  }

  /// The file with fields put in, by record and field from 0; what is too short a record grows.
  func replacing(_ texts: [Int: [Int: String]]) -> [UInt8] {
    var output: [UInt8] = []
    var offset = 0
    for (index, record) in records.enumerated() {
      guard let wanted = texts[index] else { continue }
      for column in wanted.keys.sorted() {
        guard let text = wanted[column] else { continue }
        if record.fields.indices.contains(column) {
          let field = record.fields[column]
          output += bytes[offset..<field.range.lowerBound]
          output += written(text, isQuoted: field.isQuoted)
          offset = field.range.upperBound
        }
      }
      let missing = wanted.keys.filter { $0 >= record.fields.count }.max()
      guard let missing, let end = record.fields.last?.range.upperBound else { continue }
      output += bytes[offset..<end]
      offset = end
      for column in record.fields.count...missing {
        output.append(delimiter)
        output += written(wanted[column] ?? "", isQuoted: false)
      }
    }
    return output + bytes[offset...]
  }

  /// A field as it is written: quoted where it was, or where it must be.
  ///
  /// What a spreadsheet program would take for a formula gets an apostrophe in front, which such
  /// programs read as "this is text" (OWASP, CSV Injection).
  private func written(_ text: String, isQuoted: Bool) -> [UInt8] {
    let safe = SpreadsheetText.looksLikeFormula(text) ? "'" + text : text
    let needsQuotes = safe.utf8.contains { [0x22, 0x0A, 0x0D, delimiter].contains($0) }
    guard isQuoted || needsQuotes || safe.hasPrefix(" ") || safe.hasSuffix(" ") else {
      return Array(safe.utf8)
    }
    return Array("\"\(safe.replacing("\"", with: "\"\""))\"".utf8)
  }

  // MARK: Reading

  private static func field(
    _ bytes: [UInt8], from start: Int, delimiter: UInt8, line: Int
  ) throws(Unavailable) -> Field {
    guard start < bytes.count, bytes[start] == 0x22 else {
      var end = start
      while end < bytes.count, ![delimiter, 0x0A, 0x0D].contains(bytes[end]) { end += 1 }
      return Field(
        range: start..<end, text: String(decoding: bytes[start..<end], as: UTF8.self),
        isQuoted: false)
    }
    var text: [UInt8] = []
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == 0x22 {
        guard index + 1 < bytes.count, bytes[index + 1] == 0x22 else { break }
        index += 1
      }
      text.append(bytes[index])
      index += 1
    }
    guard index < bytes.count else { throw Unavailable("line \(line): a quote is never closed") }
    let end = index + 1
    guard end >= bytes.count || [delimiter, 0x0A, 0x0D].contains(bytes[end]) else {
      throw Unavailable("line \(line): text stands behind the closing quote of a field")
    }
    return Field(
      range: start..<end, text: String(decoding: text, as: UTF8.self), isQuoted: true)
  }

  private static func breaks(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == 0x0D || (byte == 0x0A && previous != 0x0D) { count += 1 }
      previous = byte
    }
    return count
  }

  /// The candidate that splits the first lines into the most fields on most of them.
  private static func delimiter(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
    var lines: [UInt8: Int] = [:]
    var total: [UInt8: Int] = [:]
    var seen: Set<UInt8> = []
    var isQuoted = false
    for byte in bytes.prefix(64 << 10) {
      if byte == 0x22 { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D {
        seen = []
      } else if candidates.contains(byte) {
        total[byte, default: 0] += 1
        if seen.insert(byte).inserted { lines[byte, default: 0] += 1 }
      }
    }
    return candidates.enumerated().max { left, right in
      (lines[left.element] ?? 0, total[left.element] ?? 0, -left.offset)
        < (lines[right.element] ?? 0, total[right.element] ?? 0, -right.offset)
    }?.element ?? 0x2C
  }
}
