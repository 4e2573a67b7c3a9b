extension ObjectReader {
  /// An object that is no delta, piece by piece.
  ///
  /// - Parameters:
  ///   - node: Which.
  ///   - isCancelled: Asked before each piece.
  /// - Returns: Its kind, and what gives its content.
  /// - Throws: Why it cannot be read.
  func pieces(
    of node: Int, isCancelled: @escaping @Sendable () -> Bool
  ) throws(ObjectGap.Reason) -> LargeObject {
    guard let pack = nodes.pack(of: node) else {
      return try nodes.looseObject(node).pieces(isCancelled)
    }
    let file = nodes.store.packs[pack]
    guard let range = nodes.range(of: node, in: pack) else { throw .outsideFile }
    var head: [UInt8] = []
    let count = file.read(
      min(range.count, PackEntryHeader.longest), at: range.lowerBound, into: &head)
    let header = try PackEntryHeader(head, to: count, hash: file.index.hash)
    guard case .object(let kind) = header.form else { throw .tooLarge }
    var place = range.lowerBound + header.length
    let stream = try InflateStream { bytes in
      let got = file.read(min(Self.portion, range.upperBound - place), at: place, into: &bytes)
      place += got
      return got
    }
    return LargeObject(
      kind: kind,
      pieces: ObjectPieces(count: header.size, from: stream, isCancelled: isCancelled))
  }

  private static var portion: Int { 1 << 16 }
}

/// An object that is too large to be held.
struct LargeObject: ~Copyable {
  let kind: ObjectKind
  var pieces: ObjectPieces
}
