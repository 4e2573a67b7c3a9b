import Model

/// Reads the regular files of a tar archive (POSIX ustar with pax and GNU names) in memory.
struct TarArchive {
  struct Entry {
    let name: String
    let content: Range<Int>
  }

  private let bytes: [UInt8]
  private var position = 0
  /// A name that an entry of its own gave to the next one.
  private var longName: String?

  private static let block = 512

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether bytes begin with the header of an entry.
  static func begins(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= block else { return false }
    return bytes[257..<262].elementsEqual("ustar".utf8) && isRight(bytes[0..<block])
  }

  /// The next file, or nil at the end.
  ///
  /// - Throws: `Unavailable` when the archive is damaged.
  mutating func next() throws(Unavailable) -> Entry? {
    while position + Self.block <= bytes.count {
      let header = bytes[position..<(position + Self.block)]
      // Two blocks of zeros end an archive; what follows one is padding too.
      if header.allSatisfy({ $0 == 0 }) { return nil }
      guard Self.isRight(header), let size = Self.number(Self.field(124, 12, of: header)),
        size <= bytes.count - position - Self.block
      else { throw Unavailable("the tar archive is damaged at byte \(position)") }
      let start = position + Self.block
      let content = start..<(start + size)
      position = start + (size + Self.block - 1) / Self.block * Self.block
      switch header[header.startIndex + 156] {
      case 0x4C: longName = Self.text(bytes[content])
      case 0x78: longName = Self.paxName(bytes[content]) ?? longName
      case 0, 0x30, 0x37:
        let name = longName ?? Self.name(of: header)
        longName = nil
        return Entry(name: name, content: content)
      // Folders, links and devices hold nothing.
      default: longName = nil
      }
    }
    guard position >= bytes.count else {
      throw Unavailable("the tar archive is cut off at byte \(position)")
    }
    return nil
  }

  private static func name(of header: ArraySlice<UInt8>) -> String {
    let name = text(field(0, 100, of: header))
    let prefix = text(field(345, 155, of: header))
    // GNU's older form uses the prefix's place for times.
    let isPOSIX = field(257, 6, of: header).last == 0
    return prefix.isEmpty || !isPOSIX ? name : prefix + "/" + name
  }

  /// The `path` of records written as `length key=value` and a line break.
  private static func paxName(_ bytes: ArraySlice<UInt8>) -> String? {
    for record in bytes.split(separator: 0x0A) {
      guard let space = record.firstIndex(of: 0x20) else { continue }
      let pair = record[(space + 1)...]
      if pair.starts(with: "path=".utf8) {
        return String(decoding: pair.dropFirst(5), as: UTF8.self)
      }
    }
    return nil
  }

  /// Whether the header's checksum, over its bytes with the checksum's own as spaces, is right.
  private static func isRight(_ header: ArraySlice<UInt8>) -> Bool {
    guard let wanted = number(field(148, 8, of: header)) else { return false }
    let sum = header.enumerated().reduce(0) { sum, byte in
      sum + ((148..<156).contains(byte.offset) ? 0x20 : Int(byte.element))
    }
    return sum == wanted
  }

  private static func field(_ start: Int, _ count: Int, of header: ArraySlice<UInt8>)
    -> ArraySlice<UInt8>
  {
    header[(header.startIndex + start)..<(header.startIndex + start + count)]
  }

  private static func text(_ field: ArraySlice<UInt8>) -> String {
    String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Octal digits, or a binary number whose first bit says so.
  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    guard let first = field.first else { return nil }
    if first & 0x80 != 0 {
      let value = field.dropFirst().suffix(8)
      guard field.dropFirst().dropLast(8).allSatisfy({ $0 == 0 }), first == 0x80 else { return nil }
      return Int(exactly: value.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
    let digits = field.drop { $0 == 0x20 }.prefix { (0x30...0x37).contains($0) }
    guard digits.count <= 12 else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
  }
}
