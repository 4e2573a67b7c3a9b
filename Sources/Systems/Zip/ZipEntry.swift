import Model

/// One entry of a ZIP archive as its directory describes it; the sizes may be lies until it is read.
package struct ZipEntry: Hashable, Sendable {
  package let name: String
  package let index: Int
  /// Uncompressed, in bytes.
  package let size: Int
  package let compressedSize: Int
  package let isEncrypted: Bool

  package var isFolder: Bool { name.hasSuffix("/") }

  /// Whether the name stays below the folder that the archive would be unpacked in.
  ///
  /// Refused are absolute names, drive letters, backslashes, control characters, and `.` and `..` as parts.
  package var hasSafeName: Bool {
    guard !name.isEmpty, !name.hasPrefix("/"), !name.contains("\\"),
      !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    else { return false }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    if let first = parts.first, first.utf8.count == 2, first.hasSuffix(":") { return false }
    let named = isFolder ? parts.dropLast() : parts[...]
    return named.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  /// Why the entry must not be read, or nil.
  func refusal(_ limits: ZipLimits) -> String? {
    let shown = "entry \"\(name.shownInMessage)\""
    if !hasSafeName { return "\(shown) has a name that leads out of the archive" }
    if isEncrypted { return "\(shown) is encrypted" }
    if size > limits.maximumEntryBytes {
      return "\(shown) has \(ByteSize(bytes: size).description) uncompressed, more than the"
        + " \(ByteSize(bytes: limits.maximumEntryBytes).description) that are read"
    }
    let isHarmless = size <= ZipLimits.harmlessBytes
    if !isHarmless, size / limits.maximumRatio > compressedSize {
      return "\(shown) grows more than \(limits.maximumRatio) times when it is unpacked,"
        + " as only a zip bomb does"
    }
    return nil
  }
}

extension String {
  /// At most eighty characters on one line, without control characters.
  var shownInMessage: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars.prefix(80) {
      let isPrintable = scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
      text.append(isPrintable ? scalar : " ")
    }
    return String(text)
  }
}
