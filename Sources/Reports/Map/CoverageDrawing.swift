import Model

/// A bar that shows how many requirements of one framework are in each state.
struct CoverageDrawing {
  private let mapped: MappedFramework
  /// Makes the identifiers of its title and description unique in the document.
  private let id: String

  init(_ mapped: MappedFramework, id: String) {
    self.mapped = mapped
    self.id = id
  }

  var drawing: HTMLElement {
    HTMLElement(
      "svg",
      [
        "class": "bar", "viewBox": "0 0 \(Self.length) 24", "preserveAspectRatio": "none",
        "role": "img", "aria-labelledby": "\(id)-title \(id)-description",
      ]
    ) {
      HTMLElement(
        "title", ["id": "\(id)-title"], text: "Requirements of \(mapped.framework.name) by state")
      HTMLElement("desc", ["id": "\(id)-description"], text: description)
      for (entry, part) in zip(counts, parts) {
        HTMLElement(
          "rect",
          [
            "class": "part tone-\(entry.state.tone.rawValue) part-\(entry.state.rawValue)",
            "x": String(part.start), "y": "0", "width": String(part.width), "height": "24",
            "fill": entry.state.tone.ink,
          ])
      }
    }
  }

  private static let length = 1_000

  private var counts: [(state: RequirementState, count: Int)] { mapped.counts }

  private var parts: [(start: Int, width: Int)] {
    StackedBar(length: Self.length, gap: 4, narrowest: 8).parts(counts.map(\.count))
  }

  private var description: String {
    guard !counts.isEmpty else { return "It has no requirements." }
    let words = counts.map { "\($0.count) \($0.state.word(forLaw: mapped.framework.isLaw))" }
    return Wording.list(words) + "."
  }
}
