import FoundationEssentials

/// A digest as lockfiles write it, in the form that bills of materials ask for.
struct ContentDigest: Hashable, Comparable {
  /// `SHA-256`, as CycloneDX writes it.
  let algorithm: String
  /// Lower-case hexadecimal digits.
  let value: String

  private static let lengths = [
    "MD5": 32, "SHA-1": 40, "SHA-256": 64, "SHA-384": 96, "SHA-512": 128,
  ]
  private static let names = [
    "md5": "MD5", "sha1": "SHA-1", "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512",
  ]

  /// Reads what a lockfile writes.
  ///
  /// That is `sha512-<base64>` (Subresource Integrity, of which there may be several), `sha256:<hex>`,
  /// or digits alone, whose length tells the algorithm. Go's `h1:` is over a list of files and no
  /// digest of what is downloaded.
  static func all(in text: String) -> [ContentDigest] {
    text.split(separator: " ").compactMap { word in
      if let dash = word.firstIndex(of: "-"), let name = names[word[..<dash].lowercased()] {
        let encoded = word[word.index(after: dash)...].prefix { $0 != "?" }
        guard let data = Data(base64Encoded: String(encoded)) else { return nil }
        return checked(name, data.map { Self.digits($0) }.joined())
      }
      if let colon = word.firstIndex(of: ":") {
        guard let name = names[word[..<colon].lowercased()] else { return nil }
        return checked(name, word[word.index(after: colon)...].lowercased())
      }
      let value = word.lowercased()
      let name = lengths.first { $0.value == value.utf8.count }?.key
      return name.flatMap { checked($0, value) }
    }
  }

  private static func checked(_ name: String, _ value: String) -> ContentDigest? {
    guard value.utf8.count == lengths[name],
      value.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    return ContentDigest(algorithm: name, value: value)
  }

  private static func digits(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return text.utf8.count == 1 ? "0" + text : text
  }

  static func < (left: ContentDigest, right: ContentDigest) -> Bool {
    (left.algorithm, left.value) < (right.algorithm, right.value)
  }
}
