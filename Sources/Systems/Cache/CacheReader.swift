/// Reads what `CacheWriter` wrote.
///
/// Every method throws when the bytes are not what it wrote: a file that was believed can still be
/// another version's.
package struct CacheReader {
  private let bytes: [UInt8]
  private var position = 0

  /// The bytes are not what was written.
  package struct Mismatch: Error {
    package init() {}
  }

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var isAtEnd: Bool { position == bytes.count }

  package mutating func number() throws(Mismatch) -> Int {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      result |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return Int(Int64(bitPattern: result)) }
      shift += 7
    }
    throw Mismatch()
  }

  /// A number of elements or bytes that can still follow.
  package mutating func count() throws(Mismatch) -> Int {
    let count = try number()
    guard count >= 0, count <= bytes.count - position else { throw Mismatch() }
    return count
  }

  package mutating func truth() throws(Mismatch) -> Bool {
    switch try number() {
    case 0: false
    case 1: true
    default: throw Mismatch()
    }
  }

  package mutating func content() throws(Mismatch) -> [UInt8] {
    let count = try count()
    defer { position += count }
    return Array(bytes[position..<(position + count)])
  }

  package mutating func text() throws(Mismatch) -> String {
    String(decoding: try content(), as: UTF8.self)
  }

  package mutating func optionalText() throws(Mismatch) -> String? {
    try truth() ? try text() : nil
  }

  package mutating func fraction() throws(Mismatch) -> Double {
    Double(bitPattern: UInt64(bitPattern: Int64(try number())))
  }

  package mutating func list<Element>(
    _ each: (inout CacheReader) throws(Mismatch) -> Element
  ) throws(Mismatch) -> [Element] {
    let count = try count()
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try each(&self)) }
    return elements
  }
}
