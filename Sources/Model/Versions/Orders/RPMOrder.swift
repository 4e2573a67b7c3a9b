/// The order of RPM packages (rpm-version(7)): `[epoch:]version[-release]`, where runs of digits and of
/// letters are compared and all between them only separates.
///
/// At one place `~` comes before the end of the version, then `^`, then letters, then numbers.
enum RPMOrder {
  static func write(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) -> Bool {
    var version = text
    if let colon = text.firstIndex(of: 0x3A) {
      let epoch = text[..<colon]
      guard epoch.allSatisfy(\.isDigit) else { return false }
      key.number(epoch)
      version = text[(colon + 1)...]
    } else {
      key.count(0)
    }
    var release: ArraySlice<UInt8> = []
    if let hyphen = version.lastIndex(of: 0x2D) {
      release = version[(hyphen + 1)...]
      version = version[..<hyphen]
    }
    guard version.contains(where: \.isAlphanumeric), !version.contains(0x20),
      !release.contains(0x20)
    else { return false }
    writePart(version, to: &key)
    writePart(release, to: &key)
    return true
  }

  private static func writePart(_ text: ArraySlice<UInt8>, to key: inout VersionKeyWriter) {
    var cursor = VersionCursor(text)
    while let next = cursor.next {
      if next == 0x7E {
        key.mark(1)
        cursor.removeFirst()
      } else if next == 0x5E {
        key.mark(3)
        cursor.removeFirst()
      } else if next.isDigit {
        key.mark(5)
        key.number(cursor.digits())
      } else if next.isLetter {
        key.mark(4)
        key.word(cursor.take(while: \.isLetter))
      } else {
        cursor.removeFirst()
      }
    }
    key.mark(2)
  }
}
