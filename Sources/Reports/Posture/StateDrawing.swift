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

  private var description: String {
    Wording.list(counts.map { "\($0.count) \($0.verdict.rawValue)" }) + "."
  }

  private var parts: [(verdict: ControlVerdict, start: Int, width: Int)] {
    let bar = StackedBar(length: Self.length, gap: 4, narrowest: 8)
    return zip(counts, bar.parts(counts.map(\.count))).map { entry, part in
      (entry.verdict, part.start, part.width)
    }
  }
}
