/// An amount of memory or storage: `512`, `10 MB` (powers of 1000), `2GiB`, `2Gi` or `0.5Gi` (powers
/// of 1024).
package struct ByteSize: Hashable, Sendable, Comparable {
  package let bytes: Int

  package init(bytes: Int) { self.bytes = bytes }

  /// Reads a whole number and an optional unit, or a number with up to three decimals and a unit.
  ///
  /// A part of a byte counts as a whole one. Nil for anything else and past 2^60 bytes.
  package init?(_ text: String) {
    let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) }
    let digits = Array(text.utf8.prefix(while: isDigit))
    guard let count = CalendarDate.number(digits[...]) else { return nil }
    var unit = String(text.dropFirst(digits.count))
    var decimals: [UInt8] = []
    if unit.hasPrefix(".") {
      decimals = Array(unit.utf8.dropFirst().prefix(while: isDigit))
      unit = String(unit.dropFirst(1 + decimals.count))
      guard (1...3).contains(decimals.count) else { return nil }
    }
    while unit.hasPrefix(" ") { unit.removeFirst() }
    let scales = [
      "": 1, "B": 1, "kB": 1_000, "KB": 1_000, "k": 1_000, "MB": 1_000_000, "M": 1_000_000,
      "GB": 1_000_000_000, "G": 1_000_000_000, "TB": 1_000_000_000_000, "T": 1_000_000_000_000,
      "KiB": 1 << 10, "Ki": 1 << 10, "MiB": 1 << 20, "Mi": 1 << 20, "GiB": 1 << 30, "Gi": 1 << 30,
      "TiB": 1 << 40, "Ti": 1 << 40,
    ]
    guard let scale = scales[unit], count <= (1 << 60) / scale else { return nil }
    // Decimals without a unit make a number or a version.
    guard decimals.isEmpty || scale > 1 else { return nil }
    bytes = count * scale + Self.bytes(of: decimals, scale: scale)
  }

  /// Rounded up; the scale is below 2^41, so that three digits more fit.
  private static func bytes(of decimals: [UInt8], scale: Int) -> Int {
    guard let count = CalendarDate.number(decimals[...]) else { return 0 }
    let whole = decimals.reduce(1) { power, _ in power * 10 }
    return (count * scale + whole - 1) / whole
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
