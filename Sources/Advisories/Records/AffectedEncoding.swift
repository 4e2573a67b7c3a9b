import Model

/// Keeps the versions of an affected package in few bytes, which are read faster than JSON.
///
/// Each number is a variable-length integer of seven bits a byte, each text its length and its bytes.
enum AffectedEncoding {
  /// Grows with every change of the form.
  static let format = 1

  private static let rangeKinds: [AffectedRange.Kind] = [.semantic, .ecosystem, .git]
  private static let eventKinds: [AffectedRange.EventKind] = [
    .introduced, .fixed, .lastAffected, .limit,
  ]

  /// Everything but the names and the list of versions.
  static func bytes(of affected: AffectedPackage) -> [UInt8] {
    var writer = ByteWriter()
    // Commits say nothing about versions; that there are some still tells an entry from an empty one.
    writer.write(affected.ranges.count)
    for range in affected.ranges {
      writer.write(rangeKinds.firstIndex(of: range.kind) ?? 2)
      let events = range.kind == .git ? [] : range.events
      writer.write(events.count)
      for event in events {
        writer.write(eventKinds.firstIndex(of: event.kind) ?? 0)
        writer.write(event.version)
      }
    }
    writer.write(affected.severities.count)
    for severity in affected.severities {
      writer.write(severity.type)
      writer.write(severity.score)
    }
    writer.write(affected.informational ?? "")
    return writer.bytes
  }

  static func bytes(of texts: [String]) -> [UInt8] {
    var writer = ByteWriter()
    writer.write(texts.count)
    for text in texts { writer.write(text) }
    return writer.bytes
  }

  static func texts(_ bytes: [UInt8]) -> [String]? {
    var reader = ByteReader(bytes)
    guard let count = reader.readCount() else { return nil }
    var texts: [String] = []
    texts.reserveCapacity(count)
    for _ in 0..<count {
      guard let text = reader.readText() else { return nil }
      texts.append(text)
    }
    return texts
  }

  /// Nil when the bytes are not what `bytes(of:)` writes.
  static func affected(
    _ bytes: [UInt8], ecosystem: String, name: String, versions: [String]
  ) -> AffectedPackage? {
    var reader = ByteReader(bytes)
    guard let rangeCount = reader.readCount() else { return nil }
    var ranges: [AffectedRange] = []
    for _ in 0..<rangeCount {
      guard let kind = reader.read(), rangeKinds.indices.contains(kind),
        let eventCount = reader.readCount()
      else { return nil }
      var events: [AffectedRange.Event] = []
      for _ in 0..<eventCount {
        guard let kind = reader.read(), eventKinds.indices.contains(kind),
          let version = reader.readText()
        else { return nil }
        events.append(AffectedRange.Event(eventKinds[kind], version))
      }
      ranges.append(AffectedRange(kind: rangeKinds[kind], events: events))
    }
    guard let severityCount = reader.readCount() else { return nil }
    var severities: [AdvisorySeverity] = []
    for _ in 0..<severityCount {
      guard let type = reader.readText(), let score = reader.readText() else { return nil }
      severities.append(AdvisorySeverity(type: type, score: score))
    }
    guard let informational = reader.readText() else { return nil }
    return AffectedPackage(
      ecosystem: ecosystem, name: name, severities: severities, ranges: ranges, versions: versions,
      informational: informational.isEmpty ? nil : informational)
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
}
