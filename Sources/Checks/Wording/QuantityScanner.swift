/// Finds the numbers that a sentence states, and leaves out those that are part of a name.
struct QuantityScanner {
  let quantities: [Quantity]

  init(scalars: [Unicode.Scalar], segments: [StatementTemplate.Segment]) {
    let chunks = Chunk.split(scalars)
    let parameters = segments.filter(\.isParameter).map(\.text)
    var found: [Quantity] = []
    var lastName = -10
    for (index, chunk) in chunks.enumerated() {
      let next = chunks[min(index + 1, chunks.count)...].prefix(2)
      if NumberNames.isName(chunks, at: index, after: lastName) {
        lastName = index
      } else if let (number, unit, end) = Self.measure(chunk, next: next) {
        let range = chunk.range.lowerBound..<end
        found.append(
          Quantity(
            range: range, text: StatementWord.lowered(scalars[range]), number: number, unit: unit,
            isParameter: parameters.contains { $0.overlaps(chunk.range) }))
      }
    }
    quantities = found
  }

  /// The number, its unit, and where the unit ends; nil when the chunk states no number.
  private static func measure(
    _ chunk: Chunk, next: ArraySlice<Chunk>
  ) -> (number: String, unit: String, end: Int)? {
    if let number = NumberNames.words[chunk.text] {
      // "One key" counts things; only with a unit is the word a measure.
      return unit(in: next).map { (number, $0.unit, $0.end) }
    }
    guard let first = chunk.text.unicodeScalars.first, StatementWord.isDigit(first) else {
      return nil
    }
    let digits = chunk.text.prefix { $0.isNumber || ".,:-/".contains($0) }
    let number = String(digits.reversed().drop { !$0.isNumber }.reversed())
    let rest = chunk.text.dropFirst(number.count).drop { $0 == "-" }
    switch rest {
    case "", "+":
      let following = unit(in: next)
      return (number, following?.unit ?? "", following?.end ?? chunk.range.upperBound)
    case "%", "%+": return (number, "%", chunk.range.upperBound)
    default:
      guard NumberNames.units.contains(String(rest)) else { return nil }
      return (number, String(rest), chunk.range.upperBound)
    }
  }

  private static func unit(in next: ArraySlice<Chunk>) -> (unit: String, end: Int)? {
    guard let first = next.first else { return nil }
    if NumberNames.units.contains(first.text) { return (first.text, first.range.upperBound) }
    guard let second = next.dropFirst().first, NumberNames.units.contains(second.text) else {
      return nil
    }
    switch first.text {
    case "business", "working":
      return ("business \(second.text)", second.range.upperBound)
    case "calendar", "consecutive": return (second.text, second.range.upperBound)
    default: return nil
    }
  }

  /// A run of code points between spaces, brackets and quotation marks, without the punctuation
  /// around it.
  struct Chunk {
    let text: String
    let range: Range<Int>

    static func split(_ scalars: [Unicode.Scalar]) -> [Chunk] {
      var chunks: [Chunk] = []
      var start = 0
      for index in 0...scalars.count
      where index == scalars.count || isSeparator(at: index, in: scalars) {
        if let chunk = Chunk(trimming: start..<index, in: scalars) { chunks.append(chunk) }
        start = index + 1
      }
      return chunks
    }

    private init?(trimming range: Range<Int>, in scalars: [Unicode.Scalar]) {
      guard !range.isEmpty else { return nil }
      var (start, end) = (range.lowerBound, range.upperBound)
      while start < end, !StatementWord.isAlphanumeric(scalars[start]) { start += 1 }
      while end > start, !Self.mayEnd(scalars[end - 1]) { end -= 1 }
      guard start < end else { return nil }
      self.range = start..<end
      text = StatementWord.lowered(scalars[start..<end])
    }

    private static func mayEnd(_ scalar: Unicode.Scalar) -> Bool {
      StatementWord.isAlphanumeric(scalar) || scalar == "%" || scalar == "+"
    }

    private static func isSeparator(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
      let scalar = scalars[index]
      switch scalar {
      case "(", ")", "[", "]", "{", "}", "<", ">", "\"", "“", "”", "|", "—", "–", "→", ";":
        return true
      case ",":
        let isInside =
          index > 0 && index + 1 < scalars.count && StatementWord.isDigit(scalars[index - 1])
          && StatementWord.isDigit(scalars[index + 1])
        return !isInside
      default: return StatementWord.isSpace(scalar)
      }
    }
  }
}
