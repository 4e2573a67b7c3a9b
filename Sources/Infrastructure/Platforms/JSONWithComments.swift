/// JSON with comments and trailing commas, as editors and Cloudflare's tools read it.
enum JSONWithComments {
  /// The same bytes with blanks for comments and trailing commas, so that every place stays.
  static func plain(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var position = 0
    var comma: Int?
    while position < bytes.count {
      let byte = bytes[position]
      let next = position + 1 < bytes.count ? bytes[position + 1] : 0
      if byte == UInt8(ascii: "\"") {
        comma = nil
        position = end(ofString: position, in: bytes)
      } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "/") || next == UInt8(ascii: "*") {
        let end = end(ofComment: position, isLine: next == byte, in: bytes)
        for offset in position..<end where bytes[offset] != 0x0A { result[offset] = 0x20 }
        position = end
      } else {
        if byte == UInt8(ascii: ",") {
          comma = position
        } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
          if let comma { result[comma] = 0x20 }
          comma = nil
        } else if byte > 0x20 {
          comma = nil
        }
        position += 1
      }
    }
    return result
  }

  private static func end(ofString start: Int, in bytes: [UInt8]) -> Int {
    var position = start + 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(bytes.count, position + 1)
  }

  private static func end(ofComment start: Int, isLine: Bool, in bytes: [UInt8]) -> Int {
    var position = start + 2
    while position < bytes.count {
      if isLine, bytes[position] == 0x0A { return position }
      if !isLine, bytes[position] == UInt8(ascii: "/"), bytes[position - 1] == UInt8(ascii: "*"),
        position > start + 2
      {
        return position + 1
      }
      position += 1
    }
    return bytes.count
  }
}
