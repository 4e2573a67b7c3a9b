/// JSON with comments and with a comma after the last entry, as some tools write it.
enum RelaxedJSON {
  /// The same text as plain JSON, every byte in its place: what is left out becomes spaces.
  static func strict(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var position = 0
    /// Where a comma stands that nothing has followed yet.
    var comma: Int?
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position = afterString(in: bytes, from: position)
        comma = nil
        continue
      case UInt8(ascii: "/"):
        if let end = commentEnd(in: bytes, from: position) {
          for index in position..<end where bytes[index] != 0x0A && bytes[index] != 0x0D {
            result[index] = 0x20
          }
          position = end
          continue
        }
        comma = nil
      case UInt8(ascii: ","): comma = position
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if let comma { result[comma] = 0x20 }
        comma = nil
      case 0x20, 0x09, 0x0A, 0x0D: break
      default: comma = nil
      }
      position += 1
    }
    return result
  }

  private static func afterString(in bytes: [UInt8], from start: Int) -> Int {
    var position = start + 1
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\\") {
        position += 2
        continue
      }
      if bytes[position] == UInt8(ascii: "\"") { return position + 1 }
      position += 1
    }
    return bytes.count
  }

  private static func commentEnd(in bytes: [UInt8], from start: Int) -> Int? {
    guard start + 1 < bytes.count else { return nil }
    if bytes[start + 1] == UInt8(ascii: "/") {
      return bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    }
    guard bytes[start + 1] == UInt8(ascii: "*") else { return nil }
    var position = start + 2
    while position + 1 < bytes.count {
      if bytes[position] == UInt8(ascii: "*"), bytes[position + 1] == UInt8(ascii: "/") {
        return position + 2
      }
      position += 1
    }
    return nil
  }
}
