import Model

/// What one record says of one package, ready to be evaluated.
struct AffectedRecord: Hashable, Sendable {
  let versions: AffectedVersions
  let severities: [AdvisorySeverity]
  let informational: String?

  init(
    versions: AffectedVersions, severities: [AdvisorySeverity], informational: String?
  ) {
    self.versions = versions
    self.severities = severities
    self.informational = informational
  }

  /// Takes together the entries that a record has for one package.
  init(_ entries: [AffectedPackage]) {
    versions = AffectedVersions(entries)
    severities = entries.flatMap(\.severities)
    informational = entries.lazy.compactMap(\.informational).first
  }
}

/// Keeps what a record says of a package in few bytes, which are read faster than JSON.
///
/// Each number is a variable-length integer of seven bits a byte, each text its length and its bytes.
enum AffectedEncoding {
  static func bytes(of record: AffectedRecord) -> [UInt8] {
    var writer = ByteWriter()
    let versions = record.versions
    writer.write((versions.hasUnreadableRange ? 1 : 0) + (versions.namesVersions ? 2 : 0))
    writer.write(versions.intervals.count)
    for interval in versions.intervals {
      writer.write(
        (interval.lower == nil ? 0 : 1) + (interval.upper == nil ? 0 : 2)
          + (interval.includesUpper ? 4 : 0) + (interval.fixed == nil ? 0 : 8))
      if let lower = interval.lower { writer.write(lower.key) }
      if let upper = interval.upper { writer.write(upper.key) }
      if let fixed = interval.fixed { writer.write(fixed) }
    }
    writer.write(texts: versions.listed)
    writer.write(texts: record.severities.flatMap { [$0.type, $0.score] })
    writer.write(record.informational ?? "")
    return writer.bytes
  }

  /// Nil when the bytes are not what `bytes(of:)` writes.
  static func record(_ bytes: [UInt8]) -> AffectedRecord? {
    var reader = ByteReader(bytes)
    guard let flags = reader.read(), let count = reader.readCount() else { return nil }
    var intervals: [VersionInterval] = []
    for _ in 0..<count {
      guard let interval = interval(&reader) else { return nil }
      intervals.append(interval)
    }
    guard let listed = reader.readTexts(), let severities = reader.readTexts(),
      severities.count.isMultiple(of: 2), let informational = reader.readText()
    else { return nil }
    return AffectedRecord(
      versions: AffectedVersions(
        intervals: intervals, listed: listed, hasUnreadableRange: flags & 1 != 0,
        namesVersions: flags & 2 != 0),
      severities: stride(from: 0, to: severities.count, by: 2).map {
        AdvisorySeverity(type: severities[$0], score: severities[$0 + 1])
      }, informational: informational.isEmpty ? nil : informational)
  }

  private static func interval(_ reader: inout ByteReader) -> VersionInterval? {
    guard let flags = reader.read() else { return nil }
    var lower: EcosystemVersion?
    var upper: EcosystemVersion?
    var fixed: String?
    if flags & 1 != 0 {
      guard let key = reader.readBytes() else { return nil }
      lower = EcosystemVersion(key: key)
    }
    if flags & 2 != 0 {
      guard let key = reader.readBytes() else { return nil }
      upper = EcosystemVersion(key: key)
    }
    if flags & 8 != 0 {
      fixed = reader.readText()
      if fixed == nil { return nil }
    }
    return VersionInterval(lower: lower, upper: upper, includesUpper: flags & 4 != 0, fixed: fixed)
  }

  static func bytes(of texts: [String]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(texts: texts)
    return writer.bytes
  }

  static func texts(_ bytes: [UInt8]) -> [String]? {
    var reader = ByteReader(bytes)
    return reader.readTexts()
  }
}

/// Writes numbers and texts one after the other.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: Int) {
    var rest = UInt(bitPattern: max(0, number))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ content: [UInt8]) {
    write(content.count)
    bytes.append(contentsOf: content)
  }

  mutating func write(texts: [String]) {
    write(texts.count)
    for text in texts { write(text) }
  }
}

/// Reads what `ByteWriter` wrote; a database is not trusted, so every length is checked.
struct ByteReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() -> Int? {
    var value: UInt = 0
    for shift in stride(from: UInt(0), through: 56, by: 7) {
      guard offset < bytes.count else { return nil }
      let byte = bytes[offset]
      offset += 1
      value |= UInt(byte & 0x7F) << shift
      if byte < 0x80 { return Int(exactly: value) }
    }
    return nil
  }

  /// How many things follow; more than there are bytes left is no count.
  mutating func readCount() -> Int? {
    guard let count = read(), count <= bytes.count - offset else { return nil }
    return count
  }

  mutating func readText() -> String? {
    guard let count = readCount() else { return nil }
    let text = String(decoding: bytes[offset..<(offset + count)], as: UTF8.self)
    offset += count
    return text
  }

  mutating func readBytes() -> [UInt8]? {
    guard let count = readCount() else { return nil }
    let content = Array(bytes[offset..<(offset + count)])
    offset += count
    return content
  }

  mutating func readTexts() -> [String]? {
    guard let count = readCount() else { return nil }
    var texts: [String] = []
    texts.reserveCapacity(count)
    for _ in 0..<count {
      guard let text = readText() else { return nil }
      texts.append(text)
    }
    return texts
  }
}
