/// What stands before the compressed data of an object in a pack.
struct PackEntryHeader {
  enum Form {
    case object(ObjectKind)
    /// How far before the object its base begins.
    case offsetDelta(Int)
    case nameDelta(ObjectName)
  }

  let form: Form
  /// Of the object, or of the delta, once decompressed.
  let size: Int
  /// Of the header itself.
  let length: Int

  /// The longest header there can be, with some to spare.
  static let longest = 64

  /// Reads the header at the beginning of bytes.
  ///
  /// - Parameters:
  ///   - bytes: May go on after the header and after the limit.
  ///   - start: Where the header begins.
  ///   - end: Where what is known of the bytes ends.
  ///   - hash: What names are made with.
  /// - Throws: `damagedHeader`, or `tooLarge` for a size that no number holds.
  init(
    _ bytes: [UInt8], from start: Int = 0, to end: Int, hash: ObjectHash
  ) throws(ObjectGap.Reason) {
    var reader = Reader(bytes: bytes, position: start, end: min(end, bytes.count))
    let (code, size) = try reader.codeAndSize()
    switch code {
    case 6: form = .offsetDelta(try reader.distance())
    case 7:
      guard reader.end - reader.position >= hash.byteCount,
        let name = ObjectName(bytes, at: reader.position, hash: hash)
      else { throw .damagedHeader }
      form = .nameDelta(name)
      reader.position += hash.byteCount
    default:
      guard let kind = ObjectKind(rawValue: code) else { throw .damagedHeader }
      form = .object(kind)
    }
    self.size = size
    length = reader.position - start
  }

  private struct Reader {
    let bytes: [UInt8]
    var position: Int
    let end: Int

    mutating func next() throws(ObjectGap.Reason) -> UInt8 {
      guard position < end else { throw .damagedHeader }
      defer { position += 1 }
      return bytes[position]
    }

    /// Three bits of code and four of size, then seven of size a byte, the lowest first.
    mutating func codeAndSize() throws(ObjectGap.Reason) -> (UInt8, Int) {
      var byte = try next()
      let code = (byte >> 4) & 7
      var size = UInt64(byte & 15)
      var shift: UInt64 = 4
      while byte & 0x80 != 0 {
        byte = try next()
        let part = UInt64(byte & 0x7F)
        // Nothing may be shifted out at the top, and the sign has to stay free.
        guard shift < 63, part <= UInt64(Int.max) >> shift else { throw .tooLarge }
        size |= part << shift
        shift += 7
      }
      return (code, Int(size))
    }

    /// Seven bits a byte, the highest first, each further byte counted from one more.
    mutating func distance() throws(ObjectGap.Reason) -> Int {
      var byte = try next()
      var distance = Int(byte & 0x7F)
      while byte & 0x80 != 0 {
        guard distance < Int.max >> 8 else { throw .damagedHeader }
        byte = try next()
        distance = (distance + 1) << 7 | Int(byte & 0x7F)
      }
      return distance
    }
  }
}
