import CVectorscan
import Glibc
import Model

/// Many literals, found in one pass over the bytes.
///
/// Compiled once and never changed; vectorscan allows any number of threads to scan with one
/// database as long as each has its own scratch, which is why this may be shared.
@safe
package final class LiteralDatabase: @unchecked Sendable {
  let handle: OpaquePointer
  let literals: [Literal]
  let shapes: [LiteralShape]
  let reach: LiteralReach

  /// - Throws: `Unavailable` when a literal is empty or the processor lacks what vectorscan needs.
  package init(_ literals: [Literal]) throws(Unavailable) {
    guard !literals.isEmpty, literals.allSatisfy({ !$0.bytes.isEmpty }) else {
      throw Unavailable("a literal to search for is empty")
    }
    guard hs_valid_platform() == HS_SUCCESS else {
      throw Unavailable("the processor lacks the instructions that vectorscan needs")
    }
    self.literals = literals
    shapes = literals.map { LiteralShape($0) }
    reach = LiteralReach(of: literals)
    unsafe handle = try Self.compile(literals)
  }

  /// Takes a database over that was compiled before from the same literals.
  ///
  /// Nil when vectorscan does not take it: another version made it, or for another processor. The
  /// bytes must be what `serialized` gave, for vectorscan compares no more than a checksum.
  package init?(serialized bytes: [UInt8], of literals: [Literal]) {
    guard !literals.isEmpty, hs_valid_platform() == HS_SUCCESS else { return nil }
    var database: OpaquePointer?
    let code = unsafe bytes.withUnsafeBytes { buffer in
      // Reads the length given; the database is a copy.
      unsafe hs_deserialize_database(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, &database)
    }
    guard code == HS_SUCCESS, let database = unsafe database else { return nil }
    self.literals = literals
    shapes = literals.map { LiteralShape($0) }
    reach = LiteralReach(of: literals)
    unsafe handle = database
  }

  /// The compiled database as bytes; nil when there is no memory for them.
  package var serialized: [UInt8]? {
    var start: UnsafeMutablePointer<CChar>?
    var count = 0
    guard unsafe hs_serialize_database(handle, &start, &count) == HS_SUCCESS,
      let start = unsafe start
    else { return nil }
    // vectorscan allocated the block of that length with malloc for this call alone.
    defer { unsafe free(start) }
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// What a serialized database depends on beside its literals: vectorscan's version and the
  /// processor.
  package static var platform: String {
    // Filled by the call alone.
    var information = hs_platform_info_t()
    guard unsafe hs_populate_platform(&information) == HS_SUCCESS else { return "" }
    let version = unsafe hs_version().map { unsafe String(cString: $0) } ?? ""
    return "\(version) \(information.tune) \(information.cpu_features)"
  }

  deinit {
    // The only owner; every scanner keeps the database alive while it may use it.
    unsafe hs_free_database(handle)
  }

  private static func compile(_ literals: [Literal]) throws(Unavailable) -> OpaquePointer {
    // One buffer of all bytes with an offset for each literal, so that the pointers into it are
    // valid for exactly the call.
    let parts = literals.map { $0.bytes.prefix(LiteralShape.searchedLength) }
    let bytes = parts.flatMap { $0.map { CChar(bitPattern: $0) } }
    let lengths = parts.map(\.count)
    let flags = literals.map {
      $0.isCaseSensitive ? UInt32(0) : UInt32(bitPattern: Int32(HS_FLAG_CASELESS))
    }
    let identifiers = literals.indices.map { UInt32(truncatingIfNeeded: $0) }
    var database: OpaquePointer?
    var failure: UnsafeMutablePointer<hs_compile_error_t>?
    let code = unsafe bytes.withUnsafeBufferPointer { buffer in
      var pointers: [UnsafePointer<CChar>?] = unsafe []
      var offset = 0
      for length in lengths {
        unsafe pointers.append(buffer.baseAddress.map { unsafe $0 + offset })
        offset += length
      }
      return unsafe hs_compile_lit_multi(
        pointers, flags, identifiers, lengths, UInt32(literals.count),
        UInt32(HS_MODE_BLOCK), nil, &database, &failure)
    }
    guard code == HS_SUCCESS, let database = unsafe database else {
      let reason = unsafe failure?.pointee.message.map { unsafe String(cString: $0) }
      // Null or made by the call above; freeing null is allowed.
      unsafe hs_free_compile_error(failure)
      throw Unavailable("literals could not be compiled: \(reason ?? "code \(code)")")
    }
    return unsafe database
  }
}
