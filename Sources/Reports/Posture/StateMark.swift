import Model

/// The signs of the states: a shape of its own for each, never without the word.
enum StateMark {
  /// The word with its shape.
  static func badge(_ verdict: ControlVerdict) -> HTMLElement {
    HTMLElement("span", ["class": "state tone-\(verdict.tone.rawValue)"]) {
      mark(verdict)
      verdict.rawValue
    }
  }

  /// The shape alone, hidden from screen readers because the word stands beside it.
  static func mark(_ verdict: ControlVerdict) -> HTMLElement {
    HTMLElement("svg", ["class": "mark", "viewBox": "0 0 16 16", "aria-hidden": "true"]) {
      HTMLElement("use", ["href": "#mark-\(verdict.rawValue)"])
    }
  }

  /// The shapes, drawn once for the whole document.
  static var definitions: HTMLElement {
    HTMLElement(
      "svg", ["class": "definitions", "aria-hidden": "true", "width": "0", "height": "0"]
    ) {
      for verdict in ControlVerdict.allCases {
        HTMLElement("symbol", ["id": "mark-\(verdict.rawValue)", "viewBox": "0 0 16 16"]) {
          shape(of: verdict)
        }
      }
    }
  }

  private static let check = "M4.8 8.3l2.2 2.2 4.2-4.8"
  private static let cross = "M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8"
  private static let clock = "M8 4.6V8l2.3 1.6"
  private static let wave = "M4.4 8.8q1.8-2.6 3.6-.8t3.6-.8"
  static let bar = "M5 8h6"
  private static let question = "M5.9 6.3a2.1 2.1 0 1 1 3 1.9q-.9.5-.9 1.4M8 12v.1"
  static let disc = "M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14z"
  private static let octagon = "M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z"
  /// Six arcs with gaps: nothing is known for sure.
  static let brokenDisc =
    "M9.4 1.1a7 7 0 0 1 3.9 2.2M14.7 6a7 7 0 0 1 0 4M13.3 12.7a7 7 0 0 1-3.9 2.2"
    + "M6.6 14.9a7 7 0 0 1-3.9-2.2M1.3 10a7 7 0 0 1 0-4M2.7 3.3a7 7 0 0 1 3.9-2.2"
  static let square =
    "M3 1.5h10q1.5 0 1.5 1.5v10q0 1.5-1.5 1.5H3q-1.5 0-1.5-1.5V3q0-1.5 1.5-1.5z"

  private static func shape(of verdict: ControlVerdict) -> [HTMLNode] {
    switch verdict {
    case .verified: drawn(disc, isFilled: true, sign: check)
    case .attested: drawn(disc, isFilled: false, sign: check)
    case .delivered: drawn(square, isFilled: true, sign: check)
    case .waived: drawn(square, isFilled: false, sign: wave)
    case .unproven: drawn(brokenDisc, isFilled: false, sign: question)
    case .violated: drawn(octagon, isFilled: true, sign: cross)
    case .contradicted: drawn(octagon, isFilled: false, sign: cross)
    case .overdue: drawn(disc, isFilled: true, sign: clock)
    case .planned: drawn(disc, isFilled: false, sign: clock)
    case .stated: drawn(square, isFilled: false, sign: bar)
    }
  }

  /// An outline, filled or not, with a sign in it.
  static func drawn(_ outline: String, isFilled: Bool, sign: String) -> [HTMLNode] {
    [
      .element(HTMLElement("path", ["class": isFilled ? "solid" : "outline", "d": outline])),
      .element(HTMLElement("path", ["class": isFilled ? "cut" : "line", "d": sign])),
    ]
  }
}
