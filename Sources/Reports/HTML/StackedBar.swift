/// Divides a length in proportion to numbers, none too narrow to be seen.
///
/// Whole numbers only, so that the bytes are the same everywhere.
struct StackedBar {
  let length: Int
  let gap: Int
  let narrowest: Int

  func parts(_ numbers: [Int]) -> [(start: Int, width: Int)] {
    let total = numbers.reduce(0, +)
    guard total > 0 else { return [] }
    let free = max(0, length - gap * (numbers.count - 1) - narrowest * numbers.count)
    var before = 0
    return numbers.enumerated().map { index, number in
      // Edges are computed from the sums, so that rounding never leaves a gap at the end.
      let fixed = index * (narrowest + gap)
      let start = fixed + free * before / total
      before += number
      let end = fixed + narrowest + free * before / total
      return (start, end - start)
    }
  }
}
