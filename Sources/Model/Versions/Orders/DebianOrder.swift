/// The order of Debian packages (deb-version(7)): `[epoch:]upstream[-revision]`, where text and numbers
/// take turns; `~` comes before the end of a part, then letters, then everything else.
enum DebianOrder {
  private static let end: UInt8 = 0x02

  static func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    var upstream = text
    if let colon = text.firstIndex(of: 0x3A) {
      let epoch = text[..<colon]
      guard !epoch.isEmpty, epoch.allSatisfy(\.isDigit) else { return false }
      key.number(epoch)
      upstream = text[(colon + 1)...]
    } else {
      key.count(0)
    }
    var revision: ArraySlice<UInt8> = []
    if let hyphen = upstream.lastIndex(of: 0x2D) {
      revision = upstream[(hyphen + 1)...]
      upstream = upstream[..<hyphen]
      guard !revision.isEmpty, revision.allSatisfy({ isAllowed($0) }) else { return false }
    }
    guard upstream.first?.isDigit == true,
      upstream.allSatisfy({ isAllowed($0) || $0 == 0x2D || $0 == 0x3A })
    else { return false }
    writePart(upstream, to: &key)
    writePart(revision, to: &key)
    return true
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == 0x2E || byte == 0x2B || byte == 0x7E
  }

  private static func writePart(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) {
    var cursor = VersionCursor(text)
    repeat {
      for byte in cursor.take(while: { !$0.isDigit }) { key.mark(rank(of: byte)) }
      key.mark(end)
      key.number(cursor.digits())
    } while !cursor.isAtEnd
    key.mark(end)
  }

  private static func rank(of byte: UInt8) -> UInt8 {
    if byte == 0x7E { return 0x01 }
    return byte.isLetter ? byte : byte | 0x80
  }
}
