import CGit

/// The name of an object: its SHA-1, kept without an allocation.
package struct GitObjectID: Hashable, Comparable, Sendable {
  private let first: UInt64
  private let second: UInt64
  private let third: UInt32

  init(_ raw: git_oid) {
    // The structure is 20 plain bytes, so loads at 0, 8 and 16 stay inside it.
    (first, second, third) = unsafe withUnsafeBytes(of: raw) { bytes in
      unsafe (
        UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
        UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
      )
    }
  }

  /// The same name as the reader of packs knows it; nil for one of SHA-256.
  package init?(_ name: ObjectName) {
    guard name.hash == .sha1 else { return nil }
    var raw = git_oid()
    // The structure is 20 plain bytes, and the name has as many.
    unsafe withUnsafeMutableBytes(of: &raw) { unsafe $0.copyBytes(from: name.bytes) }
    self.init(raw)
  }

  /// The same name as the reader of packs knows it.
  package var name: ObjectName {
    ObjectName(first: first, second: second, third: UInt64(third) << 32)
  }

  var raw: git_oid {
    var result = git_oid()
    // The same three places as in `init`.
    unsafe withUnsafeMutableBytes(of: &result) { bytes in
      unsafe bytes.storeBytes(of: first.bigEndian, as: UInt64.self)
      unsafe bytes.storeBytes(of: second.bigEndian, toByteOffset: 8, as: UInt64.self)
      unsafe bytes.storeBytes(of: third.bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return result
  }

  /// 40 hexadecimal digits.
  package var description: String {
    Self.padded(first, to: 16) + Self.padded(second, to: 16) + Self.padded(UInt64(third), to: 8)
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.first, left.second, left.third) < (right.first, right.second, right.third)
  }

  private static func padded(_ value: UInt64, to width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
