/// A version as its ecosystem orders it, read once into bytes that compare as the versions do.
///
/// ```swift
/// EcosystemVersion("1.0rc1", ecosystem: "PyPI")! < EcosystemVersion("1.0", ecosystem: "PyPI")!
/// ```
/// Two versions are equal when their ecosystem says so (`1.0` and `1.0.0` in PyPI), and versions of
/// two orders never are.
package struct EcosystemVersion: Hashable, Sendable, Comparable {
  /// Grows whenever a change makes keys that were stored before compare differently.
  package static let keyFormat = 1
  /// Longer texts are nobody's version.
  private static let longestText = 65_536

  /// The order's number, then the bytes that its file writes: a database may store and compare them.
  package let key: [UInt8]

  /// The order that the version was read by; nil for a key that was not written here.
  package var order: VersionOrder? { key.first.flatMap(VersionOrder.init(rawValue:)) }

  /// Takes a key that was read before.
  package init(key: [UInt8]) { self.key = key }

  /// Reads a version; nil when the text is no version there, or the order of the ecosystem is not known.
  ///
  /// - Parameters:
  ///   - text: the version as a lockfile or an advisory writes it.
  ///   - ecosystem: an OSV ecosystem, with or without its release: `npm`, `Debian:12`.
  package init?(_ text: String, ecosystem: String) {
    guard let order = VersionOrder(ecosystem: ecosystem) else { return nil }
    self.init(text, order: order)
  }

  /// Reads a version by the rules of one order; nil when the text is no version there.
  package init?(_ text: String, order: VersionOrder) {
    var bytes = Array(text.utf8)[...]
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    // A key ends its words with a zero byte, and no version holds a control character.
    guard !bytes.isEmpty, bytes.count <= Self.longestText,
      !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else { return nil }
    var writer = VersionKeyWriter(capacity: bytes.count + 8)
    writer.mark(order.rawValue)
    guard order.write(bytes, to: &writer) else { return nil }
    key = writer.bytes
  }

  package static func < (left: EcosystemVersion, right: EcosystemVersion) -> Bool {
    let count = min(left.key.count, right.key.count)
    for index in 0..<count where left.key[index] != right.key[index] {
      return left.key[index] < right.key[index]
    }
    return left.key.count < right.key.count
  }
}

extension EcosystemVersion: Codable {
  /// Reads the key in hexadecimal digits.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    var key: [UInt8] = []
    var digits = text.utf8[...]
    while !digits.isEmpty {
      guard let byte = UInt8(String(decoding: digits.prefix(2), as: UTF8.self), radix: 16) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "A version key is written in hexadecimal digits.")
      }
      key.append(byte)
      digits = digits.dropFirst(2)
    }
    self.init(key: key)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(
      key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
  }
}
