/// An amount of memory or storage: `512`, `10 MB` (powers of 1000), `2GiB` or `2Gi` (powers of 1024).
package struct ByteSize: Hashable, Sendable, Comparable {
  package let bytes: Int

  package init(bytes: Int) { self.bytes = bytes }

  /// Reads a whole number and an optional unit; nil for anything else and past 2^60 bytes.
  package init?(_ text: String) {
    let digits = Array(text.utf8.prefix { (0x30...0x39).contains($0) })
    guard let count = CalendarDate.number(digits[...]) else { return nil }
    var unit = String(text.dropFirst(digits.count))
    while unit.hasPrefix(" ") { unit.removeFirst() }
    let scales = [
      "": 1, "B": 1, "kB": 1_000, "KB": 1_000, "k": 1_000, "MB": 1_000_000, "M": 1_000_000,
      "GB": 1_000_000_000, "G": 1_000_000_000, "TB": 1_000_000_000_000, "T": 1_000_000_000_000,
      "KiB": 1 << 10, "Ki": 1 << 10, "MiB": 1 << 20, "Mi": 1 << 20, "GiB": 1 << 30, "Gi": 1 << 30,
      "TiB": 1 << 40, "Ti": 1 << 40,
    ]
    guard let scale = scales[unit], count <= (1 << 60) / scale else { return nil }
    bytes = count * scale
  }

  package static func < (left: ByteSize, right: ByteSize) -> Bool { left.bytes < right.bytes }

  /// A rounded amount for people: `1.4 MB`.
  package var description: String {
    for (scale, unit) in [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")]
    where bytes >= scale {
      let tenths = bytes / (scale / 10)
      return "\(tenths / 10).\(tenths % 10) \(unit)"
    }
    return "\(bytes) B"
  }
}
