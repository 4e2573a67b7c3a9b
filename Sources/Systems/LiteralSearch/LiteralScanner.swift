import CVectorscan
import Model

/// What one thread needs to search for the literals of a database.
@safe
package final class LiteralScanner {
  let database: LiteralDatabase
  let scratch: OpaquePointer

  package init(_ database: LiteralDatabase) throws(Unavailable) {
    self.database = database
    var allocated: OpaquePointer?
    guard unsafe hs_alloc_scratch(database.handle, &allocated) == HS_SUCCESS,
      let scratch = unsafe allocated
    else { throw Unavailable("no memory to search for literals") }
    unsafe self.scratch = scratch
  }

  deinit {
    // The only owner, and no scan is under way.
    unsafe hs_free_scratch(scratch)
  }

  /// Every occurrence of every literal whose condition holds, in order of their ends.
  ///
  /// - Parameters:
  ///   - bytes: What is searched.
  ///   - gap: Occurrences of one literal no further apart than this are one hit, which bounds what
  ///     hostile bytes can make.
  /// - Returns: The hits, each with the range that its occurrences span.
  /// - Throws: `Unavailable` for more bytes than can be searched at once.
  package func hits(
    in bytes: [UInt8], joiningWithin gap: Int = 0
  ) throws(Unavailable) -> [LiteralHit] {
    guard !bytes.isEmpty else { return [] }
    guard let length = UInt32(exactly: bytes.count) else {
      throw Unavailable("more than 4 GB cannot be searched at once")
    }
    var hits: [LiteralHit] = []
    let code = unsafe bytes.withUnsafeBytes { buffer in
      var collection = unsafe LiteralCollection(database, bytes: buffer, gap: max(0, gap))
      let code = unsafe withUnsafeMutablePointer(to: &collection) { context in
        // Bytes, scratch and context outlive the call, and the scan keeps none of them.
        unsafe hs_scan(
          database.handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), length, 0,
          scratch, Self.collect, context)
      }
      hits = collection.hits
      return code
    }
    guard code == HS_SUCCESS else {
      throw Unavailable("the search for literals failed with code \(code)")
    }
    return hits
  }

  private static let collect: match_event_handler = { identifier, _, end, _, context in
    // The context is the collection that `hits` passes for the length of its call.
    unsafe context?.assumingMemoryBound(to: LiteralCollection.self).pointee
      .add(literal: Int(identifier), searchedEnd: Int(truncatingIfNeeded: end))
    return 0
  }
}
