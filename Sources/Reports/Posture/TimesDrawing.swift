import Model

/// A bar of one record's time beside the line up to which the promise goes.
struct TimesDrawing {
  /// How many records are drawn one by one.
  static let mostDrawn = 40

  private static let length = 1_000
  /// Where the promise's line stands, so that a record may run past it and still be seen.
  private static let promised = 640

  private let entry: TimeRecord.Entry
  private let name: String

  init(_ entry: TimeRecord.Entry, name: String) {
    self.entry = entry
    self.name = name
  }

  /// The records that are drawn: all of them, or those that took most of their time.
  static func drawn(of record: TimeRecord) -> [(number: Int, entry: TimeRecord.Entry)] {
    let numbered = record.entries.enumerated().map { (number: $0.offset + 1, entry: $0.element) }
    guard numbered.count > mostDrawn else { return numbered }
    return numbered.sorted {
      (width(of: $1.entry), $0.number) < (width(of: $0.entry), $1.number)
    }.prefix(mostDrawn).sorted { $0.number < $1.number }
  }

  var drawing: HTMLElement {
    let tone: ControlVerdict.Tone = entry.isKept ? .good : .bad
    return HTMLElement(
      "svg",
      [
        "class": "time-bar", "viewBox": "0 0 \(Self.length) 24", "preserveAspectRatio": "none",
        "role": "img", "aria-label": "\(name): \(entry.outcome)",
      ]
    ) {
      HTMLElement(
        "rect",
        [
          "class": "track", "x": "0", "y": "8", "width": String(Self.promised), "height": "8",
          "fill": "#ddd8cc",
        ])
      HTMLElement(
        "rect",
        [
          "class": "part tone-\(tone.rawValue)\(entry.isOpen ? " part-open" : "")", "x": "0",
          "y": "5",
          "width": String(max(4, Self.width(of: entry))), "height": "14", "fill": tone.ink,
        ])
      HTMLElement(
        "rect",
        [
          "class": "promised", "x": String(Self.promised), "y": "0", "width": "4", "height": "24",
          "fill": "#1b2027",
        ])
    }
  }

  /// The length of the bar: the share of the promised time, cut off at the end of the drawing.
  private static func width(of entry: TimeRecord.Entry) -> Int {
    guard entry.allowed > 0 else { return entry.taken > 0 ? length : 0 }
    // In proportion, without the product of two numbers that come from outside.
    let share = Double(entry.taken) / Double(entry.allowed)
    return Int(min(Double(length), share * Double(promised)))
  }
}
