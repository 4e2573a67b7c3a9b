import Model

/// A bar that shows how many controls are in each state.
struct StateDrawing {
  private let counts: [(verdict: ControlVerdict, count: Int)]

  init(_ counts: [(verdict: ControlVerdict, count: Int)]) { self.counts = counts }

  var figure: HTMLElement {
    HTMLElement("figure", ["class": "drawing"]) {
      HTMLElement(
        "svg",
        [
          "viewBox": "0 0 \(Self.length) 24", "preserveAspectRatio": "none", "role": "img",
          "aria-labelledby": "drawing-title drawing-description",
        ]
      ) {
        HTMLElement("title", ["id": "drawing-title"], text: "Controls by state")
        HTMLElement("desc", ["id": "drawing-description"], text: description)
        for part in parts {
          HTMLElement(
            "rect",
            [
              "class": "part tone-\(part.verdict.tone.rawValue) part-\(part.verdict.rawValue)",
              "x": String(part.start), "y": "0", "width": String(part.width), "height": "24",
            ])
        }
      }
    }
  }

  private static let length = 1_000
  private static let gap = 4
  private static let narrowest = 8

  private var description: String {
    Wording.list(counts.map { "\($0.count) \($0.verdict.rawValue)" }) + "."
  }

  /// Widths in proportion, none too narrow to be seen; whole numbers, so that the bytes are the same
  /// everywhere.
  private var parts: [(verdict: ControlVerdict, start: Int, width: Int)] {
    let total = counts.reduce(0) { $0 + $1.count }
    guard total > 0 else { return [] }
    let free = Self.length - Self.gap * (counts.count - 1) - Self.narrowest * counts.count
    var before = 0
    return counts.enumerated().map { index, entry in
      // Edges are computed from the sums, so that rounding never leaves a gap at the end.
      let fixed = index * (Self.narrowest + Self.gap)
      let start = fixed + free * before / total
      before += entry.count
      let end = fixed + Self.narrowest + free * before / total
      return (entry.verdict, start, end - start)
    }
  }
}
