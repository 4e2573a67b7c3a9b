/// Base64 between two marker lines, as keys and signatures are kept in text files (RFC 7468).
enum Armor {
  /// The columns of a line that OpenSSH writes.
  private static let width = 70

  static func wrap(_ bytes: [UInt8], label: String) -> String {
    var text = "-----BEGIN \(label)-----\n"
    var rest = Base64.encode(bytes).utf8[...]
    while !rest.isEmpty {
      text += String(decoding: rest.prefix(width), as: UTF8.self) + "\n"
      rest = rest.dropFirst(width)
    }
    return text + "-----END \(label)-----\n"
  }

  /// What lies between the markers.
  ///
  /// - Throws: a reason when a marker is missing or something else stands before, between or after.
  static func unwrap(_ text: [UInt8], label: String) throws(Malformed) -> [UInt8] {
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
    guard let first = lines.first, first.elementsEqual("-----BEGIN \(label)-----".utf8) else {
      throw Malformed("does not begin with \"-----BEGIN \(label)-----\"")
    }
    let end = Array("-----END \(label)-----".utf8)
    guard let last = lines.firstIndex(where: { $0.elementsEqual(end) }) else {
      throw Malformed("has no line \"-----END \(label)-----\"")
    }
    guard lines[(last + 1)...].allSatisfy(\.isEmpty) else {
      throw Malformed("goes on after \"-----END \(label)-----\"")
    }
    guard let bytes = Base64.decode(Array(lines[1..<last].joined())) else {
      throw Malformed("holds something else than base64 between its marker lines")
    }
    return bytes
  }
}
