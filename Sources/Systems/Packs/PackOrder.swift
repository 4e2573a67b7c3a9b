/// The objects of a pack in the order in which they lie in it.
struct PackOrder: Sendable {
  /// Ascending.
  let offsets: [Int]
  /// Positions in the index.
  let positions: [UInt32]

  /// Sorts by offset, eleven bits at a time: two or three passes are enough for most packs.
  init(_ index: PackIndex) {
    // Those that the index does not tell come last, beyond any pack.
    var offsets = (0..<index.count).map { index.offset(at: $0) ?? Int.max }
    var positions = (0..<index.count).map { UInt32(truncatingIfNeeded: $0) }
    let highest = offsets.max() ?? 0
    var otherOffsets = offsets
    var otherPositions = positions
    var shift = 0
    while shift < Int.bitWidth, highest >> shift > 0 {
      var starts = [Int](repeating: 0, count: 2049)
      for offset in offsets { starts[(offset >> shift) & 2047 + 1] += 1 }
      for digit in 1...2048 { starts[digit] += starts[digit - 1] }
      for place in offsets.indices {
        let digit = (offsets[place] >> shift) & 2047
        otherOffsets[starts[digit]] = offsets[place]
        otherPositions[starts[digit]] = positions[place]
        starts[digit] += 1
      }
      swap(&offsets, &otherOffsets)
      swap(&positions, &otherPositions)
      shift += 11
    }
    self.offsets = offsets
    self.positions = positions
  }

  /// The first object that begins at an offset; nil when none does.
  func place(ofOffset offset: Int) -> Int? {
    var lower = 0
    var upper = offsets.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if offsets[middle] < offset { lower = middle + 1 } else { upper = middle }
    }
    return lower < offsets.count && offsets[lower] == offset ? lower : nil
  }

  /// Where the object at a place has to end: where the next begins, or the pack ends.
  func end(ofPlace place: Int, packEnd: Int) -> Int {
    var next = place + 1
    // An index may say that several objects begin at one offset.
    while next < offsets.count, offsets[next] == offsets[place] { next += 1 }
    return next < offsets.count ? min(offsets[next], packEnd) : packEnd
  }
}
