import Model

/// A bar that shows how many controls are in each state.
struct StateDrawing {
  private let counts: [(verdict: ControlVerdict, count: Int)]
  /// Makes the identifiers of its title and description unique in the document.
  private let id: String
  private let title: String

  init(_ counts: [(verdict: ControlVerdict, count: Int)], id: String, title: String) {
    self.counts = counts
    self.id = id
    self.title = title
  }

  init(of controls: [ControlAssessment], id: String, title: String) {
    let counts = ControlVerdict.displayOrder.map { verdict in
      (verdict, controls.count { $0.verdict == verdict })
    }
    self.init(counts.filter { $0.1 > 0 }, id: id, title: title)
  }

  var drawing: HTMLElement {
    HTMLElement(
      "svg",
      [
        "class": "bar", "viewBox": "0 0 \(Self.length) 24", "preserveAspectRatio": "none",
        "role": "img", "aria-labelledby": "\(id)-title \(id)-description",
      ]
    ) {
      HTMLElement("title", ["id": "\(id)-title"], text: title)
      HTMLElement("desc", ["id": "\(id)-description"], text: description + ".")
      for part in parts {
        HTMLElement(
          "rect",
          [
            "class": "part tone-\(part.verdict.tone.rawValue) part-\(part.verdict.rawValue)",
            "x": String(part.start), "y": "0", "width": String(part.width), "height": "24",
            "fill": part.verdict.tone.ink,
          ])
      }
    }
  }

  /// The counts in words, which say the same as the bar.
  var description: String { Wording.list(counts.map { "\($0.count) \($0.verdict.rawValue)" }) }

  private static let length = 1_000

  private var parts: [(verdict: ControlVerdict, start: Int, width: Int)] {
    let bar = StackedBar(length: Self.length, gap: 4, narrowest: 8)
    return zip(counts, bar.parts(counts.map(\.count))).map { entry, part in
      (entry.verdict, part.start, part.width)
    }
  }
}
