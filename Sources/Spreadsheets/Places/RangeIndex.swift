/// Finds the rectangle around a cell without looking at all of them.
struct RangeIndex: Sendable {
  /// Rows that one entry of the index stands for.
  private static let height = 64
  /// A rectangle in more entries than these is kept apart.
  private static let mostEntries = 64

  private var byBlock: [Int: [CellRange]] = [:]
  private var tall: [CellRange] = []

  init(_ ranges: [CellRange]) {
    for range in ranges {
      let blocks = range.first.row / Self.height...range.last.row / Self.height
      if blocks.count > Self.mostEntries {
        tall.append(range)
      } else {
        for block in blocks { byBlock[block, default: []].append(range) }
      }
    }
  }

  func range(at place: CellReference) -> CellRange? {
    byBlock[place.row / Self.height]?.first { $0.contains(place) }
      ?? tall.first { $0.contains(place) }
  }
}
